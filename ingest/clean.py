"""Raw → Article: leftovers of the site off, the title and other printed facts found, each paragraph given its voice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence

from ingest.facts import Facts, line
from ingest.files.read import Raw, Source
from ingest.imprint import take_imprint
from ingest.leftovers import without_leftovers
from ingest.lines import Paragraph, is_short, paragraphs, tidy, with_headings
from ingest.voices import voices
from records import Article, Block, InputRefused

_TITLE_CHARS = 80
_FACTS = ("outlet", "author", "published", "url", "language")


def clean(raw: Raw, source: Source) -> tuple[Article, tuple[Block, ...]]:
    """The article as it is stored, and a block for each of its paragraphs.

    The blocks are in order and cover all of the text but white space. What was given about the article goes before
    what its text prints.

    Raises:
        InputRefused: no text is left.
    """
    kept, gone = without_leftovers(paragraphs(raw.text))
    kept, printed = take_imprint(kept, gone, titled=raw.title is not None)
    if not kept:
        raise InputRefused(
            f"{raw.where} has no text, or nothing but what surrounds one.", "Give it a text or delete it."
        )
    facts = raw.told(Facts(**{name: getattr(printed, name) for name in _FACTS if getattr(raw, name) is None}))
    title, kept = _entitled(facts.title and line(tidy(facts.title)), kept)
    kept = with_headings(kept)
    text = "\n\n".join(p.text for p in kept)
    article = Article(
        id=raw.id or _id(source, raw),
        title=title,
        text=text,
        path=f"{source.name}/{raw.member}" if raw.member else source.name,
        sha256=_sha256(title, text, facts),
        **{name: getattr(facts, name) for name in _FACTS},
    )
    return article, tuple(_blocks(kept))


def _entitled(title: str | None, found: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    """The title, and the paragraphs without it: as given, or a first line that looks like one, or the first words."""
    first, rest = found[0], found[1:]
    if title:
        return title, rest if rest and _words(first.text) == _words(title) else found
    if rest and (first.heading or is_short(first.text)):
        return first.text, rest
    if len(first.text) <= _TITLE_CHARS:
        return first.text, found
    words = first.text[: _TITLE_CHARS + 1]
    return (words.rpartition(" ")[0] or words[:-1]) + "…", found


def _words(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _blocks(found: Sequence[Paragraph]) -> list[Block]:
    blocks, start = [], 0
    for paragraph, said in zip(found, voices(found), strict=True):
        end = start + len(paragraph.text)
        blocks.append(Block(start, end, said.voice, paragraph.heading, said.speaker))
        start = end + len("\n\n")
    return blocks


def _id(source: Source, raw: Raw) -> str:
    """From where the article is: its file, the path within it where that is an archive, and its row's key or number."""
    place = os.fsencode(source.path)
    if raw.member is not None:
        place += b"!" + os.fsencode(raw.member)
    if raw.row is not None:
        place += b"#" + (str(raw.row) if raw.key is None else f"={raw.key}").encode()
    return hashlib.sha256(place).hexdigest()[:12]


def _sha256(title: str, text: str, facts: Facts) -> str:
    """Of the text and all that is printed about it, so that a new date or title counts as a change."""
    values = [title, text, *(str(getattr(facts, name) or "") for name in _FACTS)]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()
