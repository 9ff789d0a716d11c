"""Shows proposed questions one by one, and keeps what a person accepts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def settled(out: Path) -> set[str]:
    """The wordings that were accepted or struck before; they are not proposed again."""
    lines = [line for path in (out, _struck(out)) if path.is_file() for line in path.read_text("utf-8").splitlines()]
    return {json.dumps(row.get("evidence") or _words(row)) for row in map(json.loads, filter(str.strip, lines))}


def is_settled(row: Row, known: set[str]) -> bool:
    """Whether a proposal on the same evidence (or, without any, of the same wording) was settled before."""
    return json.dumps(row.get("evidence") or _words(row)) in known


def review(
    rows: Sequence[Row], out: Path, ask: Callable[[str], str] = input, show: Callable[[str], object] = print
) -> int:
    """Ask of each row: accept (Enter), edit the wording, strike, or quit. How many were accepted.

    Accepted rows are added to `out` at once, struck ones to a file beside it, so that quitting loses nothing.
    """
    taken = (
        {json.loads(line)["id"] for line in out.read_text("utf-8").splitlines() if line.strip()}
        if out.is_file()
        else set()
    )
    accepted = 0
    for number, row in enumerate(rows, 1):
        show(f"\n{number}/{len(rows)}  {row['type']}\n  {_words(row)}")
        for evidence in row.get("evidence", ()):
            show(f"    {evidence['path']}: {evidence['quote']}")
        show(
            "    "
            + (f"speaker: {row['speaker']}" if "speaker" in row else "" if row.get("answerable", True) else "no answer")
        )
        reply = ask("  Enter accepts · e edits · s strikes · q quits > ").strip().lower()
        if reply.startswith("q"):
            break
        if reply.startswith("s"):
            _add(row, _struck(out))
            continue
        kept = {key: value for key, value in row.items() if key != "draft"}
        if reply.startswith("e"):
            wording = ask("  New wording > ").strip()
            if wording and "turns" in kept:
                kept["turns"] = [*kept["turns"][:-1], wording]
            elif wording:
                kept["question"] = wording
        kept["id"] = next(i for i in _ids(row["id"]) if i not in taken)
        taken.add(kept["id"])
        _add(kept, out)
        accepted += 1
    return accepted


def _ids(first: str) -> Any:
    stem, _, number = first.rpartition("-")
    return (f"{stem}-{n}" for n in range(int(number), 1_000_000))


def _words(row: Row) -> str:
    return str(row["question"]) if "question" in row else " → ".join(row["turns"])


def _struck(out: Path) -> Path:
    return out.with_suffix(".struck.jsonl")


def _add(row: Row, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
