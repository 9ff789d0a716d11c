"""When are two strings the same words? The declared normalisation, and the words that carry meaning.

Normalising keeps what was said and drops how it was set: Unicode NFKC, case folded, curly marks and dashes made
straight, white space squeezed. Letters are never dropped, so that Cyrillic and diacritics count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SET = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00ad": None,
        "\u200b": None,
    }
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)?")

# Words that carry grammar, not meaning; question words and verbs of saying are kept apart by those who need them.
STOP_WORDS = frozenset(
    """a an the and or but nor so yet if then than that this these those there here it its itself he him his himself
    she her hers herself they them their theirs themselves we us our ours i me my mine you your yours is are was were be
    been being am do does did done doing have has had having will would shall should can could may might must ought of
    in on at by for with about against between into through during before after above below to from up down out off over
    under again further once all any both each few more most other some such no not only own same too very just as
    while because until also what which who whom whose when where why how s t d ll m re ve ya don't didn't doesn't isn't
    wasn't aren't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't""".split()
)


def normalise(text: str) -> str:
    """The form in which two strings are compared.

    >>> normalise("“We  see it” – he said") == normalise('"we see it" - he said')
    True
    """
    folded = unicodedata.normalize("NFKC", text).translate(_SET).casefold()
    return " ".join(folded.split())


def words(text: str) -> list[str]:
    """The words and numbers of a text, normalised, in order; a possessive 's is left off.

    >>> words("Russia’s 141 votes, 3.5 %")
    ['russia', '141', 'votes', '3.5']
    """
    return [word.removesuffix("'s") for word in _WORD.findall(normalise(text))]


def content_words(text: str) -> list[str]:
    """The words of a text that carry meaning: neither grammar nor single letters."""
    return [word for word in words(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without its diacritics, for names spelt several ways: "Čavuşoğlu" is "cavusoglu".

    >>> fold("Çavuşoğlu")
    'cavusoglu'
    """
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("ı", "i")


def overlap(one: str, other: str) -> float:
    """Share of the shorter text's content words that the other has too: 1.0 for the same words, 0.0 for none."""
    a, b = set(content_words(one)), set(content_words(other))
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter else 0.0
