"""The names in a question, and whether a text has them too: however they are spelt, and as "Russian" for "Russia"."""

from __future__ import annotations

import re

from language.counting import MONTHS, WEEKDAYS
from language.spelling import is_slip, name_key

_NAME = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w-]*[a-z][\w-]*(?: [A-Z][\w-]*[a-z][\w-]*)*|\b[A-Z]{3,}\b")
# What is said of a name in one word with it: "Kiev-backed".
_OF_NAME = re.compile(r"-(?:[a-z]+ed|led|held|born|made|run|style|wide|friendly|era)$")
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")
# Capitals beside each other, as in a name: "Organization for Security and Co-operation in Europe".
_ROW = re.compile(r"\b[A-Z][\w’'-]*(?: (?:(?:of|for|and|in|on|the) ){0,2}[A-Z][\w’'-]*)+")
_WORD = re.compile(r"[\w'’-]+")
_ENDING = 3  # letters by which a country and what is of it differ: "Syria", "Syrian"
_STEM = 4


def names_in(question: str) -> list[str]:
    """The names in a question, in order, as they are written.

    >>> names_in("What did Keller say in March about Lake Como and the IAEA?")
    ['Keller', 'Lake Como', 'IAEA']
    >>> names_in("What came of the Keller-backed plan?")
    ['Keller']
    """
    names = (_OF_NAME.sub("", name) for name in _NAME.findall(question))
    return [name for name in names if name.casefold() not in _DAYS]


def small_names(question: str, texts: str) -> list[str]:
    """The words of a question typed small that stand in texts with a capital only, within a sentence too.

    >>> small_names("what is known of keller's bridge?", "They say that Keller built a bridge.")
    ['keller']
    """
    words = re.findall(r"[^\W\d_]{4,}", question) if question == question.lower() else []
    return [
        word
        for word in words
        if word not in _DAYS
        and re.search(rf"(?<=[a-z,;] ){word.capitalize()}\b", texts)
        and not re.search(rf"\b{word}\b", texts)
    ]


def has(text: str, name: str) -> bool:
    """Does a text have a word of a name, or one of the same stem, or written otherwise?

    >>> has("The Russian army", "Russia"), has("said Zelenskiy", "Volodymyr Zelensky"), has("Marina", "Mariupol")
    (True, True, False)
    >>> has("RUSSIAN envoys", "US"), has("U.S. envoys", "US"), has("US-backed envoys", "US")
    (False, True, True)
    """
    words = _WORD.findall(name)
    stems = tuple({_stem(word) for word in words if not word.isupper()})
    return any(name_key(word).startswith(stems) for word in _CAPITAL.findall(text)) or any(
        _stands_in(word, text) or is_written_otherwise(text, word) for word in words
    )


def is_written_otherwise(text: str, word: str) -> bool:
    """Is a word of a name written out, in another spelling, or without the slip that it has here?

    >>> is_written_otherwise("the World Health Organization", "WHO"), is_written_otherwise("Ukrainian", "Ukranian")
    (True, True)
    >>> is_written_otherwise("World news", "WHO"), is_written_otherwise("Lavrov", "Macron")
    (False, False)
    """
    if word.isupper():
        return any(word in "".join(one[0] for one in _CAPITAL.findall(row[0])) for row in _ROW.finditer(text))
    key = name_key(word)
    return any(name_key(one) == key or is_slip(key, name_key(one)) for one in _CAPITAL.findall(text))


def is_of(text: str, place: str) -> bool:
    """Does a text have the word for what is of a place?

    >>> is_of("European envoys", "Europe"), is_of("the White House", "Whitmer")
    (True, False)
    """
    return bool(re.search(rf"\b{re.escape(place.rstrip('aeoy'))}(?:i?an|ean|n|ish|ese|i)s?\b", text))


def _stands_in(word: str, text: str) -> bool:
    """As it is written; letters that stand for words stand by themselves, with points or without."""
    if not (word.isupper() and word.isalpha()):
        return word in text
    letters = r"\.?".join(word)
    return bool(re.search(rf"\b{letters}\b", text))


def _stem(word: str) -> str:
    key = name_key(word)
    return key[: max(len(key) - _ENDING, _STEM)]
