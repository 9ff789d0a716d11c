"""A PDF → its article: text blocks in reading order, without the lines that every page repeats."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from statistics import median

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException

from ingest.facts import Raw
from ingest.files.inflate import unpacked_size
from ingest.lines import is_sentence
from records import InputRefused

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells of every oddity that it copes with

_LARGEST = 500_000_000  # bytes, unpacked
_EDGE = 2  # blocks at the top and at the bottom of a page among which a repeated line may stand
_LARGER = 1.2  # a heading's letters, as a multiple of the usual size
_INDENT = 0.7  # of the size of the letters: a line that begins further in opens a paragraph
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Where a line ends in one of these and a hyphen, the hyphen belongs to the word, unless but an ending follows.
_KEEPS_HYPHEN = frozenset(
    """all anti close cross eight eighty fifty five forty four full half hard high ill large left long low nine ninety
    non north one quasi right self seven seventy short six sixty small south third thirty three twenty two ultra well
    west year""".split()
)
_ENDINGS = frozenset("age ed eous ern er est ing ist ly ness self teen y".split())
_AT_END = re.compile(r"(\w+)[-‐\u00ad]\n(?=(\w+))")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph or a part of one: its text with line ends, the size of its letters, its page, is it at an edge?"""

    text: str
    size: float
    page: int
    edge: bool


def read_pdf(data: bytes, name: str) -> Iterator[Raw | InputRefused]:
    """A PDF with a text layer is one article; "# " marks what is set larger than the text.

    One that opens without a password is read. One without a text layer is a picture, and is refused.
    """
    try:
        unpacked_size(data, name, _LARGEST)
        pieces = [
            piece for number, page in enumerate(extract_pages(io.BytesIO(data))) for piece in _pieces(page, number)
        ]
    except InputRefused as refused:
        yield refused
        return
    except PDFPasswordIncorrect:
        yield InputRefused(f"{name} is locked with a password.", "Open it, and save a copy without the password.")
        return
    except (Exception, RecursionError) as error:  # a broken file makes the parser raise whatever it met
        what = "" if isinstance(error, PDFException) and not str(error) else f": {type(error).__name__}"
        yield InputRefused(f"{name} can't be read as a PDF{what}.", "Save its text as .txt, or print it to a new PDF.")
        return
    if not any(char.isalnum() for piece in pieces for char in piece.text):
        hint = "Run text recognition over it first: ocrmypdf in.pdf out.pdf"
        yield InputRefused(f"{name} holds no text, only pictures of it: a scan.", hint)
        return
    text = "\n\n".join(_lines(_without_running_lines(pieces)))
    yield Raw(text=text.translate(_LIGATURES), where=name)


def _pieces(page: LTPage, number: int) -> Iterator[_Piece]:
    boxes = [box for box in page if isinstance(box, LTTextBox) and box.get_text().strip()]
    heights = sorted({box.y0 for box in boxes})
    edges = {*heights[:_EDGE], *heights[-_EDGE:]}
    opening: list[LTTextLine] = []
    for paragraph, following in pairwise([*chain.from_iterable(map(_paragraphs, boxes)), []]):
        if len(paragraph) == 1 and following and _opens(paragraph[0], following):
            opening = paragraph
            continue
        lines = [*opening, *paragraph]
        text = "\n".join(" ".join(line.get_text().split()) for line in lines)
        edge = any(box.y0 in edges for box in boxes if paragraph[0] in box)
        yield _Piece(text, median(map(_size, lines)), number, edge)
        opening = []


def _paragraphs(box: LTTextBox) -> Iterator[list[LTTextLine]]:
    """The paragraphs of a block, as lines: one that begins further in opens one."""
    lines = [line for line in box if isinstance(line, LTTextLine) and line.get_text().strip()]
    opens = [line.x0 > box.x0 + _INDENT * _size(line) for line in lines]
    if sum(opens) * 2 > len(lines):  # centred, or set ragged on the left
        opens = [False] * len(lines)
    numbers = [sum(opens[: i + 1]) for i in range(len(lines))]
    for _, group in groupby(range(len(lines)), key=lambda i: numbers[i]):
        yield [lines[i] for i in group]


def _opens(line: LTTextLine, following: Sequence[LTTextLine]) -> bool:
    """Is this the first line of the paragraph below it? It begins further in, is as wide, and stands as near."""
    below, size = following[0], _size(line)
    right = max(other.x1 for other in following)
    near = 0 < line.y0 - below.y0 < 2 * size and abs(_size(below) - size) < 0.5
    return near and line.x0 > below.x0 + _INDENT * size and line.x1 - below.x0 > 0.75 * (right - below.x0)


def _size(line: LTTextLine) -> float:
    return median(char.size for char in line if isinstance(char, LTChar))


def _without_running_lines(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Without what stands at the edge of half of the pages, figures aside: heads, feet, page numbers."""
    pages = len({piece.page for piece in pieces})
    on = Counter(mask for mask, _ in {(_masked(p.text), p.page) for p in pieces if p.edge})
    kept = [p for p in pieces if not (p.edge and on[_masked(p.text)] > 1 and on[_masked(p.text)] * 2 >= pages)]
    return kept or list(pieces)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))


def _lines(pieces: Sequence[_Piece]) -> Iterator[str]:
    """A line for each paragraph; one that runs on over a page is joined, and words that were parted are whole again."""
    usual = Counter[float]()
    for piece in pieces:
        usual[round(piece.size, 1)] += len(piece.text)
    size = usual.most_common(1)[0][0]
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.page < piece.page and _runs_on(last, piece, size):
            joined[-1] = _Piece(f"{last.text}\n{piece.text}", size, piece.page, False)
        else:
            joined.append(piece)
    everything = "\n\n".join(piece.text for piece in joined)
    for piece in joined:
        start = "# " if piece.size >= _LARGER * size and not is_sentence(piece.text) else ""
        yield start + _whole(piece.text, everything).replace("\n", " ")


def _runs_on(last: _Piece, piece: _Piece, size: float) -> bool:
    plain = all(abs(p.size - size) < 0.5 for p in (last, piece))
    return plain and not is_sentence(last.text) and len(last.text.split()) > 8


def _whole(text: str, everything: str) -> str:
    """The text with words put together that were parted at a line's end, and only those.

    The hyphen stays where the text writes the word with it elsewhere. It goes where the text writes it as one word, and
    else too, but for a part such as "well" or "half", and beside a capital letter or a figure.
    """

    def mend(match: re.Match[str]) -> str:
        head, tail = match[1], match[2]
        if re.search(rf"\b{re.escape(head)}-{re.escape(tail)}\b", everything):
            return head + "-"
        if re.search(rf"\b{re.escape(head + tail)}\b", everything):
            return head
        compound = head.lower() in _KEEPS_HYPHEN and tail not in _ENDINGS
        kept = compound or not tail[0].islower() or not head[-1].islower()
        return head + ("-" if kept else "")

    return _AT_END.sub(mend, text)
