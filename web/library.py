"""What is in the record: every article by date, and how much of what there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from index.store import FILE
from records import Article
from web.desk import Desk
from web.render import counted, permalink, plain, printed

_MOST_SHOWN = 200


def holds(desk: Desk) -> str:
    """What is in the record, in a line: "5 articles · 3 outlets · Mar 2022 – Feb 2025"."""
    store = desk.answerer.retriever.store
    outlets, days = store.outlets(), list(store.days())
    parts = [counted(store.counts().articles, "article")]
    if outlets:
        parts.append(counted(len(outlets), "outlet"))
    if days:
        first, last = f"{days[0]:%b %Y}", f"{days[-1]:%b %Y}"
        parts.append(first if first == last else f"{first} – {last}")
    return " · ".join(parts)


def library_html(desk: Desk, words: str = "") -> str:
    """The counts, and every article whose printed facts hold all the words, newest first; one line of HTML."""
    store = desk.answerer.retriever.store
    counts, articles = store.counts(), store.articles()
    found = [a for a in articles if _holds(a, words.casefold().split())]
    facts = [
        counted(counts.articles, "article"),
        counted(counts.passages, "passage"),
        counted(counts.quotes, "quote"),
        *([last] if (last := last_ingest(desk.settings.index)) else []),
    ]
    outlets = "".join(f"<li>{plain(name)} <span>{n}</span></li>" for name, n in store.outlets().items())
    return (
        f'<div class="library"><div class="sum">{plain(" · ".join(facts))}</div>'
        f'<ul class="outlets">{outlets}</ul>{_table(found, words)}</div>'
    )


def last_ingest(index: Path) -> str:
    """When the index was last written to, in words; "" where there is no such file."""
    found = [path.stat() for path in (index / FILE, index / f"{FILE}-wal") if path.is_file()]
    times = [stat.st_mtime for stat in found if stat.st_size]  # to open an index makes an empty log beside it
    written = datetime.fromtimestamp(max(times)) if times else None
    return f"last ingest on {printed(written.date())} at {written:%H:%M}" if written else ""


def _holds(article: Article, words: Sequence[str]) -> bool:
    printed_facts = " ".join([article.title, article.outlet or "", article.author or "", article.path]).casefold()
    return all(word in printed_facts for word in words)


def _table(found: Sequence[Article], words: str) -> str:
    if not found:
        told = (
            f"No article has “{words}” in its title, outlet or author." if words.strip() else "There are no articles."
        )
        return f'<div class="none">{plain(told)}</div>'
    newest = sorted(found, key=lambda a: (a.published is not None, a.published, a.title), reverse=True)
    rows = "".join(_row(a) for a in newest[:_MOST_SHOWN])
    left = len(found) - _MOST_SHOWN
    more = f"<p>And {counted(left, 'more article')}: find them by a word.</p>" if left > 0 else ""
    head = '<tr><th scope="col">Date</th><th scope="col">Article</th><th scope="col">Outlet</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>{more}"


def _row(a: Article) -> str:
    title = f'<a class="open" href="{plain(permalink(a.id))}">{plain(a.title or a.path)}</a>'
    repeats = '<span class="repeats">repeats another article</span>' if a.duplicate_of else ""
    by = f"<span>{plain(a.author)}</span>" if a.author else ""
    return (
        f'<tr><td class="day">{plain(printed(a.published))}</td><td>{title}{by}{repeats}</td>'
        f"<td>{plain(a.outlet or 'no outlet printed')}</td></tr>"
    )
