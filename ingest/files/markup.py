"""A piece of HTML, as a feed or a mail holds it → its lines. For whole pages, with what surrounds a text: webpage."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    """address article aside blockquote dd div dl dt figure figcaption footer h1 h2 h3 h4 h5 h6 header hr li main nav ol
    p pre section table td th tr ul""".split()
)
_STARTS = {"li": "- ", **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "# ")}
_UNSEEN = frozenset("script style template title noscript iframe figcaption svg".split())


def plain(markup: str) -> str:
    """The words of a piece of HTML, a line for each block in it, "# " before a heading and "- " before a list item.

    A text without any markup comes back as it is, its entities read and its lines joined.

    >>> plain("<h2>Calm</h2><p>The <b>ferry</b> left<br>at noon.</p>")
    '# Calm\\n\\nThe ferry left\\nat noon.'
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end_line()
    return "\n\n".join(reader.lines)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words = ""
        self._start = ""
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "br":
            self._words += "\n"
        elif tag in _BLOCKS:
            self.end_line()
            self._start = _STARTS.get(tag, self._start if tag == "p" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in _BLOCKS:
            self.end_line()
            self._start = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words += data.replace("\n", " ")

    def end_line(self) -> None:
        lines = [" ".join(line.split()) for line in self._words.split("\n")]
        text = "\n".join(filter(None, lines))
        if text:
            self.lines.append(self._start + text)
            self._start = ""
        self._words = ""
