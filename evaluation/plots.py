"""Small drawings as inline SVG: no script, no library, colours from the page's own variables (light and dark)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from evaluation.intervals import Estimate

WIDTH, HEIGHT = 440, 250
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 40
MARK_WIDTH = 150


def curve(lines: Sequence[tuple[str, Sequence[Estimate]]], axis: str) -> str:
    """Values in 0..1 over 1, 2, 3 …, each with its 95 % band; `lines` are (label, estimates), dashed in turn."""
    count = max(len(line) for _, line in lines)
    lowest = min(e.low for _, line in lines for e in line)
    floor = 0.0 if lowest < 0.5 else 0.5 if lowest < 0.8 else 0.8
    body = _grid(floor)
    for k in (1, 3, 5, 10, 15, 20):
        if k <= count:
            body += _text(_x((k - 1) / max(count - 1, 1)), HEIGHT - BOTTOM + 18, str(k), "middle")
    body += _text(_x(0.5), HEIGHT - 4, axis, "middle", "axis")
    ends: list[float] = []
    for i, (label, line) in enumerate(lines):
        xs = [_x(j / max(count - 1, 1)) for j in range(len(line))]
        upper = [f"{x:.1f},{_y(e.high, floor):.1f}" for x, e in zip(xs, line, strict=True)]
        lower = [f"{x:.1f},{_y(e.low, floor):.1f}" for x, e in zip(xs, line, strict=True)]
        middle = " ".join(f"{x:.1f},{_y(e.value, floor):.1f}" for x, e in zip(xs, line, strict=True))
        body += f'<polygon class="band s{i}" points="{" ".join(upper + lower[::-1])}"/>'
        body += f'<polyline class="line s{i}" points="{middle}"/>'
        dots = zip(xs, line, strict=True)
        body += "".join(
            f'<circle class="dot s{i}" cx="{x:.1f}" cy="{_y(e.value, floor):.1f}" r="3">'
            f"<title>{escape(label)} at {k}: {e.value:.3f} ({e.low:.3f}–{e.high:.3f})</title></circle>"
            for k, (x, e) in enumerate(dots, 1)
        )
        # Labels stand below the lines' right ends, and give way to each other.
        y = _y(line[-1].value, floor) + 20
        y = y + 16 if any(abs(y - other) < 14 for other in ends) else y
        ends.append(y)
        body += _text(WIDTH - RIGHT, y, label, "end", f"label s{i}")
    return _svg(body, f"{' and '.join(label for label, _ in lines)} over {axis}")


def histogram(
    above: Sequence[float], below: Sequence[float], names: tuple[str, str], axis: str, cut: float | None = None
) -> str:
    """Values in 0..1: one group upwards, the other downwards, in shares of the group; `cut` is drawn across both."""
    bins = 25
    shares = [_shares(group, bins) for group in (above, below)]
    peak = max((*shares[0], *shares[1], 1e-9))
    zero = TOP + (HEIGHT - TOP - BOTTOM) / 2
    reach = (HEIGHT - TOP - BOTTOM) / 2 - 4
    slot = (WIDTH - LEFT - RIGHT) / bins
    body = ""
    for side, (group, name) in enumerate(zip(shares, names, strict=True)):
        for i, share in enumerate(group):
            height = reach * share / peak
            y = zero - height if side == 0 else zero + 1
            body += (
                f'<rect class="bar s{side}" x="{_x(0) + i * slot + 1:.1f}" y="{y:.1f}" width="{slot - 2:.1f}" '
                f'height="{height:.1f}"><title>{escape(name)}, {i / bins:.2f} to {(i + 1) / bins:.2f}: '
                f"{share:.1%}</title></rect>"
            )
        body += _text(LEFT, TOP + 10 if side == 0 else HEIGHT - BOTTOM - 2, name, "start", f"label s{side}")
    body += f'<line class="rule" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{zero:.1f}" y2="{zero:.1f}"/>'
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        body += _text(_x(tick), HEIGHT - BOTTOM + 18, f"{tick:g}", "middle")
    body += _text(_x(0.5), HEIGHT - 4, axis, "middle", "axis")
    if cut is not None:
        body += f'<line class="cut" x1="{_x(cut):.1f}" x2="{_x(cut):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        side_of = ("end", -6) if cut > 0.6 else ("start", 6)
        body += _text(_x(cut) + side_of[1], TOP + 10, f"refuses below {cut:.2f}", side_of[0], "label")
    return _svg(body, f"Scores of {names[0]} and {names[1]} questions")


def times(values: Sequence[float], marks: Sequence[tuple[str, float]]) -> str:
    """A histogram of seconds with named lines (median, 95th percentile)."""
    bins = 28
    top = max((*values, 1e-6)) * 1.02
    counts = [0] * bins
    for value in values:
        counts[min(int(value / top * bins), bins - 1)] += 1
    slot, body = (WIDTH - LEFT - RIGHT) / bins, ""
    for i, count in enumerate(counts):
        height = (HEIGHT - TOP - BOTTOM - 14) * count / max(counts)
        body += (
            f'<rect class="bar s0" x="{_x(0) + i * slot + 1:.1f}" y="{HEIGHT - BOTTOM - height:.1f}" '
            f'width="{slot - 2:.1f}" height="{height:.1f}"><title>{count} answers</title></rect>'
        )
    body += f'<line class="rule" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM}"/>'
    for part in (0.0, 0.25, 0.5, 0.75, 1.0):
        body += _text(_x(part), HEIGHT - BOTTOM + 18, f"{part * top:.2g}", "middle")
    body += _text(_x(0.5), HEIGHT - 4, "seconds", "middle", "axis")
    for i, (name, value) in enumerate(marks):
        x = _x(min(value / top, 1.0))
        body += f'<line class="cut" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        anchor, shift = ("end", -6) if x > WIDTH * 0.7 else ("start", 6)
        body += _text(x + shift, TOP + 10 + 16 * i, f"{name} {value:.2g} s", anchor, "label")
    return _svg(body, "How long answers took")


def whisker(estimate: Estimate, good: bool) -> str:
    """A dot with its interval on a line from 0 to 1; `good`: more is better."""
    x, low, high = (4 + v * (MARK_WIDTH - 8) for v in (estimate.value, estimate.low, estimate.high))
    tone = "s0" if good else "s1"
    return (
        f'<svg class="whisker" viewBox="0 0 {MARK_WIDTH} 16" width="{MARK_WIDTH}" height="16" aria-hidden="true">'
        f'<line class="rail" x1="4" x2="{MARK_WIDTH - 4}" y1="8" y2="8"/>'
        f'<line class="range {tone}" x1="{low:.1f}" x2="{high:.1f}" y1="8" y2="8"/>'
        f'<circle class="dot {tone}" cx="{x:.1f}" cy="8" r="4"/></svg>'
    )


def _shares(values: Sequence[float], bins: int) -> list[float]:
    counts = [0] * bins
    for value in values:
        counts[min(max(int(value * bins), 0), bins - 1)] += 1
    return [count / max(len(values), 1) for count in counts]


def _grid(floor: float) -> str:
    steps = {0.0: (0, 0.25, 0.5, 0.75, 1), 0.5: (0.5, 0.6, 0.7, 0.8, 0.9, 1), 0.8: (0.8, 0.85, 0.9, 0.95, 1)}[floor]
    return "".join(
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(v, floor):.1f}" y2="{_y(v, floor):.1f}"/>'
        + _text(LEFT - 8, _y(v, floor) + 4, f"{v:g}", "end")
        for v in steps
    )


def _x(part: float) -> float:
    return LEFT + part * (WIDTH - LEFT - RIGHT)


def _y(value: float, floor: float = 0.0) -> float:
    return HEIGHT - BOTTOM - (value - floor) / (1 - floor) * (HEIGHT - TOP - BOTTOM)


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(body: str, title: str) -> str:
    return f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">{body}</svg>'


Point = tuple[float, float]

_ALONE = """
svg { --paper: #fcfbf8; --ink: #1f2328; --soft: #5d646d; --hair: #e2ded5;
  --s0: #2b5f8f; --s1: #b4612a; --s2: #3c7a56; --s3: #8a4f8f; --s4: #8a7a2b; }
@media (prefers-color-scheme: dark) { svg { --paper: #15181c; --ink: #e7e4dd; --soft: #9aa1aa; --hair: #30353c;
  --s0: #7fb0de; --s1: #e29a66; --s2: #74b58e; --s3: #c99bd0; --s4: #d9b45c; } }
svg { background: var(--paper); font-family: system-ui, sans-serif; }
text { font-size: 12px; fill: var(--soft); } text.label { font-weight: 600; } .grid { stroke: var(--hair); }
.line { fill: none; stroke-width: 2; } .cut { stroke: var(--ink); stroke-dasharray: 4 3; }
.ring { fill: none; stroke: var(--ink); stroke-width: 1.5; }
"""


def chart(
    series: Mapping[str, Sequence[Point]],
    axes: tuple[str, str],
    low: Point,
    high: Point,
    rings: Sequence[Point] = (),
    powers: bool = False,
) -> str:
    """A file of its own: lines from point to point between two corners, their names beside; `rings` mark points.

    `powers`: both axes are logarithmic, with a tick at each power of ten, and the corners are such powers.
    """
    placed = math.log10 if powers else float

    def at(point: Point) -> Point:
        x, y = ((placed(v) - placed(a)) / (placed(b) - placed(a)) for v, a, b in zip(point, low, high, strict=True))
        return _x(x), _y(y)

    def ticks(a: float, b: float) -> list[float]:
        if powers:
            return [10.0**n for n in range(round(math.log10(a)), round(math.log10(b)) + 1)]
        return [a + (b - a) * step / 5 for step in range(6)]

    body = ""
    for y in ticks(low[1], high[1]):
        height = at((low[0], y))[1]
        body += f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{height:.1f}" y2="{height:.1f}"/>'
        body += _text(LEFT - 8, height + 4, f"{y:.3g}", "end")
    for x in ticks(low[0], high[0]):
        body += _text(at((x, low[1]))[0], HEIGHT - 22, f"{x:,.0f}" if powers else f"{x:.3g}", "middle")
    body += _text(_x(0.5), HEIGHT - 4, axes[0], "middle", "axis") + _text(2, 11, axes[1], "start", "axis")
    for i, (name, points) in enumerate(series.items()):
        places = [at(point) for point in points]
        body += (
            f'<polyline class="line" stroke="var(--s{i})" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>'
        )
        for (x, y), point in zip(places, points, strict=True):
            told = f"{escape(name)}: {point[0]:.3g}, {point[1]:.3f}"
            body += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="var(--s{i})"><title>{told}</title></circle>'
        place = f'x="{WIDTH + 4}" y="{TOP + 14 + 17 * i}"'
        body += f'<text class="label" {place} style="fill:var(--s{i})">{escape(name)}</text>'
    for x, y in map(at, rings):
        body += f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
    wide = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 170} {HEIGHT}" role="img"'
    return f'<svg {wide} aria-label="{escape(axes[1])} over {escape(axes[0])}"><style>{_ALONE}</style>{body}</svg>\n'
