"""An article as a reader sees it: paragraphs with the cited words marked, beside an answer or on its own page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from records import Article, Citation, Kind
from web.render import permalink, plain, printed

_PAGE = Template((Path(__file__).parent / "static" / "article.html").read_text("utf-8"))
_WINDOW = 100_000  # characters of one article beside an answer; its own page has all of it


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to light: a span of the article, the id of its element, the number that cites it (None: no number), and
    whose words they are."""

    start: int
    end: int
    id: str
    number: int | None = None
    whose: str = ""


def panel_html(citations: Sequence[Citation], article: Callable[[str], Article | None], key: str) -> str:
    """Every article that an answer cites, in full and in the order of its citations, on one line of HTML.

    `key` is that of the answer's links, as in `web.tell.answer_html`.
    """
    cited: dict[str, list[Citation]] = {}
    for c in citations:
        cited.setdefault(c.article_id, []).append(c)
    if not cited:
        return empty_html("Nothing is cited in this answer.")
    sections = []
    for article_id, mine in cited.items():
        if found := article(article_id):
            marks = [Mark(c.start, c.end, f"mark-{key}-{c.marker}", c.marker, _whose(c)) for c in mine]
            sections.append(article_html(found, marks))
    n = len(citations)
    steps = (
        '<div class="steps"><button class="prev" title="Previous citation (p)">Previous citation</button>'
        f'<span class="at">1 of {n}</span><button class="next" title="Next citation (n)">Next citation</button></div>'
    )
    return f'<div class="record">{_bar(steps)}{"".join(sections)}</div>'


def empty_html(text: str) -> str:
    """The panel when there is nothing to show in it."""
    return f'<div class="record">{_bar("")}<div class="none">{plain(text)}</div></div>'


def article_page(article: Article, prefix: str, start: int | None = None, end: int | None = None) -> str:
    """A whole HTML page: the article, with `[start:end]` marked where it is given. `prefix` is the root of the site."""
    marks = [] if start is None or end is None else [Mark(start, end, "cited")]
    return _PAGE.substitute(
        title=plain(article.title or article.path), prefix=plain(prefix), body=article_html(article, marks, whole=True)
    )


def fault_page(message: str, hint: str, prefix: str) -> str:
    """A whole HTML page that says what is wrong with an address."""
    head, text = f"<header><h1>{plain(message)}</h1></header>", f'<div class="text"><p>{plain(hint)}</p></div>'
    body = f'<section class="source">{head}{text}</section>'
    return _PAGE.substitute(title=plain(message), prefix=plain(prefix), body=body)


def article_html(article: Article, marks: Sequence[Mark], whole: bool = False) -> str:
    """One article on one line of HTML: a header with what is printed of it, and its paragraphs with `marks` lit."""
    text = article.text
    low, high = 0, len(text)
    if not whole and marks and high > _WINDOW:
        low = max(0, min(m.start for m in marks) - _WINDOW // 2)
        high = min(high, max(m.end for m in marks) + _WINDOW // 2)
    spans = [(a, b) for a, b in paragraphs(text) if a < high and b > low]
    seen: set[str] = set()
    body = "".join(f"<p>{_paragraph(text, a, b, marks, article.id, seen)}</p>" for a, b in spans)
    rest = (
        ""
        if (low, high) == (0, len(text))
        else f'<p><a class="open" href="{plain(permalink(article.id))}">The whole article</a></p>'
    )
    facts = [plain(article.outlet or article.path), plain(printed(article.published))]
    if article.author:
        facts.insert(1, plain(article.author))
    if article.language and not article.language.lower().startswith("en"):
        facts.append(f"speech not analysed ({plain(article.language)})")
    if article.url and re.match(r"https?://", article.url):
        facts.append(f'<a href="{plain(article.url)}" rel="noopener noreferrer" target="_blank">original</a>')
    title = plain(article.title or article.path)
    if whole:
        heading = f"<h1>{title}</h1>"
    else:
        alone = plain(permalink(article.id))
        heading = f'<h2><a class="open" href="{alone}" title="Open the article on a page of its own">{title}</a></h2>'
    return (
        f'<section class="source"><header>{heading}<div class="facts">{" &#183; ".join(facts)}</div></header>'
        f'<div class="text">{body}{rest}</div></section>'
    )


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of a text that hold more than white space, without the white space around them."""
    return [(found.start(), found.end()) for found in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def _paragraph(text: str, start: int, end: int, marks: Iterable[Mark], article_id: str, seen: set[str]) -> str:
    """A paragraph cut at the borders of the marks: where two overlap, the words lie in the first that begins."""
    parts: list[str] = []
    at = start
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        a, b = max(at, mark.start), min(end, mark.end)
        if a >= b:
            continue
        pin, name = "", ""
        if mark.id not in seen:  # a mark over several paragraphs has its id and number once
            seen.add(mark.id)
            name = f' id="{mark.id}"'
            if mark.number is not None:
                whose = f" <span>{plain(mark.whose)}</span>" if mark.whose else ""
                link = plain(permalink(article_id, mark.start, mark.end))
                pin = f'<a class="pin open" href="{link}" title="A link to these words">{mark.number}{whose}</a>'
        parts += plain(text[at:a]), pin, f'<mark{name} class="{mark.id}">{plain(text[a:b])}</mark>'
        at = b
    return "".join([*parts, plain(text[at:end])])


def _whose(c: Citation) -> str:
    """Whose words a mark holds, as they stand beside its number: "Sergei Lavrov, reported"."""
    if not c.speaker:
        return ""
    return f"{c.speaker}, {'said' if c.kind is Kind.DIRECT else 'reported'}" if c.kind else c.speaker


def _bar(steps: str) -> str:
    shut = '<button class="shut" title="Close (Esc)">Close the record</button>'
    return f'<div class="bar"><h2>The record</h2>{steps}{shut}</div>'
