"""A Python environment for each peer, made by its pins and kept."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "on-record-peers"


def environment(peer: str, cache: Path) -> Path:
    """The Python of a peer's environment, which is made where it is missing or its pins are others now."""
    folder = cache / "envs" / peer
    python, mark = folder / "bin" / "python", folder / "pins.txt"
    pins = requirements(peer).read_text(encoding="utf-8")
    if not mark.is_file() or mark.read_text(encoding="utf-8") != pins:
        print(f"installing {peer} …", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements(peer)], check=True)
        mark.write_text(pins, encoding="utf-8")
    return python


def requirements(peer: str) -> Path:
    """Where a peer's pins stand."""
    return HERE / f"requirements-{peer}.txt"
