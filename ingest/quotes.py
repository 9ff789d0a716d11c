"""Who said what: direct, indirect and mixed speech → Quotes.

The rule. A word that reports gives its subject what it governs (`cues`), or the words in quotation marks that stand
beside it (`beside`); "according to X" gives X the rest of the sentence; words in marks that nothing reports belong to
whoever spoke last in the paragraph, or, where the paragraph opens with them, in the one before. A turn of an interview
belongs to the name before it. What a host or a reader adds is nobody else's speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ingest.focus import Focus
from ingest.marks import Marked, marked
from ingest.people import Roster
from ingest.reports import Said, reports_in
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
    running: Said | None = None
    for block, doc in zip(plain, docs, strict=True):
        marks = [mark for mark in marked(doc.text) if mark.end - mark.start > 2]
        said = reports_in(doc, marks, roster, focus)
        quotes, running = _paragraph(doc.text, marks, said, running)
        found += [
            replace(q, article_id=article.id, start=q.start + block.start, end=q.end + block.start) for q in quotes
        ]
    people = {quote.who for quote in found if quote.who}
    return Speech(tuple(_merged(found)), {who: words for who in sorted(people) if (words := roster.called(who))})


def _turn(article: Article, block: Block, roster: Roster) -> Quote:
    """A turn of an interview: whoever is named before it, "LAVROV" by the full name that the article prints."""
    who = roster.named(block.speaker) if block.speaker else None
    return Quote(article.id, block.start, block.end, Kind.DIRECT, block.speaker, who or block.speaker, None)


def _paragraph(
    text: str, marks: Sequence[Marked], said: Sequence[Said], running: Said | None
) -> tuple[list[Quote], Said | None]:
    """The quotes of one paragraph, and whose quotation runs on into the next: None where nobody's does."""
    quotes = [_reported(text, one, marks) for one in said if one.end - one.start > len(one.cue)]
    speaker: Said | None = None
    for mark in marks:
        holder = _holder(text, mark, said) or speaker
        if holder is None and text[: mark.start].strip() == "":
            holder = running
        if holder is None or any(q.start <= mark.start and mark.end <= q.end and q.who == holder.who for q in quotes):
            speaker = holder or speaker
            continue
        if _is_speech(text, mark):
            quotes.append(_direct(mark, holder))
            speaker = holder
    final = marks[-1] if marks else None
    if final and final.open and speaker is not None:
        return quotes, speaker
    if final and speaker is not None and len(text) - final.end < 3:
        return quotes, speaker
    return quotes, said[-1] if said and said[-1].who else None


def _reported(text: str, said: Said, marks: Sequence[Marked]) -> Quote:
    inside = sum(
        min(m.end, said.end) - max(m.start, said.start) for m in marks if m.start < said.end and said.start < m.end
    )
    share = inside / (said.end - said.start)
    kind = Kind.DIRECT if share > 0.8 else Kind.MIXED if inside else Kind.INDIRECT
    return Quote("", said.start, said.end, kind, said.speaker, said.who, said.cue)


def _holder(text: str, mark: Marked, said: Sequence[Said]) -> Said | None:
    """The report in whose sentence the marks stand; of several, the one whose cue or content is nearest."""
    within = [one for one in said if one.sentence[0] <= mark.end and mark.start <= one.sentence[1]]
    return min(within, key=lambda one: max(one.start - mark.end, mark.start - one.end, 0), default=None)


def _is_speech(text: str, mark: Marked) -> bool:
    """Long enough to be somebody's words rather than a term set apart, or a sentence of its own."""
    words = text[mark.start : mark.end].split()
    return len(words) >= 4 or mark.start == 0 or text[mark.end - 2] in ".,!?"


def _direct(mark: Marked, said: Said) -> Quote:
    return Quote("", mark.start, mark.end, Kind.DIRECT, said.speaker, said.who, said.cue)


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
