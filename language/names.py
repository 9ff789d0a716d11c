"""People, places and bodies: when two names are one person's; and the grammar of a sentence (`parser`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from language.given import gender_of, is_given, same_given
from language.spelling import name_key as name_key  # part of this door too
from language.titles import is_body, name_behind
from language.without import without

_GENERATION = re.compile(r"(?i)\b(?:jr|sr|junior|senior)\b")


def parse(texts: Iterable[str]) -> Iterator[Any]:
    """Each text as a spaCy Doc, in order, read in batches."""
    with without("torch"):  # spaCy would load it as well, and use nothing of it: 2 s and 180 MB
        from language.parser import parser

    yield from parser().parse(texts)


@lru_cache(maxsize=100_000)  # a question's names are compared with everybody's who is quoted
def name_keys(name: str) -> tuple[str, ...]:
    """The keys of the words of a name, in order, without "Jr." or "Sr."."""
    return tuple(name_key(word) for word in re.findall(r"[\w'’-]+", name) if not _GENERATION.fullmatch(word))


def same_person(one: str, other: str) -> bool:
    """May two names be one person's? The same last word, and no first names that contradict each other.

    >>> same_person("Lavrov", "Sergei Lavrov"), same_person("Sergey Lavrov", "Sergei Lavrov")
    (True, True)
    >>> same_person("Bill Berg", "William Berg"), same_person("Vladimir Zelensky", "Volodymyr Zelenskyy")
    (True, True)
    >>> same_person("Olena Zelenska", "Volodymyr Zelensky"), same_person("Anna Lavrov", "Sergei Lavrov")
    (False, False)
    >>> same_person("House", "White House"), same_person("the Kremlin", "Kremlin")
    (False, True)
    >>> same_person("von Berg", "Anna von Berg"), same_person("Karl Berg Jr.", "Karl Berg Sr.")
    (True, False)
    """
    a, b = name_keys(one), name_keys(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) == 1 < len(long) and long[0] != "the" and _is_body_in_full(one if len(a) > 1 else other):
        return False
    if _is_younger(one) != _is_younger(other) and len(short) > 1:
        return False
    return long[-len(short) :] == short or same_given(a[0], b[0]) or _is_initial(one, b[0]) or _is_initial(other, a[0])


def _is_body_in_full(name: str) -> bool:
    """A body's last word alone may be another's: the House is not the White House."""
    return is_body(name) and not is_given(name.split()[0])


def _is_younger(name: str) -> bool:
    """Is it the younger of a father and a son, of whom but one is named "Jr." or "Sr."?"""
    generation = _GENERATION.search(name)
    return generation is not None and generation[0].lower().startswith("j")


def _is_initial(name: str, given: str) -> bool:
    """Does a name begin with an initial of `given`: one letter, or two for one Cyrillic letter, "Yu." for "Yuri"?"""
    printed = re.match(r"[^\W\d_]{1,2}(?=\.)|[^\W\d_]\b", name.strip())
    return printed is not None and given.startswith(name_key(printed[0]).replace("y", "i"))


def _shortness(name: str) -> int:
    """0 for a name in full, 1 for one whose first word may be an initial, 2 for a single word."""
    keys = name_keys(name)
    return 2 if len(keys) < 2 else int(len(keys[0]) <= 2)


def may_mean(asked: str, name: str) -> bool:
    """May a name that is asked for mean this one? The same person, or a body named in part: "Defence Ministry".

    >>> may_mean("the Defence Ministry", "Russian Defense Ministry"), may_mean("Mr. Lavrov", "Sergei Lavrov")
    (True, True)
    >>> may_mean("Sergei", "Sergei Lavrov"), may_mean("Mrs. Lavrov", "Sergei Lavrov")
    (False, False)
    """
    bare = name_behind(asked) or asked
    if same_person(bare, name):
        titled, gender = gender_of(asked), gender_of(name)
        return titled is None or gender is None or titled is gender
    wanted = {key for key in name_keys(bare) if key != "the"}
    keys = name_keys(name)
    return len(wanted) > 1 and wanted <= set(keys) and keys[-1] in wanted


def one_each(counts: Mapping[str, int]) -> dict[str, str]:
    """The fullest, most frequent spelling of everybody's name, by each name that they are printed under in a corpus.

    A surname alone is somebody's only where one person of the corpus bears it; two people of one surname stay two.

    >>> one_each({"Sergey Lavrov": 5, "Sergei Lavrov": 2, "Lavrov": 9})
    {'Sergey Lavrov': 'Sergey Lavrov', 'Sergei Lavrov': 'Sergey Lavrov', 'Lavrov': 'Sergey Lavrov'}
    >>> one_each({"Anna Berg": 2, "Karl Berg": 1, "Berg": 3})
    {'Anna Berg': 'Anna Berg', 'Karl Berg': 'Karl Berg', 'Berg': 'Berg'}
    """
    full: dict[str, str] = {}
    people: dict[tuple[str, ...], list[str]] = defaultdict(list)  # by the key of the last word
    for name in sorted(counts, key=lambda name: (_shortness(name), -counts[name], name)):
        alike = people[name_keys(name)[-1:]]
        fitting = [person for person in alike if same_person(person, name)]
        full[name] = fitting[0] if len(fitting) == 1 else name
        if not fitting:
            alike.append(name)
    return full
