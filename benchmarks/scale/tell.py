"""The tables and the plots of what was measured."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.scale.figures import exponent, ratios
from benchmarks.scale.results import OURS, SILENT, Built, Scale, Searched
from evaluation import plots

Curves = Mapping[str, Sequence[tuple[float, float]]]  # system: (passages, cost)


def table(scale: Scale) -> str:
    """All of it in Markdown; medians over the rounds, with the least and the most."""
    parts = (_machine, _ingested, _searched, _recalled, _growth, _answered, _again, _speeds)
    return "\n".join(line for part in parts for line in part(scale)) + "\n"


def draw(scale: Scale, folder: Path) -> None:
    """How search, building and memory grow, as SVG."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, axis, curves in (
        ("scale-search", "milliseconds a search, median", searches(scale, lambda one: one.p50 * 1000)),
        ("scale-build", "processor seconds to build, embedding left out", built(scale, lambda one: one.cpu)),
        ("scale-memory", "MB in memory, searching", searches(scale, lambda one: one.peak_mb)),
    ):
        if curves:
            low, high = _corners([point for points in curves.values() for point in points])
            chart = plots.chart(curves, ("passages", axis), low, high, powers=True)
            (folder / f"{name}.svg").write_text(chart, encoding="utf-8")


def searches(scale: Scale, cost: Callable[[Searched], float]) -> Curves:
    """The median cost over the rounds, at each size of each system."""
    curves: dict[str, list[tuple[float, float]]] = {}
    for (system, passages), found in _grouped(scale).items():
        curves.setdefault(system, []).append((passages, statistics.median(map(cost, found))))
    return curves


def built(scale: Scale, cost: Callable[[Built], float]) -> Curves:
    """The cost of building, at each size of each system."""
    curves: dict[str, list[tuple[float, float]]] = {}
    for one in scale.built:
        curves.setdefault(one.system, []).append((one.passages, cost(one)))
    return curves


def _machine(scale: Scale) -> Iterator[str]:
    yield "; ".join(f"{name}: {value}" for name, value in scale.machine.items())
    yield "; ".join(f"{stage} at {code}" for stage, code in scale.codes.items()) + "\n"


def _ingested(scale: Scale) -> Iterator[str]:
    rates: dict[str, dict[int, float]] = {}
    for one in scale.ingested:
        rates.setdefault(one.system, {})[one.round] = one.rate
    if not rates:
        return
    others = [found for system, found in rates.items() if system not in (OURS, SILENT)]
    yield from head(
        "ingest", "passages/s", "processor seconds a passage", "peak MB", "times the best other, each round"
    )
    for system, found in rates.items():
        runs = [one for one in scale.ingested if one.system == system]
        cpu = statistics.median(one.cpu / one.passages for one in runs)
        peak = statistics.median(one.peak_mb for one in runs)
        against = spread(ratios(found, others), "{:.2f}") if system in (OURS, SILENT) else ""
        yield f"| {system} | {spread(found.values(), '{:.1f}')} | {cpu:.3f} | {peak:.0f} | {against} |"
    yield ""


def _searched(scale: Scale) -> Iterator[str]:
    if not scale.searched:
        return
    yield from head(
        "search",
        "passages",
        "drawn",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "times the best other, p50",
        "opens in s",
        "peak MB",
        "own MB",
        "bytes a passage",
    )
    speeds = {key: {one.round: 1 / one.p50 for one in found} for key, found in _grouped(scale).items()}
    for (system, passages), found in _grouped(scale).items():
        others = [speed for (other, size), speed in speeds.items() if size == passages and other != OURS]
        against = spread(ratios(speeds[system, passages], others), "{:.2f}") if system == OURS else ""
        times = " | ".join(
            spread((getattr(one, part) * 1000 for one in found), "{:.1f}") for part in ("p50", "p95", "p99")
        )
        opened, peak, own = (statistics.median(getattr(f, n) for f in found) for n in ("opened", "peak_mb", "own_mb"))
        disk = found[0].bytes / passages
        share = f"{passages:,} | {found[0].drawn:.0%}"
        yield f"| {system} | {share} | {times} | {against} | {opened:.1f} | {peak:.0f} | {own:.0f} | {disk:.0f} |"
    yield ""


