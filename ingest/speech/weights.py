"""How likely is a thing by its features? The sum of what each weighs, as a probability: a logistic regression.

`weights.json` holds a table a question: feature → log-odds, learned from articles that people have marked, and made
anew by `python -m benchmarks.learn DIR`. A feature is a word of grammar, a lemma that reports, or a common noun;
nobody's name is among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

# Parts of speech of which there are too many words to learn each.
MANY = ("PROPN", "NOUN", "VERB", "ADJ", "NUM")
_LENGTHS = (2, 4, 8, 16)
PATH = Path(__file__).with_name("weights.json")


def length(words: int) -> str:
    """How many words something has, roughly, as a feature.

    >>> length(3), length(40)
    ('length=4', 'length=more')
    """
    return f"length={next((n for n in _LENGTHS if words < n), 'more')}"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature weighs, in log-odds, and what is weighed before any; what is not in it weighs nothing."""

    of: Mapping[str, float]
    bias: float

    def chance(self, features: Iterable[str]) -> float:
        """The probability, between 0 and 1, of what has these features.

        >>> round(Weights({"dep=ccomp": 2.0}, -1.0).chance(["dep=ccomp", "tag=VBD"]), 2)
        0.73
        """
        return 1 / (1 + exp(-self.bias - sum(self.of.get(feature, 0.0) for feature in features)))


@cache
def weights(question: str) -> Weights:
    """The table of a question, "cue" or "reach"."""
    table = json.loads(PATH.read_text(encoding="utf-8"))[question]
    return Weights(table["features"], table["bias"])
