"""An answer as text that stands alone: the statements, and below them what each marker stands for."""

from __future__ import annotations

from collections.abc import Callable

from records import Answer, Citation, Statement, Verdict
from web.render import permalink, printed

HEADING = "References"
_BORNE_OUT = (Verdict.EXACT, Verdict.BORNE_OUT)


def with_references(answer: Answer, root: str = "") -> str:
    """The answer's text, then a line for each citation; or the nearest articles. `root` ends in /."""
    return answer.text + references(answer, root)


def stated(statement: Statement) -> str:
    """A statement as text that stands alone: one that is not borne out is struck and says so."""
    return statement.text if statement.verdict in _BORNE_OUT else f"~~{statement.text}~~ (unsupported)"


def references(answer: Answer, root: str = "") -> str:
    """What follows the statements, from its own line break on; "" where there is nothing to name."""
    if answer.abstained:
        near = "".join(f"\n- {n.title or n.path}: {root}{permalink(n.article_id)}" for n in answer.nearest)
        return f"\n\nNearest:{near}" if near else ""
    return _under(HEADING, answer.citations, lambda c: _line(c, root))


def without_references(text: str) -> str:
    """The text of an answer alone: what a program sends back as history holds its references too."""
    return text.partition(f"\n\n{HEADING}:\n")[0]


def _under(heading: str, citations: tuple[Citation, ...], line: Callable[[Citation], str]) -> str:
    return f"\n\n{heading}:\n" + "\n".join(line(c) for c in citations) if citations else ""


def _line(c: Citation, root: str) -> str:
    where = ", ".join(part for part in (c.title or c.path, c.outlet, printed(c.published)) if part)
    return f"[{c.marker}] {where}: {root}{permalink(c.article_id, c.start, c.end)}"