def _growth(scale: Scale) -> Iterator[str]:
    kinds: dict[str, Curves] = {
        "search, median": searches(scale, lambda one: one.p50),
        "memory, searching": searches(scale, lambda one: one.peak_mb),
        "building, processor": built(scale, lambda one: one.cpu),
    }
    lines = [
        f"| {kind} | {system} | {exponent(points):.2f} | {points[0][0]:,.0f} to {points[-1][0]:,.0f} |"
        for kind, curves in kinds.items()
        for system, points in curves.items()
        if len(points) > 1
    ]
    if lines:
        yield from (*head("grows", "system", "exponent", "passages"), *lines, "")


def _recalled(scale: Scale) -> Iterator[str]:
    if scale.recalled:
        yield from head("recall of the 50 nearest", "questions", "mean", "least")
        yield from (
            f"| {one.passages:,} | {one.questions} | {one.recall:.4f} | {one.least:.2f} |" for one in scale.recalled
        )
        yield ""


def _answered(scale: Scale) -> Iterator[str]:
    if not scale.answered:
        return
    yield from head("answers over", "quotes", "questions", "abstained", "p50 s", "p95 s", "opens in s", "peak MB")
    for one in scale.answered:
        asked = f"{one.passages:,} | {one.quotes:,} | {one.questions} | {one.abstained}"
        yield f"| {asked} | {one.p50:.2f} | {one.p95:.2f} | {one.opened:.1f} | {one.peak_mb:.0f} |"
    yield ""


def _again(scale: Scale) -> Iterator[str]:
    if not scale.again:
        return
    whole = scale.again[0]
    names = ("a later ingest", "articles then", "passages then", "changed", "embedded", "vectors")
    yield from head(*names, "s", "processor s", "of the whole")
    for one in scale.again:
        share = f"{one.cpu / whole.cpu:.1%}" if one.drawn else ""
        counts = f"{one.articles:,} | {one.passages:,} | {one.changed:,} | {one.embedded:,}"
        kind = "drawn" if one.drawn else "real"
        yield f"| {one.what} | {counts} | {kind} | {one.seconds:.1f} | {one.cpu:.1f} | {share} |"
    yield ""


def _speeds(scale: Scale) -> Iterator[str]:
    if not scale.speeds:
        return
    best = {kind: max(v for name, v in scale.speeds.items() if kind in name) for kind in ("fp32", "int8")}
    yield from head("product", "GFLOP/s", "of the best in floats", "of the best in bytes")
    for name, value in scale.speeds.items():
        yield f"| {name} | {value:.0f} | {value / best['fp32']:.0%} | {value / best['int8']:.0%} |"


def head(*names: str) -> tuple[str, str]:
    """The first two lines of a table."""
    return f"| {' | '.join(names)} |", "|---" * len(names) + "|"


def spread(values: Iterable[float], form: str) -> str:
    """The median, and from which to which.

    >>> spread([3.0, 1.0, 2.0], "{:.1f}")
    '2.0 (1.0–3.0)'
    """
    found = sorted(values)
    if not found:
        return ""
    middle = form.format(statistics.median(found))
    return f"{middle} ({form.format(found[0])}–{form.format(found[-1])})" if len(found) > 1 else middle


def _grouped(scale: Scale) -> dict[tuple[str, int], list[Searched]]:
    groups: dict[tuple[str, int], list[Searched]] = {}
    for one in scale.searched:
        groups.setdefault((one.system, one.passages), []).append(one)
    return groups


def _corners(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The powers of ten around the points."""
    across = list(zip(*points, strict=True))
    low, high = ([10.0 ** edge(math.log10(pick(values))) for values in across] for edge, pick in _EDGES)
    return (low[0], low[1]), (high[0], max(high[1], low[1] * 10))


_EDGES: tuple[tuple[Callable[[float], int], Callable[[Sequence[float]], float]], ...] = (
    (math.floor, min),
    (math.ceil, max),
)
