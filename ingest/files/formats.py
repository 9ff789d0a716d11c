"""One small reader for each format: what is in a file → its articles, and what can't be read in their place.

Here are those of plain text; what a program wrote (PDF, Word, mail, feeds) is read from bytes, in a module each.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import frontmatter
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.facts import Raw, facts_from, first_line
from ingest.files.feeds import read_feed
from ingest.files.mail import read_mail
from ingest.files.office import read_docx, read_rtf
from ingest.files.pdf import read_pdf
from ingest.files.webpage import read_html
from records import InputRefused

Reader = Callable[[str, str], Iterator[Raw | InputRefused]]
BytesReader = Callable[[bytes, str], Iterator[Raw | InputRefused]]

TEXT_KEYS = ("text", "body", "content")
DELIMITERS = (",", "\t", ";", "|")
_MARKDOWN = MarkdownIt("commonmark")


def read_text(text: str, name: str) -> Iterator[Raw | InputRefused]:
    """A plain file is one article."""
    yield Raw(text=text, where=name)


def read_markdown(text: str, name: str) -> Iterator[Raw | InputRefused]:
    """Markdown, with or without YAML front matter, is one article; its syntax goes, "# " before a heading stays."""
    try:
        values, body = frontmatter.parse(text)  # by yaml's safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        hint = "Mend what is between the --- lines."
        yield InputRefused(f"{name}: its front matter is broken: {first_line(error)}.", hint)
        return
    yield Raw(text=render_markdown(body), where=name).told(facts_from(values))


def render_markdown(text: str) -> str:
    """The words of a Markdown text, a line for each paragraph, heading or list item, without raw HTML and pictures."""
    lines: list[str] = []
    start = ""
    for token in _MARKDOWN.parse(text):
        if token.type == "heading_open":
            start = token.markup[0].replace("=", "#").replace("-", "#") + " "
        elif token.type == "list_item_open":
            start = "- "
        elif token.type == "hr":
            lines.append("***")
        elif token.type in ("fence", "code_block"):
            lines.append(token.content)
        elif token.type == "inline":
            lines.append(start + "".join(_words(child) for child in token.children or ()))
            start = ""
    return "\n\n".join(lines)


def _words(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return token.content if token.type in ("text", "code_inline") else breaks.get(token.type, "")


def read_table(text: str, name: str) -> Iterator[Raw | InputRefused]:
    """Delimited rows under a header, one article a row. The delimiter is the one that yields a text column."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    header: list[str] = []
    rows: Iterator[list[str]] = iter(())
    for delimiter in DELIMITERS:
        # newline="": the csv module wants line ends as they are. strict: a quote left open must not swallow the rest.
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        header = _header(rows)
        if set(header) & set(TEXT_KEYS):
            break
    else:
        hint = "The first line must name the columns, one of them text."
        yield InputRefused(f"{name}:1 has no column named 'text'.", hint)
        return
    yield from _table_rows(rows, header, name)


def _header(rows: Iterator[list[str]]) -> list[str]:
    try:
        return [cell.strip().lower() for cell in next(rows, [])]
    except csv.Error:
        return []


def _table_rows(rows: Any, header: list[str], name: str) -> Iterator[Raw | InputRefused]:
    number = 0
    while True:
        where = f"{name}:{rows.line_num + 1}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            hint = "Double the quotes inside a quoted field, and close it."
            yield InputRefused(f"{where} is no proper row: {first_line(error)}.", hint)
            continue
        if not any(cells):
            continue
        number += 1
        if any(cells[len(header) :]):
            message = f"{where} has {len(cells)} fields, its header has {len(header)}."
            yield InputRefused(message, "Put fields that hold the delimiter in double quotes.")
        else:
            yield _row(dict(zip(header, cells, strict=False)), where, number)


def read_json_lines(text: str, name: str) -> Iterator[Raw | InputRefused]:
    """One JSON object a line: one article each. Only a line feed ends a line, as strings may hold other separators."""
    number = 0
    for line_number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        number += 1
        where = f"{name}:{line_number}"
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield InputRefused(f"{where} is not valid JSON: {first_line(error)}.", "Write one complete object a line.")
            continue
        if isinstance(values, dict):
            yield _row(values, where, number)
        else:
            yield InputRefused(f"{where} is no JSON object.", 'Write {"text": "…"}, one a line.')


def _row(values: Mapping[str, Any], where: str, number: int) -> Raw | InputRefused:
    lower = {str(key).strip().lower(): value for key, value in values.items()}
    text = next((lower[key] for key in TEXT_KEYS if lower.get(key)), None)
    if not isinstance(text, str) or not text.strip():
        what = "has no text" if text is None or isinstance(text, str) else "has a text that is no string"
        return InputRefused(f"{where} {what}.", "Give it a text, or delete the row.")
    return replace(Raw(text=text, where=where).told(facts_from(lower)), row=number)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".csv": read_table,
    ".tsv": read_table,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}

BYTES_READERS: dict[str, BytesReader] = {
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".rtf": read_rtf,
    ".eml": read_mail,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}
