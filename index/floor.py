"""How alike are two texts that have nothing to do with each other?

Some models give any two texts a cosine of 0.7 or more: all their vectors lie about one direction. What lies below that
says nothing. Above it the cosine is brought to 0..1, so that a score means the same whichever model made it
(docs/decisions/0011-languages.md).
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

# Sentences that have nothing to do with one another.
ENGLISH = (
    "The ferry leaves the harbour at noon.",
    "Parliament passed the budget by a narrow majority.",
    "She boiled two eggs and read the paper.",
    "Prices of wheat fell for the third week.",
    "A new species of beetle was found in the cave.",
    "The band has cancelled its concert in the square.",
)
OTHERS = (
    "Паром уходит из гавани в полдень.",
    "Учёные открыли новый вид бабочек.",
    "Команда проиграла финал в дополнительное время.",
    "Мост закрыли на ремонт до весны.",
    "Der Arzt empfahl ihm mehr Bewegung.",
    "Im Museum hängt ein Bild aus dem Jahr 1650.",
    "El río creció después de la tormenta.",
    "La empresa abrirá una fábrica en el norte.",
    "Le violoniste a joué sans partition.",
    "Les douaniers ont saisi trois camions.",
    "Köyde elektrik iki gün kesildi.",
    "Bakan istifasını yazılı olarak sundu.",
    "افتتحت المدرسة مكتبة جديدة للأطفال.",
    "ارتفعت درجات الحرارة في الصحراء.",
    "火车晚点了四十分钟。",
    "法院推迟了对这起案件的判决。",
)
_NONE = 0.3  # a mean cosine that needs no mending: so it has always been with the packaged model

Cosine = TypeVar("Cosine", float, NDArray[np.float32])


def floor_of(questions: NDArray[np.float32], passages: NDArray[np.float32]) -> float:
    """The mean cosine of each text with the others, from unit vectors of the same texts as questions and as passages.

    0 where it is so low that nothing need be done.
    """
    cosines = questions @ passages.T
    mean = float(cosines[~np.eye(len(cosines), dtype=bool)].mean())
    return round(mean, 3) if mean > _NONE else 0.0


def above(cosine: Cosine, floor: float) -> Cosine:
    """How far a cosine lies above the floor: 1 for the same text, 0 at the floor, less for what is below.

    >>> above(0.9, 0.8), above(0.5, 0.0)
    (0.5, 0.5)
    """
    return (cosine - floor) / (1 - floor)
