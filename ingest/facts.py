"""What is printed about an article: in a row, in front matter, or in a sidecar beside its file.

A sidecar of `a.txt` is `a.txt.json`, `a.json`, `a.txt.yaml`, `a.yaml`, and the same with `.yml`: the first there is.
For one table beside many files see metadata.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from ingest.files.encoding import decode
from language.dates import parse_date
from records import InputRefused

# The endings of the files that can be read, in the order in which they are told.
SUFFIXES = tuple(
    """.txt .md .markdown .html .htm .pdf .docx .rtf .eml .csv .tsv .jsonl .ndjson .rss .atom .xml .zip""".split()
)
_SIDECARS = (".json", ".yaml", ".yml")
_KEYS = {
    "id": ("id", "_id"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source"),
    "author": ("author",),
    "published": ("published", "date"),
    "url": ("url",),
    "language": ("language",),
}
_OF_ONE = ("id", "title", "url")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one place prints about an article; None: nothing."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None

    def over(self, others: Facts) -> Facts:
        """These facts, and where there are none the others."""
        return Facts(**{name: getattr(self, name) or getattr(others, name) for name in _KEYS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw(Facts):
    """One article as read, before it is cleaned, and what is printed about it. A date is None where it is not sure.

    `where` is for people, "folder/file.csv:12"; `row` is the number of the row, from 1, or None where a file is one
    article; `key` is the name by which a row is known where its place may change, as that of a feed's entry does;
    `member` is the path within an archive. In `text` a line is a paragraph or a part of one, and one that begins with
    "# " a heading.
    """

    text: str
    where: str
    row: int | None = None
    key: str | None = None
    member: str | None = None

    def told(self, facts: Facts) -> Raw:
        """This article with other facts in place of its own, where there are any.

        For one of many, a row or a file in an archive, they only fill gaps, and never its id, title or address, which
        can't be those of all.
        """
        names = [name for name in _KEYS if getattr(facts, name) is not None]
        if self.row is not None or self.member is not None:
            names = [name for name in names if name not in _OF_ONE and getattr(self, name) is None]
        return replace(self, **{name: getattr(facts, name) for name in names})


def facts_from(values: Mapping[str, Any]) -> Facts:
    """The facts under the known keys, in any case. Other keys, and values of other types, count for nothing."""
    lower = {str(key).strip().lower(): value for key, value in values.items()}
    read: dict[str, Any] = {}
    for name, keys in _KEYS.items():
        given = (_READ.get(name, line)(lower.get(key)) for key in keys)
        read[name] = next((value for value in given if value), None)
    return Facts(**read)


def line(value: object) -> str | None:
    """A value as one line of text, or None where there is none. A number is text, a list is joined by commas."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(line, value))) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    # JSON can smuggle in half a surrogate pair, which no file or database takes.
    text = str(value).encode("utf-8", "ignore").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in text).split()) or None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else parse_date(line(value) or "")


def _link(value: object) -> str | None:
    """Only what a browser may open: a `javascript:` address in a row must not become a link on a page."""
    text = line(value)
    return text if text and text.lower().startswith(("http://", "https://")) else None


_READ: dict[str, Callable[[object], object]] = {"published": _day, "url": _link}


def sidecar_of(path: Path) -> Path | None:
    """The sidecar beside an article's file, or None."""
    return next((beside for beside in _beside(path) if beside.is_file()), None)


def whose_sidecar(path: Path) -> Path | None:
    """The article's file that a file is the sidecar of, or None."""
    if path.suffix.lower() not in _SIDECARS:
        return None
    stem = path.with_suffix("")
    articles = [stem] if stem.suffix.lower() in SUFFIXES else []
    articles += [stem.with_name(stem.name + suffix) for suffix in SUFFIXES]
    return next((article for article in articles if article.is_file()), None)


def read_sidecar(path: Path, name: str, max_bytes: int) -> Facts:
    """The facts of the sidecar of an article's file; none where there is no sidecar.

    Raises:
        InputRefused: the sidecar can't be opened or read.
    """
    beside = sidecar_of(path)
    if beside is None:
        return Facts()
    shown = str(Path(name).with_name(beside.name))
    whose = f"{shown}, the sidecar of {name},"
    try:
        if beside.stat().st_size > max_bytes:
            raise InputRefused(f"{whose} is too large.", "Keep only what it says about the article.")
        text = decode(beside.read_bytes(), shown)
        values = json.loads(text) if beside.suffix.lower() == ".json" else yaml.safe_load(text)
    except OSError as error:
        raise InputRefused(f"{shown} can't be opened: {error.strerror}.", "Check its permissions: ls -l") from error
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise InputRefused(f"{whose} is broken: {first_line(error)}.", "Mend or delete it.") from error
    if not isinstance(values, dict):
        raise InputRefused(f"{whose} holds no keys.", 'Write {"title": "…"}, or delete it.')
    return facts_from(values)


def first_line(error: Exception) -> str:
    """An error of a parser in one line, with the place that it names."""
    return " ".join(str(error).split())[:160].rstrip(".") or type(error).__name__


def _beside(path: Path) -> Iterator[Path]:
    for suffix in _SIDECARS:
        yield path.with_name(path.name + suffix)
        yield path.with_suffix(suffix)
