import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from language.without import without


@pytest.fixture
def unloaded(monkeypatch):
    """A module of the standard library that is there to be loaded."""
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    return "colorsys"


def test_a_module_is_missing_only_meanwhile(unloaded):
    with without(unloaded), pytest.raises(ModuleNotFoundError, match=unloaded):
        __import__(unloaded)
    assert __import__(unloaded).__name__ == unloaded


def test_another_thread_may_load_it(unloaded):
    with without(unloaded), ThreadPoolExecutor(1) as other:
        assert other.submit(__import__, unloaded).result().__name__ == unloaded


def test_what_is_loaded_is_found(unloaded):
    __import__(unloaded)
    with without(unloaded):
        assert __import__(unloaded).__name__ == unloaded


def test_the_parser_is_loaded_without_torch():
    code = "from language.names import parse; import sys; list(parse(['It rains.'])); print('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
