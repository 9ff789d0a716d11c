"""Documents of a word processor → their articles: docx and rtf."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from striprtf.striprtf import rtf_to_text

from ingest.facts import Raw
from records import InputRefused

_LARGEST = 200_000_000  # bytes, unpacked
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What is moved away or kept for older programs, and boxes, which stand beside the text.
_ASIDE = {f"{_W}moveFrom", f"{_W}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def read_docx(data: bytes, name: str) -> Iterator[Raw | InputRefused]:
    """A Word document is one article, as it stands when all changes in it are accepted; "# " marks its headings."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > _LARGEST:
            message = f"{name} unpacks to more than {_LARGEST // 1_000_000} MB."
            yield InputRefused(message, "Take its pictures out, or save its text as .txt.")
            return
        lines = list(_docx_lines(docx.Document(io.BytesIO(data))))
    except (Exception, RecursionError) as error:  # a broken file makes the parser raise whatever it met
        hint = "Open it in a word processor and save it again; one with a password, without."
        yield InputRefused(f"{name} can't be read as a Word document: {type(error).__name__}.", hint)
        return
    yield _article(lines, name)


def _docx_lines(container: Any) -> Iterator[str]:
    """The lines of a document or a cell, in order; a row of a table is one line."""
    for part in container.iter_inner_content():
        if isinstance(part, Paragraph):
            words = "".join(_words(part._p)).strip()
            if words:
                yield _start(part) + words
        elif isinstance(part, Table):
            for row in part.rows:
                # A cell that spans several columns is found once for each of them.
                cells = dict.fromkeys(" ".join(_docx_lines(cell)) for cell in row.cells)
                if any(cells):
                    yield " | ".join(filter(None, cells))


def _words(element: Any) -> Iterator[str]:
    if element.tag in _ASIDE:
        return
    if element.tag == f"{_W}t":
        yield element.text or ""
    yield _BREAKS.get(element.tag, "")
    for child in element:
        yield from _words(child)


def _start(paragraph: Paragraph) -> str:
    style = ((paragraph.style and paragraph.style.name) or "").lower()
    return "# " if style.startswith("heading") or style == "title" else "- " if style.startswith("list") else ""


def read_rtf(data: bytes, name: str) -> Iterator[Raw | InputRefused]:
    """A document in rich text format is one article, a line a paragraph."""
    if not data.lstrip().startswith(b"{\\rtf"):
        yield InputRefused(f"{name} is no RTF document: it does not begin with {{\\rtf.", "Save it again as RTF.")
        return
    try:
        # Outside of its escapes, which name their own code page, RTF is ASCII.
        text = data.decode("cp1252", "replace")
        lines = rtf_to_text(text, encoding="cp1252", errors="replace").splitlines()  # type: ignore[no-untyped-call]
    except (Exception, RecursionError) as error:  # a broken file makes the parser raise whatever it met
        hint = "Open it in a word processor and save it again, or as .txt."
        yield InputRefused(f"{name} can't be read as RTF: {type(error).__name__}.", hint)
        return
    yield _article([line for line in lines if line.strip()], name)


def _article(lines: list[str], name: str) -> Raw | InputRefused:
    if not lines:
        return InputRefused(f"{name} holds no text.", "If its text is a picture, run text recognition over it.")
    return Raw(text="\n\n".join(lines), where=name)
