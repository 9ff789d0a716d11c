"""The one escaper of the house, the words and addresses that every view shares, and the way back to plain text.

Three renderers lie between a string and the reader's eye: Markdown, the sanitiser, the browser. So that text stays text
in each of them, `plain` writes every ASCII punctuation mark as a number, and what is built from it is one line that
starts with a tag: Markdown then sees one HTML block and looks at nothing within.
"""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import quote as percent
from urllib.parse import urlencode

from records import Filters

_MARKUP = re.compile(r"[!-/:-@\[-`{-~\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: str) -> str:
    """Text that stays text: the one escaper of the house. Line breaks become spaces.

    >>> plain('<b>[2] $$')
    '&#60;b&#62;&#91;2&#93; &#36;&#36;'
    """
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", re.sub(r"[\t\n\v\f\r]+", " ", text))


def printed(day: date | None) -> str:
    """A date as a newspaper prints it: "28 March 2022"; None is "no date printed"."""
    return f"{day.day} {day:%B %Y}" if day else "no date printed"


def counted(n: int, what: str) -> str:
    """A number with its noun: "1 article", "1,204 articles"."""
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def permalink(article_id: str, start: int | None = None, end: int | None = None) -> str:
    """The address of an article's own page, relative to the root of the site; with a span, of a citation's."""
    span = "" if start is None else f"?start={start}&end={end}#cited"
    return f"article/{percent(article_id, safe='')}{span}"


def question_link(question: str, filters: Filters = Filters()) -> str:  # noqa: B008  frozen
    """The address at which a question is asked, relative to the root of the site.

    >>> question_link("Who spoke?", Filters(outlet="The Post"))
    '?q=Who+spoke%3F&outlet=The+Post'
    """
    named = {"speaker": filters.speaker, "outlet": filters.outlet, "since": filters.since, "until": filters.until}
    return "?" + urlencode({"q": question} | {name: str(value) for name, value in named.items() if value})


def hidden(text: str) -> str:
    """Text that is heard and copied, but not seen."""
    return f'<span class="outer">{plain(text)}</span>' if text else ""


class _Reader(HTMLParser):
    """Collects the text of what the views wrote, a line for each block, without its asides."""

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

    >>> plain_again('<div class="question">a &#60; b</div>')
    'a < b'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(line.strip() for line in reader.lines if line.strip())
