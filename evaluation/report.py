"""The numbers for people: one HTML file that asks nothing of any other machine, from the template `report.html`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from evaluation import plots
from evaluation.cards import cards, tone
from evaluation.compare import Comparison, Difference
from evaluation.intervals import Estimate, Share, estimate
from evaluation.metrics import METRICS, Metric
from evaluation.outcome import Outcome
from evaluation.ranking import hit, recall
from evaluation.results import Scores
from evaluation.score import ArticleOf, Case, gold_ranking

DEEPEST = 20  # of the curve over k
STAGES = ("understand", "retrieve", "answer")


def render(scores: Scores, article_of: ArticleOf, comparison: Comparison | None = None) -> str:
    """The whole page. All text from outside is escaped; `comparison` adds what changed since another run."""
    template = Template((Path(__file__).parent / "report.html").read_text(encoding="utf-8"))
    flips = {flip.id: flip for flip in comparison.flips} if comparison else {}
    shown, left_out = cards(scores, flips, article_of)
    known = {**scores.metrics, **scores.seconds}
    differences = {d.name: d for d in comparison.differences} if comparison else {}
    return template.substitute(
        title=escape(scores.name),
        summary=_summary(scores),
        outcomes=_outcomes(scores),
        compared=_compared(comparison),
        headline=_table({n: e for n, e in known.items() if METRICS[n].headline}, differences),
        rest=_table({n: e for n, e in known.items() if not METRICS[n].headline}, differences),
        plots=_plots(scores, article_of),
        types=_types(scores),
        type_options=_options(scores.types),
        outcome_options=_options([o.value for o in Outcome if any(c.outcome is o for c in scores.cases)]),
        flip_box='<label><input type="checkbox" id="flips"> only what flipped</label>' if comparison else "",
        cards=shown,
        left_out=f"<p class='note'>{left_out} more, less bad, are in cases.jsonl.</p>" if left_out else "",
        definitions="".join(
            f"<dt>{escape(METRICS[name].label)}</dt><dd>{escape(METRICS[name].says)}.</dd>" for name in known
        ),
        facts="".join(f"<dt>{escape(str(k))}</dt><dd>{escape(str(v))}</dd>" for k, v in scores.facts.items()),
    )


def _summary(scores: Scores) -> str:
    """A sentence or two, as one would say it."""
    n = len(scores.cases)
    right = sum(case.outcome.right for case in scores.cases)
    parts = [f"{n:,} questions. {right:,} came out right ({right / n:.0%})"]
    for name, words in (
        ("false_refusal_rate", "{:.0%} of the answerable ones were refused"),
        ("abstain_recall", "{:.0%} of the unanswerable ones were declined"),
        ("misattribution_rate", "{:.1%} of the answers that could be were given to the wrong speaker"),
    ):
        if name in scores.metrics:
            parts.append(words.format(scores.metrics[name].value))
    for name, e in scores.judged.items():
        parts.append(f"{e['judge']} judged their {name} {e['value']:.2f} ({e['low']:.2f}–{e['high']:.2f})")
    if spent := scores.spent:
        parts.append(
            f"a language model read {spent['in']:,} tokens and wrote {spent['out']:,} for {spent['answers']} answers, "
            f"of which {spent['fell_back']} fell back on exact sentences"
        )
    return escape("; ".join(parts) + ".")


def _outcomes(scores: Scores) -> str:
    counted = [(o, sum(case.outcome is o for case in scores.cases)) for o in reversed(Outcome)]
    counted = [(o, n) for o, n in counted if n]
    bar = "".join(
        f'<span class="{tone(o)}" style="flex:{n}" title="{escape(o.value)}: {n}"></span>' for o, n in counted
    )
    legend = "".join(f'<li><i class="{tone(o)}"></i>{escape(o.value)} <b>{n}</b></li>' for o, n in counted)
    return f'<div class="outcomes">{bar}</div><ul class="legend">{legend}</ul>'


def _compared(comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    better = sum(flip.after.right for flip in comparison.flips)
    apart = f"; {comparison.only_after} asked only now, {comparison.only_before} only then, count nowhere"
    only = apart if comparison.only_after or comparison.only_before else ""
    turned = (
        f"<b class='up'>{better}</b> turned right, <b class='down'>{len(comparison.flips) - better}</b> turned wrong"
    )
    return (
        f"<p class='compared'>Against <b>{escape(comparison.before)}</b>, over the {comparison.shared:,} questions of "
        f"both{only}: {turned}. Differences are counted question by question; p is two-sided and not corrected for "
        "the number of metrics.</p>"
    )


def _table(known: dict[str, Estimate], differences: dict[str, Difference]) -> str:
    head = "<th>Before</th><th>Change</th><th>Won · lost · same</th><th>p</th>" if differences else ""
    rows, group = "", ""
    for name, value in known.items():
        metric = METRICS[name]
        if metric.group != group:
            group = metric.group
            rows += f'<tr class="group"><th colspan="9">{escape(group)}</th></tr>'
        rows += _row(metric, value, differences.get(name), bool(differences))
    return (
        "<table class='numbers'><thead><tr><th>Metric</th><th>Value</th><th class='wide'>95 % interval</th><th></th>"
        f"<th>n</th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(metric: Metric, value: Estimate, change: Difference | None, compared: bool) -> str:
    drawn = "" if metric.unit == "seconds" else plots.whisker(value, metric.higher)
    aside = f"{value.left_out} left out" if value.left_out else ""
    more = ""
    if compared and change:
        moved = change.after - change.before
        side = "" if abs(moved) < 5e-4 else "up" if (moved > 0) == metric.higher else "down"
        strong = " class='sure'" if change.p < 0.05 else ""
        more = (
            f"<td>{change.before:.3f}</td><td class='{side}'>{_signed(moved)}</td>"
            f"<td>{change.wins} · {change.losses} · {change.ties}</td>"
            f"<td{strong} title='{escape(change.test)}'>{_p(change.p)}</td>"
        )
    elif compared:
        more = "<td></td><td></td><td></td><td></td>"
    lower = "" if metric.higher else " <small>lower is better</small>"
    return (
        f'<tr><td title="{escape(metric.says)}">{escape(metric.label)}{lower}</td>'
        f'<td class="value">{value.value:.3f}</td><td>{drawn}</td>'
        f'<td class="interval">{value.low:.3f}–{value.high:.3f}</td>'
        f'<td title="{aside}">{value.n}</td>{more}</tr>'
    )


def _signed(moved: float) -> str:
    return "0" if abs(moved) < 5e-4 else f"{moved:+.3f}".replace("-", "−")


def _p(p: float) -> str:
    return "<0.001".replace("<", "&lt;") if p < 0.001 else f"{p:.3f}"


def _plots(scores: Scores, article_of: ArticleOf) -> str:
    cases = [case.case for case in scores.cases if case.case]
    figures = []
    gold = [gold_ranking(case, article_of) for case in cases if case.question.answerable]
    lines: list[tuple[str, list[Estimate]]] = []
    for label, measure in (("hit", hit), ("recall", recall)):
        parts = [[measure(g, units, k) for g, units in gold] for k in range(1, DEEPEST + 1)]
        points = [estimate([Share(p) if p is not None else None for p in at]) for at in parts]
        lines.append((label, [point for point in points if point]))
    if lines[0][1]:
        # Where every question has one labelled unit the two are the same line: draw it once.
        same = [e.value for e in lines[0][1]] == [e.value for e in lines[1][1]]
        figures.append(
            ("Found among the first k", plots.curve(lines[1:] if same else lines, "k"), "Bands are 95 % intervals.")
        )
    figures += _told_apart(cases)
    spent = [c.seconds.total for c in cases if c.seconds.total > 0]
    if spent and scores.seconds:
        named = (("median", "seconds_p50"), ("95th percentile", "seconds_p95"))
        marks = [(name, scores.seconds[key].value) for name, key in named]
        stages = ", ".join(f"{s} {_median([getattr(c.seconds, s) for c in cases]):.3f}" for s in STAGES)
        figures.append(("How long an answer takes", plots.times(spent, marks), f"Median seconds by stage: {stages}."))
    return "".join(
        f"<figure><figcaption>{escape(name)}</figcaption>{drawn}<p class='note'>{escape(note)}</p></figure>"
        for name, drawn, note in figures
    )


def _told_apart(cases: Sequence[Case]) -> list[tuple[str, str, str]]:
    """Scores of answerable against unanswerable questions: a figure for each threshold that questions had to reach."""
    names, note = ("answerable", "unanswerable"), "Each group in shares of its own."
    sides = (True, False)
    cuts = sorted({c.weighed[1] for c in cases if c.weighed})
    if not cuts:
        best = [[c.ranked[0].score for c in cases if c.ranked and c.question.answerable is side] for side in sides]
        drawn = plots.histogram(best[0], best[1], names, "score of the best passage")
        return [("Can the score tell them apart?", drawn, note)] if best[0] and best[1] else []
    figures = []
    for cut in cuts:
        best = [
            [c.weighed[0] for c in cases if c.weighed and c.weighed[1] == cut and c.question.answerable is side]
            for side in sides
        ]
        if best[0] and best[1]:
            drawn = plots.histogram(best[0], best[1], names, "score of the best sentence", cut)
            counts = f"{len(best[0])} answerable, {len(best[1])} unanswerable"
            figures.append((f"Can the score tell them apart? Threshold {cut:.2f}", drawn, f"{counts}. {note}"))
    return figures


def _types(scores: Scores) -> str:
    if len(scores.types) < 2:
        return ""
    by_type = {kind: [case for case in scores.cases if case.type == kind] for kind in scores.types}
    names = [n for n in scores.metrics if METRICS[n].headline]
    values = {
        kind: {name: estimate([case.shares.get(name) for case in of]) for name in names} for kind, of in by_type.items()
    }
    head = "".join(f"<th>{escape(kind)} <small>{len(of)}</small></th>" for kind, of in by_type.items())
    rows = "".join(
        f"<tr><td>{escape(METRICS[name].label)}</td>" + "".join(_cell(values[kind][name]) for kind in by_type) + "</tr>"
        for name in names
    )
    return (
        "<h2>By type of question</h2><div class='scroll'><table class='types'>"
        f"<thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(e: Estimate | None) -> str:
    if e is None:
        return "<td class='none' title='does not apply'>–</td>"
    return f"<td title='{e.low:.3f}–{e.high:.3f}, n {e.n}'>{e.value:.2f}</td>"


def _options(values: Sequence[str]) -> str:
    return "".join(f'<option value="{escape(v)}">{escape(v)}</option>' for v in values)


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
