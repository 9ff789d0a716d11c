"""The examples in docstrings are run: what they show is what comes out."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("records", "language", "prompts", "index", "ingest", "answer", "evaluation", "web")
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in [ROOT / "settings.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
    if "    >>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_the_examples_of_a_module_hold(module):
    failed, tried = doctest.testmod(import_module(module.removesuffix(".__init__")))
    assert tried
    assert not failed
