"""Answers as HTML that Gradio's Markdown shows as it is, and back to plain text.

Three renderers lie between a string and the reader's eye: Markdown, the sanitiser, the browser. So that text stays text
in each of them, `plain` writes every ASCII punctuation mark as a number, and what is built from it is one line that
starts with a tag: Markdown then sees one HTML block and looks at nothing within.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from urllib.parse import quote as percent

from records import Answer, Citation, Nearest, Statement, Verdict

_MARKUP = re.compile(r"[!-/:-@\[-`{-~\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
_MARKER = re.compile(r"\[(\d{1,4})\]")
_OPENING = "“«\"‘'"

_DOUBTS = {
    Verdict.NOT_BORNE_OUT: "not borne out by what it cites",
    Verdict.MISATTRIBUTED: "said by somebody else in what it cites",
    Verdict.UNCITED: "no source",
}


def plain(text: str) -> str:
    """Text that stays text: the one escaper of the house. Line breaks become spaces.

    >>> plain('<b>[2] $$')
    '&#60;b&#62;&#91;2&#93; &#36;&#36;'
    """
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", re.sub(r"[\t\n\v\f\r]+", " ", text))


def printed(day: date | None) -> str:
    """A date as a newspaper prints it: "28 March 2022"; None is "no date printed"."""
    return f"{day.day} {day:%B %Y}" if day else "no date printed"


def permalink(article_id: str, start: int | None = None, end: int | None = None) -> str:
    """The address of an article's own page, relative to the root of the site; with a span, of a citation's."""
    span = "" if start is None else f"?start={start}&end={end}#cited"
    return f"article/{percent(article_id, safe='')}{span}"


def key(answer: Answer) -> str:
    """The answer's id in a form that may stand in an HTML id."""
    return re.sub(r"[^A-Za-z0-9-]", "", answer.id)[:40] or "a"


def question_html(question: str) -> str:
    """What the reader asked, as it was typed."""
    return f'<div class="question">{"<br>".join(plain(line) for line in question.splitlines())}</div>'


def answer_html(answer: Answer) -> str:
    """An answer as one line of HTML: a block for each statement, or why there is none and where to look instead."""
    if answer.abstained:
        return abstained_html(answer)
    cited = {c.marker: c for c in answer.citations}
    body = "".join(_statement(s, cited, key(answer)) for s in answer.statements)
    return f'<div class="answer">{_understood(answer)}{body}</div>'


def abstained_html(answer: Answer) -> str:
    """A plain sentence, and the nearest articles: it must not look like an answer."""
    nearest = "".join(f"<li>{_nearest(n)}</li>" for n in answer.nearest)
    reason = (
        f'<span class="aside why">{plain(answer.reason)}</span>'
        if answer.reason and answer.reason not in answer.text
        else ""
    )
    shelf = f'<div class="aside near"><span>Nearest in the record</span><ul>{nearest}</ul></div>' if nearest else ""
    text = "<br>".join(plain(line) for line in answer.text.splitlines())
    return f'<div class="answer abstained">{_understood(answer)}<div class="no">{text}</div>{reason}{shelf}</div>'


def fault_html(message: str, hint: str = "") -> str:
    """What went wrong and what to do, in place of an answer; it is left out of the history."""
    cure = f"<span>{plain(hint)}</span>" if hint else ""
    return f'<div class="answer fault"><div class="aside"><b>{plain(message)}</b>{cure}</div></div>'


def waiting_html() -> str:
    """What stands in the place of an answer until it comes."""
    return '<div class="answer waiting"><div class="aside">Reading the record</div></div>'


def _understood(answer: Answer) -> str:
    """How a follow-up was taken: shown only where other words than the reader's were searched."""
    if answer.query.strip().casefold() in ("", answer.question.strip().casefold()):
        return ""
    return f'<div class="aside taken">Taken as: {plain(answer.query)}</div>'


def _nearest(n: Nearest) -> str:
    return f'<a class="open" href="{plain(permalink(n.article_id))}">{plain(n.title or n.path)}</a>'


def _statement(statement: Statement, cited: Mapping[int, Citation], answer_key: str) -> str:
    """One statement: frame, words and link where its text holds a citation's words; else its text with links."""
    text, mine = statement.text, {m: cited[m] for m in statement.markers if m in cited}
    words = next((c.quote for c in mine.values() if c.quote and c.quote in text), None)
    if words is None:
        shown = f'<span class="prose">{_linked(text, mine, answer_key)}</span>'
    else:
        frame, _, tail = text.partition(words)
        bare = frame.rstrip().rstrip(_OPENING)
        opening, closing = frame[len(bare) :], re.match(r"[”»\"’']?", tail)[0]  # type: ignore[index]
        speaker = next((c.speaker for c in mine.values() if c.speaker and bare.startswith(c.speaker)), "")
        name = f"<b>{plain(speaker)}</b>" if speaker else ""
        shown = (
            f'<span class="frame">{name}{plain(bare[len(speaker) :].rstrip())}</span> '
            f'<span class="words">{_outer(opening.lstrip())}{plain(words)}{_outer(closing)}'
            f"{_linked(tail[len(closing) :], mine, answer_key)}</span>"
        )
    doubt = _DOUBTS.get(statement.verdict)
    note = f'<span class="aside doubt">{doubt}</span>' if doubt else ""
    return f'<div class="statement {statement.verdict}">{shown}{note}</div>'


def _outer(mark: str) -> str:
    """The frame's own quotation mark: words set as a block need none to be seen, but to be heard and copied."""
    return f'<span class="outer">{plain(mark)}</span>' if mark else ""


def _linked(text: str, cited: Mapping[int, Citation], answer_key: str) -> str:
    """Text with its own markers as links; a "[2]" within quoted words, or one that cites nothing, is left alone."""
    parts: list[str] = []
    at = 0
    for quoted in [*_QUOTED.finditer(text), None]:
        until = quoted.start() if quoted else len(text)
        last = at
        for found in _MARKER.finditer(text, at, until):
            if citation := cited.get(int(found[1])):
                parts += plain(text[last : found.start()]), _link(citation, answer_key)
                last = found.end()
        parts.append(plain(text[last:until]))
        if quoted:
            parts.append(plain(quoted[0]))
            at = quoted.end()
    return "".join(parts)


def _link(c: Citation, answer_key: str) -> str:
    where = ", ".join([c.outlet or c.title or c.path, printed(c.published)])
    return (
        f'<a class="cite" id="cite-{answer_key}-{c.marker}" title="{plain(where)}" '
        f'href="{plain(permalink(c.article_id, c.start, c.end))}">&#91;{c.marker}&#93;</a>'
    )


class _Reader(HTMLParser):
    """Collects the text of what `answer_html` or `question_html` wrote, a line for each block, without its asides."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append("")
            return
        self.open.append("aside" in (dict(attrs).get("class") or "").split())
        if tag == "div":
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.lines[-1] += data


def plain_again(html: str) -> str:
    """The text of a rendered message, as it was before: the browser sends back what it was given to show.

    >>> plain_again(question_html("a < b [1]"))
    'a < b [1]'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(line.strip() for line in reader.lines if line.strip())
