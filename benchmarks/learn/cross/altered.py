"""Questions altered so that nothing answers them: a name, number or date in the place of one that the answer has.

    "How many species of ctenophores are known?"  →  "How many species of Lutherans are known?"

A cross-encoder that has only read what people looked for is blind to names: whatever else fits seems to answer.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from benchmarks.learn.cross.cases import Candidate, Case
from evaluation.words import contains, words
from language.names import parse

_KINDS = frozenset("PERSON GPE ORG DATE NORP LOC EVENT FAC WORK_OF_ART CARDINAL ORDINAL".split())
_EACH = 4  # altered questions for one name


@dataclass(frozen=True, slots=True)
class Altered:
    """A question that was altered, and a sentence that answered it before."""

    question: str
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    kind: str
    text: str


def altered(cases: Sequence[Case], rng: random.Random) -> list[list[Altered]]:
    """For each case its altered questions.

    A name is exchanged where a sentence that answers has a word of it: where it hasn't, as in "he was born in 1879",
    the sentence neither bears out the question's name nor speaks against it.
    """
    named = [_names(case, doc) for case, doc in zip(cases, parse(case.question for case in cases), strict=True)]
    others: dict[str, list[str]] = defaultdict(list)
    for name in chain.from_iterable(named):
        others[name.kind].append(name.text)
    return [
        [one for name in names for one in _without(case, name, others[name.kind], rng)]
        for case, names in zip(cases, named, strict=True)
    ]


def _names(case: Case, question: Any) -> list[_Name]:
    """The names, numbers and dates in the question that some candidate has word for word."""
    text = " ".join(one.whole for one in case.candidates)
    found = (_Name(ent.start_char, ent.end_char, ent.label_, ent.text) for ent in question.ents)
    return [name for name in found if name.kind in _KINDS and contains(text, name.text)]


def _without(case: Case, name: _Name, others: Sequence[str], rng: random.Random) -> Iterator[Altered]:
    own = set(words(name.text))
    having = [one for one in case.candidates if one.answers and own & set(words(one.whole))]
    strange = [other for other in others if not own & set(words(other))]
    if having and strange:
        for _ in range(_EACH):
            question = case.question[: name.start] + rng.choice(strange) + case.question[name.end :]
            yield Altered(question, rng.choice(having))
