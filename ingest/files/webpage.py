"""A web page → its article. trafilatura finds the text; outlet and date are taken only where the page declares them.

trafilatura and htmldate would take a date from an address, from a change of the page, or from 02/03/2021, and an outlet
from a host's name, even with the extensive search off. Here those are None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from ingest.facts import Facts, Raw, facts_from, line
from ingest.lines import is_sentence
from records import InputRefused

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
    "dc.date",
    "date",
)
_TIME = "//time[@itemprop='datePublished' or @pubdate]/@datetime"
_CONTAINERS = ("p", "head", "list", "item", "quote", "code", "table", "row", "cell", "div")


def read_html(text: str, name: str) -> Iterator[Raw | InputRefused]:
    """A page is one article; navigation and comments are left out, "# " marks its headings."""
    hint = "Save its text as .txt."
    try:
        tree = trafilatura.load_html(text)
        declared = _declared(tree) if tree is not None else Facts()
        page: Any = trafilatura.bare_extraction(
            tree if tree is not None else text,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        lines = list(_lines(page.body)) if page is not None and page.body is not None else []
    except Exception as error:  # one strange page must not end the rest, and the parser raises whatever it met
        yield InputRefused(f"{name} can't be read as HTML: {type(error).__name__}.", hint)
        return
    if not lines:
        yield InputRefused(f"{name} holds no text of an article that could be found.", hint)
        return
    found = facts_from({"title": page.title, "author": page.author})
    yield Raw(text="\n\n".join(lines), where=name).told(found).told(declared)


def _lines(element: Any) -> Iterator[str]:
    """The text of an element, a line for each block in it."""
    start = {"head": "# ", "item": "- "}.get(str(element.tag), "")
    words = element.text or ""
    for child in element:
        if child.tag in _CONTAINERS:
            yield from _line(start, words)
            yield from _lines(child)
            words = child.tail or ""
        else:
            # A line break after a full sentence is one between paragraphs; elsewhere it only shapes the page.
            line_break = "\n" if is_sentence(words.rstrip()) else " "
            words += (line_break if child.tag == "lb" else "".join(child.itertext())) + (child.tail or "")
    yield from _line(start, words)


def _line(start: str, words: str) -> Iterator[str]:
    if words.strip():
        yield start + words.strip()


def _declared(tree: Any) -> Facts:
    """What the page says of itself in its head, in JSON-LD, or in a time element marked as that of publication."""
    named: dict[str, str | None] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("itemprop") or meta.get("name") or ""
        named.setdefault(name.lower(), meta.get("content"))
    linked = list(_json_ld(tree))
    dates = [*map(named.get, _PUBLISHED), *(thing.get("datePublished") for thing in linked), *tree.xpath(_TIME)]
    publishers = (thing["publisher"] for thing in linked if isinstance(thing.get("publisher"), dict))
    outlets = [named.get("og:site_name"), *(publisher.get("name") for publisher in publishers)]
    links = [*tree.xpath("//link[@rel='canonical']/@href"), named.get("og:url")]
    language = tree.getroottree().getroot().get("lang")
    return facts_from(
        {
            "outlet": next(filter(None, map(line, outlets)), None),
            "published": next((day for value in dates if (day := facts_from({"date": value}).published)), None),
            "url": next(filter(None, links), None),
            "language": language,
        }
    )


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every article that a page describes in JSON-LD, at the top or one list deep."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            values = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for value in values if isinstance(values, list) else [values]:
            things = value.get("@graph", [value]) if isinstance(value, dict) else []
            for thing in things if isinstance(things, list) else []:
                if isinstance(thing, dict) and re.search("Article|Report|BlogPosting", str(thing.get("@type"))):
                    yield thing
