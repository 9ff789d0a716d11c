"""When do two strings hold the same words? The evaluator's own rule, so that a change to the system's moves no score.

Unlike `language.compare` this is never tuned: Unicode NFKC, case folded, all but letters and digits are borders.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

HELD = 0.8  # the contract's four fifths


def words(text: str) -> list[str]:
    """The words of a text, normalised, in order.

    >>> words("“Don’t”, said the U.S.")
    ['don', 't', 'said', 'the', 'u', 's']
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in folded).split()


def contains(text: str, part: str) -> bool:
    """Whether the words of `part` stand in `text` in one run. A part without a word is never contained.

    >>> contains("He won $1,000 in May.", "1 000")
    True
    >>> contains("Samoan", "Samoa")
    False
    """
    wanted = words(part)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(words(text))} "


def share_of_words(text: str, part: str) -> float:
    """The share of `part`'s words, counted with repetition, that `text` has too; 0.0 where `part` has none.

    >>> share_of_words("the war will be won", "this war will be won")
    0.8
    """
    wanted = Counter(words(part))
    if not wanted:
        return 0.0
    return (wanted & Counter(words(text))).total() / wanted.total()


def holds(text: str, quote: str) -> bool:
    """Whether `text` holds `quote`: its words in one run, or at least four fifths of them."""
    return contains(text, quote) or share_of_words(text, quote) >= HELD
