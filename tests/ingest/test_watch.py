"""Watching, with a bounded number of looks and no waiting."""

import os
import signal
import subprocess
import sys
from functools import partial

import pytest

import ingest.__main__ as command
from ingest.watch import look, watch
from tests.conftest import ROOT
from tests.fakes import WordEmbedder

STORY = "The bridge stands\n\nThe bridge over the river was opened on Monday after two years of work."


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    return folder


def test_a_look_sees_files_and_sidecars_and_nothing_hidden(place):
    before = look([place])
    (place / ".hidden").write_text("x")
    (place / ".git").mkdir()
    assert look([place]) == before
    (place / "a.json").write_text("{}")
    assert len(look([place])) == 2
    assert look([place / "a.txt", place / "gone.txt"]) == before


def test_a_link_to_its_own_parent_ends(place):
    (place / "loop").symlink_to("..")
    assert look([place])


def test_what_changes_between_two_looks_is_told_once(place):
    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 2:
            (place / "b.txt").write_text(STORY)
        if len(slept) == 4:
            (place / "b.txt").unlink()

    slept, told = [], []
    watch([place], 3.0, look([place]), lambda: told.append(len(slept)), rounds=5, sleep=sleep)
    assert slept == [3.0] * 5
    assert told == [2, 4]


def test_what_came_while_the_first_ingest_ran_is_not_missed(place):
    seen = look([place])
    (place / "b.txt").write_text(STORY)
    told = []
    watch([place], 1.0, seen, lambda: told.append(1), rounds=2, sleep=lambda seconds: None)
    assert told == [1]


def test_a_round_prints_one_line_and_only_if_something_changed(place, tmp_path, monkeypatch, capsys):
    changes = iter(
        [
            lambda: (place / "b.txt").write_text(STORY + " It is long."),
            lambda: None,
            lambda: (place / "bad.txt").write_bytes(b""),
            lambda: os.utime(place / "a.txt"),
            lambda: (place / "bad.txt").unlink(),
            lambda: place.rename(tmp_path / "away"),
            KeyboardInterrupt,
        ]
    )

    def sleep(seconds):
        change = next(changes)
        if change is KeyboardInterrupt:
            raise KeyboardInterrupt
        change()

    monkeypatch.setattr(command, "open_embedder", lambda settings: WordEmbedder("bridge"))
    monkeypatch.setattr("ingest.watch.watch.__kwdefaults__", {"rounds": None, "sleep": sleep}, raising=False)
    assert command.main([str(place), "--index", str(tmp_path / "index"), "--watch", "1"]) == 0
    out, err = capsys.readouterr()
    rounds = [line.partition(" ")[2] for line in out.splitlines()[2:]]
    assert rounds == [
        "1 new, 0 changed, 0 removed, 0 refused; 2 articles.",
        "0 new, 0 changed, 0 removed, 1 refused; 2 articles.",
        "0 new, 0 changed, 0 removed, 0 refused; 2 articles.",
    ]
    assert err.count("bad.txt is empty") == 1
    assert err.count("does not exist") == 1


def test_ctrl_c_ends_it_cleanly(tmp_path):
    arguments = [sys.executable, "-m", "ingest", str(tmp_path), "--index", str(tmp_path / ".i"), "--watch", "0.2"]
    # A shell that runs the tests in the background has them ignore Ctrl-C, and so would what they start.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    running = subprocess.Popen(arguments, cwd=ROOT, stdout=pipe, stderr=pipe, text=True, preexec_fn=heed)
    assert running.stdout.readline().startswith("0 new")
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Traceback" not in err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "soon"])
def test_a_wait_that_makes_no_sense_is_refused(place, seconds, capsys):
    with pytest.raises(SystemExit):
        command.main([str(place), f"--watch={seconds}"])
    assert "--watch" in capsys.readouterr().err
