"""A question and its answer as one line of HTML each: what was asked, every statement, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from records import Answer, Citation, Filters, Kind, Nearest, Statement, Verdict
from web.arrange import chips_html, compared, quoted_html, table_html, timeline_html
from web.render import counted, permalink, plain, printed, question_link

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
_MARKER = re.compile(r"\[(\d{1,4})\]")
_OPENING = "“«\"‘'"
_TELLING, _MORE = '<div class="answer telling">', '<div class="aside more">Reading on</div></div>'

_DOUBTS = {
    Verdict.NOT_BORNE_OUT: "Unsupported: not borne out by what it cites",
    Verdict.MISATTRIBUTED: "Unsupported: said by somebody else in what it cites",
    Verdict.UNCITED: "Unsupported: no source",
}
_BADGES = {
    Kind.DIRECT: ("said", "said", "In the article, these words stand in quotation marks or in an interview"),
    Kind.INDIRECT: ("reported", "reported", "The article tells this in its own words"),
    Kind.MIXED: ("reported", "reported, partly quoted", "The article tells this in its own words and in the speaker’s"),
}


def question_html(question: str) -> str:
    """What the reader asked, as it was typed."""
    return f'<div class="question">{"<br>".join(plain(line) for line in question.splitlines())}</div>'


def telling_html(told: Sequence[tuple[Statement, tuple[Citation, ...]]], key: str) -> str:
    """An answer that is still being written: the statements that there are."""
    body = "".join(statement_html(s, cited, key) for s, cited in told)
    return f"{_TELLING}{body}{_MORE}"


def answer_html(answer: Answer, key: str, filters: Filters = Filters(), today: date | None = None) -> str:  # noqa: B008
    """A whole answer. `key` tells its links from those of other answers on the page; `filters` were set by the asker.

    The element's id is "answer-", the key, "-" and the answer's own id: feedback names it.
    """
    if answer.abstained:
        return _abstained(answer, key, filters, today)
    blocks = [
        (s, statement_html(s, (c for c in answer.citations if c.marker in s.markers), key)) for s in answer.statements
    ]
    columns = compared(answer)
    body = table_html(answer, columns, blocks) if columns else "".join(html for _, html in blocks)
    return (
        f'<div class="answer" id="{_id(answer, key)}">{_taken(answer)}{chips_html(answer, filters, today)}'
        f"{_instead(answer)}{body}"
        f"{_dropped(answer)}{_undated(answer)}{timeline_html(answer, key)}{quoted_html(answer, filters)}"
        f"{_acts(answer, filters)}</div>"
    )


def fault_html(message: str, hint: str = "", again: str = "", shown: str = "") -> str:
    """What went wrong and what to do, in place of an answer; it is left out of the history.

    `again` is the address that asks once more, "" where that can't help; `shown` is the answer as far as it was told,
    and stays.
    """
    cure = f"<span>{plain(hint)}</span>" if hint else ""
    link = f'<a class="retry" href="{plain(again)}">Ask again</a>' if again else ""
    return _broken_off(shown, "answer fault", f'<div class="aside box"><b>{plain(message)}</b>{cure}{link}</div>')


def waiting_html() -> str:
    """What stands in the place of an answer until it comes."""
    return '<div class="answer waiting"><div class="aside">Reading the record</div></div>'


def earlier_html() -> str:
    """What stands at the head of a conversation that has grown too long to be kept whole."""
    return '<div class="earlier"><div class="aside">What was asked before this is no longer kept here.</div></div>'


def stopped_html(shown: str) -> str:
    """What was shown of an answer when the reader stopped it: what is told stays, and that it was stopped is said."""
    return _broken_off(shown, "answer", '<div class="aside stopped">Stopped.</div>')


def _broken_off(shown: str, kind: str, note: str) -> str:
    told, more, _ = shown.partition(_MORE)
    body = told.removeprefix(_TELLING) if more else ""
    return f'<div class="{kind}">{body}{note}</div>'


def statement_html(statement: Statement, cited: Iterable[Citation], key: str) -> str:
    """One statement: frame, words and link where its text holds a citation's words; else its text with links."""
    text, mine = statement.text, {c.marker: c for c in cited}
    holding = next((c for c in mine.values() if c.quote and c.quote in text), None)
    if holding is None:
        shown = f'<span class="prose">{_linked(text, mine, key)}</span>'
    else:
        frame, _, tail = text.partition(holding.quote)
        bare = frame.rstrip().rstrip(_OPENING)
        opening, closing = frame[len(bare) :].strip(), (re.match(r"[”»\"’']?", tail) or [""])[0]
        speaker = holding.speaker if holding.speaker and bare.startswith(holding.speaker) else ""
        name = f"<b>{plain(speaker)}</b>" if speaker else ""
        shown = (
            f'<span class="frame">{_badge(holding)}{name}{plain(bare[len(speaker) :].rstrip())}</span> '
            f'<span class="words">{_mark(opening, "open")}{plain(holding.quote)}{_mark(closing, "close")}'
            f"{_linked(tail[len(closing) :], mine, key)}</span>"
        )
    doubt = _DOUBTS.get(statement.verdict)
    note = f'<span class="aside doubt">{doubt}</span>' if doubt else ""
    return f'<div class="statement {statement.verdict}">{shown}{note}</div>'


