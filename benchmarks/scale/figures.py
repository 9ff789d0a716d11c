"""The arithmetic: quantiles, ratios over rounds, and how a cost grows."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0..1) of them lie, between two of them in proportion.

    >>> quantile([4.0, 1.0, 2.0, 3.0], 0.5)
    2.5
    """
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The b of cost ≈ a · size^b: least squares through (log size, log cost). 1: twice as much costs twice as much.

    >>> round(exponent([(10, 3), (100, 30), (1000, 300)]), 6)
    1.0
    """
    return statistics.linear_regression([math.log(x) for x, _ in points], [math.log(y) for _, y in points]).slope


def ratios(ours: Mapping[int, float], others: Sequence[Mapping[int, float]]) -> list[float]:
    """In each round that all took part in: ours over the highest of the others.

    >>> ratios({1: 30.0, 2: 20.0}, [{1: 10.0, 2: 5.0}, {1: 15.0, 2: 4.0}])
    [2.0, 4.0]
    """
    rounds = set(ours).intersection(*others) if others else set()
    return [ours[n] / max(other[n] for other in others) for n in sorted(rounds)]
