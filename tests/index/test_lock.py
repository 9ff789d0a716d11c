import subprocess
import sys

import pytest

from index.lock import only_writer
from records import IndexBusy
from tests.conftest import ROOT


def test_a_second_writer_is_told_which_index_is_written_to_and_what_to_do(tmp_path):
    with only_writer(tmp_path), pytest.raises(IndexBusy, match=str(tmp_path)) as caught, only_writer(tmp_path, 0):
        pass
    assert "--index DIR" in caught.value.hint


def test_writers_take_turns_and_two_indexes_are_no_matter(tmp_path):
    with only_writer(tmp_path / "a"), only_writer(tmp_path / "b", 0):
        pass
    with only_writer(tmp_path / "a", 0):
        pass


def test_a_writer_that_dies_lets_go(tmp_path):
    program = f"""
import os
from pathlib import Path
from index.lock import only_writer
with only_writer(Path({str(tmp_path)!r})):
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 9
    with only_writer(tmp_path, 0):
        pass