def cited_at(c: Citation) -> str:
    """A citation as a reference in words: title, outlet, date."""
    return ", ".join([f"“{c.title or c.path}”", *([c.outlet] if c.outlet else []), printed(c.published)])


def _abstained(answer: Answer, key: str, filters: Filters, today: date | None) -> str:
    """A plain sentence, and the nearest articles: it must not look like an answer."""
    nearest = "".join(f"<li>{_nearest(n)}</li>" for n in answer.nearest)
    reason = (
        f'<span class="aside why">{plain(answer.reason)}</span>'
        if answer.reason and answer.reason not in answer.text
        else ""
    )
    shelf = f'<div class="aside near"><span>Nearest in the record</span><ul>{nearest}</ul></div>' if nearest else ""
    text = "<br>".join(plain(line) for line in answer.text.splitlines())
    box = f'<div class="box"><div class="no">{text}</div>{reason}{_dropped(answer)}{shelf}</div>'
    return (
        f'<div class="answer abstained" id="{_id(answer, key)}">{_taken(answer)}{chips_html(answer, filters, today)}'
        f"{box}{_acts(answer, filters)}</div>"
    )


def _undated(answer: Answer) -> str:
    """A caution where the latest or earliest is asked for and an article prints no date."""
    order = answer.understood.order
    if not order or all(c.published for c in answer.citations):
        return ""
    than = "newer" if order == "latest" else "older"
    return f'<div class="aside undated">What stands last prints no date: it could be {than}.</div>'


def _id(answer: Answer, key: str) -> str:
    return f"answer-{key}-{re.sub(r'[^A-Za-z0-9-]', '', answer.id)[:40]}"


def _taken(answer: Answer) -> str:
    """How a follow-up was taken: shown only where other words than the reader's were searched."""
    if answer.query.strip().casefold() in ("", answer.question.strip().casefold()):
        return ""
    return f'<div class="aside taken">Taken as: {plain(answer.query)}</div>'


def _dropped(answer: Answer) -> str:
    """What a language model wrote and the articles do not bear out, and the markers that it made up."""
    told = any(s.verdict in _DOUBTS for s in answer.statements)  # struck where it stands, and not once more
    left_out = () if told else answer.unsupported
    struck = "".join(f"<li><s>{plain(sentence)}</s></li>" for sentence in left_out)
    made_up = "".join(f"<li>&#91;{n}&#93; stands for no article</li>" for n in answer.unknown_markers)
    if not struck + made_up:
        return ""
    n = len(left_out)
    line = f"Unsupported: {counted(n, 'sentence')} left out" if n else "Markers that cite nothing"
    return f'<details class="aside dropped"><summary>{line}</summary><ul>{struck}{made_up}</ul></details>'


def _instead(answer: Answer) -> str:
    """What an answer says before its statements: why they are the articles' own, and not a model's."""
    said, told, _ = answer.text.partition(answer.statements[0].text) if answer.statements else ("", "", "")
    return f'<div class="aside instead">{plain(said.strip())}</div>' if told and said.strip() else ""


def _acts(answer: Answer, filters: Filters) -> str:
    """What can be done with an answer: copy it, say whether it is good, ask for it by its address."""
    copy = '<button class="copy">Copy with references</button>' if answer.citations else ""
    link = plain(question_link(answer.query, filters))
    return (
        f'<div class="aside acts">{copy}<a class="address" href="{link}">Link to this question</a>'
        '<span class="votes"><button class="vote up" title="A good answer">Good answer</button>'
        '<button class="vote down" title="Something is wrong with this answer">Something is wrong</button></span>'
        '<span class="wrongs"><button class="wrong" id="wrong_source">Wrong source</button>'
        '<button class="wrong" id="misquoted">Misquoted</button>'
        '<button class="wrong" id="not_asked">Not what I asked</button></span><span class="thanks"></span></div>'
    )


def _nearest(n: Nearest) -> str:
    return f'<a class="open" href="{plain(permalink(n.article_id))}">{plain(n.title or n.path)}</a>'


def _badge(c: Citation) -> str:
    """Are these the speaker's own words, or the article's account of them?"""
    if c.kind is None or not c.speaker:
        return ""
    name, words, meaning = _BADGES[c.kind]
    return f'<span class="aside badge {name}" title="{plain(meaning)}">{words}</span> '


def _mark(mark: str, side: str) -> str:
    """The frame's own quotation mark, set apart from the words that it encloses."""
    return f'<span class="mark {side}">{plain(mark)}</span>' if mark else ""


def _linked(text: str, cited: Mapping[int, Citation], key: str) -> str:
    """Text with its own markers as links; a "[2]" within quoted words, or one that cites nothing, is left alone."""
    parts: list[str] = []
    at = 0
    for quoted in [*_QUOTED.finditer(text), None]:
        until = quoted.start() if quoted else len(text)
        last = at
        for found in _MARKER.finditer(text, at, until):
            if citation := cited.get(int(found[1])):
                parts += plain(text[last : found.start()]), _link(citation, key)
                last = found.end()
        parts.append(plain(text[last:until]))
        if quoted:
            parts.append(plain(quoted[0]))
            at = quoted.end()
    return "".join(parts)


def _link(c: Citation, key: str) -> str:
    return (
        f'<a class="cite" id="cite-{key}-{c.marker}" title="{plain(cited_at(c))}" '
        f'href="{plain(permalink(c.article_id, c.start, c.end))}">&#91;{c.marker}&#93;</a>'
    )
