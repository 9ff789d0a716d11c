"""The plots of docs/: what was swept, and what a threshold trades."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.sweep.fuse import WEIGHTS
from benchmarks.sweep.refuse import trade, weighed
from benchmarks.sweep.retrieve import BOOST, CHUNKS, setting_name
from benchmarks.sweep.swept import read
from evaluation import plots
from settings import Settings


def draw_settings(out: Path, images: Path) -> None:
    """nDCG@10 on the tune halves of what was swept so far: over the dense weight, and over the chunk size."""
    swept = {path.stem: read(path) for path in sorted(out.glob("*.json"))}
    now = Settings()
    by_weight = {w: setting_name(now.chunk_tokens, True, f"boost{BOOST:g} sum {w:g}") for w in WEIGHTS}
    by_size = {c: setting_name(c, True, f"boost{BOOST:g} sum {now.dense_weight:g}") for c in CHUNKS}
    for name, axis, settings, low, high in (
        ("sweep-weight", "weight of the vectors", by_weight, 0.0, 1.0),
        ("sweep-chunk", "tokens in a passage, at most", by_size, 90.0, 240.0),
    ):
        series = {of: [(x, one.mean(s)) for x, s in settings.items() if s in one.ndcg] for of, one in swept.items()}
        drawn = plots.chart(series, (axis, "nDCG@10, tune halves"), (low, 0.5), (high, 1.0))
        images.joinpath(f"{name}.svg").write_text(drawn, encoding="utf-8")


def draw_trade(runs: Sequence[Path], images: Path) -> None:
    """The curve of each run over the threshold; rings are the thresholds as they stood."""
    found = {run.name.rsplit("-", 1)[0]: weighed(run) for run in runs}
    series = {name: [trade(one, t / 100) for t in range(20, 71)] for name, one in found.items()}
    rings = [trade(one) for one in found.values()]
    drawn = plots.chart(series, ("false refusals", "false answers"), (0.0, 0.0), (1.0, 1.0), rings)
    images.joinpath("abstaining.svg").write_text(drawn, encoding="utf-8")
