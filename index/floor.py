"""How alike are two texts that have nothing to do with each other?

Some models give any two texts a cosine of 0.7 or more: all their vectors lie about one direction. What lies below that
says nothing. Above it the cosine is brought to 0..1, so that a score means the same whichever model made it
(docs/decisions/0010-languages.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

# Sentences that have nothing to do with one another. They are English, as every model reads it.
SENTENCES = (
    "The ferry leaves the harbour at noon.",
    "Parliament passed the budget by a narrow majority.",
    "She boiled two eggs and read the paper.",
    "Prices of wheat fell for the third week.",
    "A new species of beetle was found in the cave.",
    "The band has cancelled its concert in the square.",
    "He taught chemistry at a school in the hills.",
    "The court will hear the appeal next month.",
    "Rain delayed the second half of the match.",
    "Their grandmother planted a lemon tree in the yard.",
    "A fire damaged the roof of the old theatre.",
    "The bank raised its interest rate by a quarter point.",
)
_NONE = 0.3  # a mean cosine that needs no mending: so it has always been with the packaged model

Vectors = NDArray[np.float32]
Cosine = TypeVar("Cosine", float, Vectors)


def floor_of(ones: Sequence[Vectors], others: Sequence[Vectors]) -> float:
    """The mean cosine of what belongs to different texts; 0 where it is so low that nothing need be done.

    Args:
        ones: unit vectors of each text, (dim,) or (tokens, dim).
        others: the same texts, perhaps read another way.
    """
    pairs = [(one, other) for i, one in enumerate(ones) for j, other in enumerate(others) if i != j]
    mean = float(np.mean([np.mean(one @ other.T) for one, other in pairs]))
    return round(mean, 3) if mean > _NONE else 0.0


def above(cosine: Cosine, floor: float) -> Cosine:
    """How far a cosine lies above the floor: 1 for the same text, 0 at the floor, less for what is below.

    >>> above(0.9, 0.8), above(0.5, 0.0)
    (0.5, 0.5)
    """
    return (cosine - floor) / (1 - floor)
