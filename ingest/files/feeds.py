"""An RSS or Atom file → its entries, an article each, with the full text where the feed has it.

feedparser reads both, and what is not quite either. It is handed bytes only, since it would fetch an address, and
never a feed that defines entities: those can grow without bounds, and no feed needs them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import feedparser  # type: ignore[import-untyped]

from ingest.facts import Raw, facts_from, line
from ingest.files.encoding import decode
from ingest.files.markup import plain
from records import InputRefused

_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b")
_ENTITY = re.compile(r"<!\s*ENTITY\b", re.IGNORECASE)
_AS_UTF8 = {"content-type": "application/xml; charset=utf-8"}  # goes before what the feed declares


def read_feed(data: bytes, name: str) -> Iterator[Raw | InputRefused]:
    """Each entry is an article: its title, link, day of publication and author, and the feed's title as outlet.

    An entry is known by its own id or link, so that it stays the same article when newer ones come before it.
    """
    try:
        text = decode(data, name, html=True)
    except InputRefused as refused:
        yield refused
        return
    if _ENTITY.search(text):
        yield InputRefused(f"{name} defines entities of its own.", "Take its document type out: <!DOCTYPE …>")
        return
    if not _ROOT.search(text[:4096]):
        yield InputRefused(
            f"{name} is XML, but neither an RSS nor an Atom feed.", "Save its articles as .html or .txt."
        )
        return
    try:
        feed = feedparser.parse(
            io.BytesIO(text.encode()), response_headers=_AS_UTF8, sanitize_html=False, resolve_relative_uris=False
        )
        entries, about = list(feed.entries), dict(feed.feed)
    except (Exception, RecursionError) as error:  # the parser raises whatever a broken feed makes it
        yield InputRefused(f"{name} can't be read as a feed: {type(error).__name__}.", "Fetch the feed again.")
        return
    if not entries:
        yield InputRefused(f"{name} is a feed without an entry.", "Fetch the feed again, or delete the file.")
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        where = f"{name}: entry {number}"
        key = line(entry.get("id")) or line(entry.get("link"))
        if key in seen:
            continue  # an entry that a feed repeats
        seen.update(filter(None, [key]))
        try:
            yield _article(entry, about, where, number, key)
        except (Exception, RecursionError) as error:  # one strange entry must not end the rest
            yield InputRefused(f"{where} can't be read: {type(error).__name__}.", "Save its text as .txt.")


def _article(entry: Any, about: Any, where: str, number: int, key: str | None) -> Raw | InputRefused:
    texts = [
        plain(str(part.get("value") or "")) for part in (*entry.get("content", ()), entry.get("summary_detail", {}))
    ]
    text = max(texts, key=len, default="")
    if not text.strip():
        return InputRefused(f"{where} has a title and no text.", "Save the article that it links to.")
    source = entry.get("source")
    own = facts_from(
        {
            "title": plain(str(entry.get("title") or "")),
            "url": entry.get("link"),
            # Read as printed: feedparser's own reading moves it to another time zone, and so to another day.
            "published": entry.get("published"),
            "author": entry.get("author"),
            "outlet": (source.get("title") if source else None) or about.get("title"),
            "language": about.get("language"),
        }
    )
    return replace(Raw(text=text, where=where).told(own), row=number, key=key)
