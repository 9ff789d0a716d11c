"""What a noun of a sentence stands for, as far as the parser can tell: one person, several, a country or a body."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from language.names import parse

_NO_PERSON = frozenset("GPE NORP LOC FAC ORG EVENT PRODUCT LAW WORK_OF_ART DATE TIME".split())


def is_person(name: str, sentence: str) -> bool:
    """May a name that stands in a sentence be a person's? So may every one that the parser does not know otherwise.

    >>> is_person("Denmark", "What did Denmark want?"), is_person("Macron", "What did Macron want?")
    (False, True)
    """
    return not any(token.ent_type_ in _NO_PERSON for token in _words(name, sentence))


def are_several(noun: str, sentence: str) -> bool:
    """Does a noun that stands in a sentence mean more than one: "officials"?

    >>> are_several("officials", "what did officials say?"), are_several("the mayor", "What did the mayor say?")
    (True, False)
    """
    words = _words(noun, sentence)
    return bool(words) and words[-1].tag_ == "NNS"


def _words(noun: str, sentence: str) -> list[Any]:
    """The words of a noun at its first place in a sentence."""
    at = sentence.find(noun)
    return [token for token in _parsed(sentence) if at <= token.idx < at + len(noun)]


@lru_cache(maxsize=64)
def _parsed(sentence: str) -> Any:
    (doc,) = parse([sentence])
    return doc
