"""The README's tree and commands, and the overview's tables, are true."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from settings import describe

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OVERVIEW = (ROOT / "docs" / "overview.md").read_text(encoding="utf-8")


def test_the_tree_names_every_room_and_only_what_is_there():
    tree = re.search(r"## Reading order\n\n```\n(.*?)```", README, re.DOTALL)[1]
    named = {line.split()[0].rstrip("/") for line in tree.splitlines()}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    tops = {path.split("/")[0] for path in tracked if "/" in path or path.endswith(".py")}
    assert named == {top for top in tops if not top.startswith(".")}


def test_every_link_and_picture_is_there():
    for text, folder in ((README, ROOT), (OVERVIEW, ROOT / "docs")):
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            assert (folder / target).exists(), target


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_every_make_target_is_in_the_makefile(target):
    assert re.search(rf"^{target}:.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("room", sorted(set(re.findall(r"python -m (\w+(?:\.\w+)*)", README))))
def test_every_command_runs(room):
    done = subprocess.run([sys.executable, "-m", room, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    for option in re.findall(rf"python -m {room}.*?(--\w+)", README):
        helps = done.stdout + "".join(
            subprocess.run(
                [sys.executable, "-m", room, command, "--help"], cwd=ROOT, capture_output=True, text=True
            ).stdout
            for command in re.findall(rf"python -m {room} (\w+)", README)
        )
        assert option in helps


def test_the_settings_are_all_told_with_their_defaults():
    told = dict(re.findall(r"^\| `(ONRECORD_\w+)` \| `?([^`|]*?)`? \|$", OVERVIEW, re.MULTILINE))
    assert told == {name: default if default not in ("", "()") else "none" for name, default in describe()}
