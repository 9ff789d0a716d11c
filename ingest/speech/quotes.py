"""Who said what: direct, indirect and mixed speech → Quotes.

The rule. A word that reports gives its subject what it governs (`cues`), or the words in quotation marks that stand
beside it (`beside`); "according to X" gives X the rest of the sentence. A sentence in marks that nothing reports
belongs to whoever spoke last in the paragraph, or, where the paragraph opens with it, in the one before, unless
somebody else comes between (`unreported`). A turn of an interview belongs to the name before it. What a host or a
reader adds is nobody else's speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ingest.speech.focus import Focus
from ingest.speech.marks import marked
from ingest.speech.people import Roster
from ingest.speech.reports import reports_in
from ingest.speech.unreported import Running, quotes_in
from language.guess import guess, is_english
from language.names import parse
from records import Article, Block, Kind, Quote, Voice

# A paragraph beyond this is no paragraph but a dump; what lies further in it is not analysed.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in one article, in order of its start; and by which words of office each speaker goes there."""

    quotes: tuple[Quote, ...]
    called: Mapping[str, str]


class QuoteFinder:
    """Finds who says what in the articles it is given."""

    def reads(self, article: Article) -> bool:
        """Is the article read for speech? Only what is English is; of another, the turns of an interview are kept."""
        return is_english(article.language) and guess(article.text) in (None, "en")

    def find(self, article: Article, blocks: Sequence[Block]) -> tuple[Quote, ...]:
        """The quotes of one article, in order of their start."""
        return next(self.find_each([(article, blocks)])).quotes

    def find_each(self, articles: Sequence[tuple[Article, Sequence[Block]]]) -> Iterator[Speech]:
        """What is said in each article, in order. They are parsed together, which is quicker than one by one."""
        plain = [_plain(blocks) if self.reads(article) else [] for article, blocks in articles]
        texts = ((article.text, block) for (article, _), some in zip(articles, plain, strict=True) for block in some)
        docs = parse(text[block.start : min(block.end, block.start + _LONGEST)] for text, block in texts)
        for (article, blocks), some in zip(articles, plain, strict=True):
            yield _speech(article, blocks, some, list(islice(docs, len(some))))


def _plain(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs to parse: also one that holds no speech, since it may say who "he" is in the next."""
    return [b for b in blocks if b.voice is Voice.ARTICLE and not b.speaker and not b.heading]


def _speech(article: Article, blocks: Sequence[Block], plain: Sequence[Block], docs: Sequence[Any]) -> Speech:
    turns = [block for block in blocks if block.speaker and block.voice is Voice.ARTICLE]
    roster = Roster(docs, [turn.speaker for turn in turns if turn.speaker])
    found = [_turn(article, block, roster) for block in turns]
    focus = Focus()
    running: Running | None = None
    for block, doc in zip(plain, docs, strict=True):
        marks = [mark for mark in marked(doc.text) if mark.end - mark.start > 2]
        told = reports_in(doc, marks, roster, focus)
        quotes, running = quotes_in(doc.text, marks, told, running)
        found += [
            replace(q, article_id=article.id, start=q.start + block.start, end=q.end + block.start) for q in quotes
        ]
    people = {quote.who for quote in found if quote.who}
    return Speech(tuple(_merged(found)), {who: words for who in sorted(people) if (words := roster.called(who))})


def _turn(article: Article, block: Block, roster: Roster) -> Quote:
    """A turn of an interview: whoever is named before it, "LAVROV" by the full name that the article prints."""
    who = roster.named(block.speaker) if block.speaker else None
    return Quote(article.id, block.start, block.end, Kind.DIRECT, block.speaker, who or block.speaker, None)


def _merged(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Overlapping quotes of one speaker as one, in order of their start."""
    whole: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: (_speaker(q), q.start, -q.end)):
        before = whole[-1] if whole else None
        if before and _speaker(before) == _speaker(quote) and quote.start < before.end:
            within = before.end >= quote.end and before.kind is Kind.DIRECT
            kind = before.kind if quote.kind is before.kind or within else Kind.MIXED
            whole[-1] = replace(before, end=max(before.end, quote.end), kind=kind)
        else:
            whole.append(quote)
    yield from sorted(whole, key=lambda q: (q.start, q.end))


def _speaker(quote: Quote) -> str:
    return quote.who or f"({quote.speaker})"
