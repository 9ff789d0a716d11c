"""What stands around the statements of an answer: what was understood, who is quoted, when, and side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.outlets import of_outlets
from answer.strike import parts
from records import Answer, Citation, Filters, Statement
from web.render import hidden, plain, printed, question_link

_WIDEST = 4  # columns of a table that can still be read beside the record


@dataclass(frozen=True, slots=True)
class Columns:
    """What a comparison is arranged by: the names over its columns, and under which of them a citation belongs."""

    names: tuple[str, ...]
    of: Callable[[Citation], str | None]


def chips_html(answer: Answer, filters: Filters, today: date | None = None) -> str:
    """What was understood, part by part; following a part's link asks again without it."""
    chips = "".join(
        f'<a class="chip ask" href="{plain(question_link(part.question, part.filters))}" '
        f'title="Ask again without this">{hidden("Ask again without ")}{plain(part.label)}</a>'
        for part in parts(answer, filters, today)
    )
    return f'<div class="aside chips"><span class="lead">Understood</span>{chips}</div>' if chips else ""


def quoted_html(answer: Answer, filters: Filters) -> str:
    """Whom an answer quotes, each a link that asks again for that one's words alone. "" where there is no choice."""
    quoted = list(dict.fromkeys(c.speaker for c in answer.citations if c.speaker))
    if set(quoted) <= set(answer.understood.speakers):
        return ""
    chips = "".join(
        f'<a class="chip only ask" href="{plain(question_link(answer.query, replace(filters, speaker=speaker)))}" '
        f'title="Only what this one says">{hidden("Only ")}{plain(speaker)}</a>'
        for speaker in quoted
    )
    return f'<div class="aside chips quoted"><span class="lead">Quoted here</span>{chips}</div>'


def timeline_html(answer: Answer, key: str) -> str:
    """The statements by the day on which their articles were printed. "" where all is of one day or undated."""
    days: dict[date, list[Citation]] = {}
    for c in sorted((c for c in answer.citations if c.published), key=lambda c: (c.published, c.marker)):
        assert c.published is not None
        days.setdefault(c.published, []).append(c)
    if len(days) < 2:
        return ""
    known, items = list(days), ""
    for day, citations in days.items():
        gap = (min((d for d in known if d > day), default=day) - day).days  # how far it is to the next
        dots = "".join(_dot(c, key) for c in citations)
        items += f'<li style="flex-grow:{max(gap, 1)}"><span class="dots">{dots}</span><time>{printed(day)}</time></li>'
    undated = [c for c in answer.citations if not c.published]
    if undated:
        dots = "".join(_dot(c, key) for c in undated)
        items += f'<li class="undated"><span class="dots">{dots}</span><time>no date printed</time></li>'
    return (
        f'<div class="aside timeline"><span class="lead">Timeline, by the day of printing</span><ol>{items}</ol></div>'
    )


def compared(answer: Answer) -> Columns | None:
    """The columns of an answer that compares speakers or outlets; None where it does not."""
    asked = answer.understood
    if 2 <= len(asked.speakers) <= _WIDEST:
        return Columns(asked.speakers, lambda c: c.speaker)
    outlets = asked.outlets
    if of_outlets(answer.query) is not None:
        outlets = tuple(dict.fromkeys(c.outlet for c in answer.citations if c.outlet))
    if 2 <= len(outlets) <= _WIDEST:
        return Columns(outlets, lambda c: c.outlet)
    return None


def table_html(answer: Answer, columns: Columns, blocks: Sequence[tuple[Statement, str]]) -> str:
    """Statements side by side, a column for each name; one that belongs under none of them stands below."""
    cited = {c.marker: c for c in answer.citations}
    under: dict[str | None, list[str]] = {name: [] for name in columns.names}
    for statement, html in blocks:
        names = {columns.of(cited[m]) for m in statement.markers if m in cited}
        name = next((n for n in columns.names if n in names), None)
        under.setdefault(name, []).append(html)
    rest = "".join(under.pop(None, []))
    head = "".join(f'<th scope="col" class="aside">{plain(name)}</th>' for name in columns.names)
    nothing = '<span class="aside nothing">Nothing on this in these articles.</span>'
    cells = "".join(f"<td>{_named(name)}{''.join(under[name]) or nothing}</td>" for name in columns.names)
    return f'<table class="compare"><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody></table>{rest}'


def _named(name: str) -> str:
    """The column's name within its cell, for a narrow screen, where cells stand below one another."""
    return f'<span class="aside column">{plain(name)}</span>'


def _dot(c: Citation, key: str) -> str:
    who = c.speaker or c.outlet or c.title or c.path
    return (
        f'<a class="dot" id="dot-{key}-{c.marker}" href="#cite-{key}-{c.marker}" title="{plain(who)}">'
        f"{hidden(who + ' ')}{c.marker}</a>"
    )
