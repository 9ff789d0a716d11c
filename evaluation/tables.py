"""The same test set as a table, for those who keep it in a spreadsheet: one question a row.

Columns, of which only id and question are needed: id, question (turns of a conversation apart by |), type, answerable
(yes/no), path and quote (further evidence in path_2, quote_2, …), speaker, answer and must_not (alternatives apart by
|), not_speaker with not_quote, rewrite, today. Comma, semicolon or tab, as the first line shows.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from records import InputRefused

COLUMNS = (
    *("id", "question", "type", "answerable", "path", "quote", "speaker", "answer", "must_not"),
    *("not_speaker", "not_quote", "rewrite", "today"),
)
_TRUTH = {"": True, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def rows_of_table(path: Path) -> Iterator[tuple[int, Any]]:
    """(line, object as in JSON) for each row; a str instead of an object is a fault and its cure.

    Raises:
        InputRefused: the first line lacks id or question, or the file is not UTF-8.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path} is not UTF-8 (byte {error.start}).", "Save it as “CSV UTF-8”.") from error
    head = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=max(",;\t", key=head.count))
    names = [name.strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = names
    if missing := [name for name in ("id", "question") if name not in names]:
        raise InputRefused(
            f"{path}:1: no column {' and '.join(missing)}.", f"The first line names columns: {', '.join(COLUMNS)}"
        )
    for name in names:
        near = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.82)
        if name.rstrip("_0123456789") not in COLUMNS and near:
            raise InputRefused(f"{path}:1: {name!r} is not a column.", f"Did you mean {near[0]!r}?")
    before = 1
    for row in reader:
        line, before = before + 1, reader.line_num
        if None in row or None in row.values():
            yield line, f"the row has not {len(names)} fields; put a text that holds the separator into quotation marks"
        elif any(value.strip() for value in row.values()):
            yield line, _object({key: value.strip() for key, value in row.items()})


def _object(row: dict[str, str]) -> dict[str, Any] | str:
    answerable = _TRUTH.get(row.get("answerable", "").lower())
    if answerable is None:
        return f"answerable is {row['answerable']!r}; it must be yes or no"
    found: dict[str, Any] = {"id": row["id"], "turns": _several(row["question"]), "answerable": answerable}
    found.update({key: row[key] for key in ("type", "rewrite", "today") if row.get(key)})
    found.update({key: _several(row[key]) for key in ("speaker", "answer", "must_not") if row.get(key)})
    found["evidence"] = []
    for key in row:
        if key.rstrip("_0123456789") in ("path", "quote") and row[key]:
            suffix = key[len(key.rstrip("_0123456789")) :]
            if not row.get(f"path{suffix}"):
                return f"{key} is filled but path{suffix} is empty; name the article that it stands in"
            if key.startswith("path"):
                found["evidence"].append({"path": row[key], "quote": row.get(f"quote{suffix}") or None})
    if row.get("not_speaker") or row.get("not_quote"):
        found["must_not_attribute"] = [{"speaker": row.get("not_speaker"), "quote": row.get("not_quote")}]
    return found


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]
