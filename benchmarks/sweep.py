"""Which settings do best? Tried on public sets, chosen on their tune halves.

    PYTHONPATH=. python benchmarks/sweep.py SET…              retrieval: fusion, passages, titles
    PYTHONPATH=. python benchmarks/sweep.py --reading FILE…   the weights of the three measures of a sentence
    PYTHONPATH=. python benchmarks/sweep.py --curve RUN…      false answers against false refusals, from run folders

Each set is indexed once per chunk size and title context (a text is embedded once, whatever passage it is part of);
fusion, the dense weight, how BM25 is brought to 0..1 and the title boost are tried on what the two rankings found. The
numbers go to OUT/SET.json, question by question, so that `--plot` draws them and a paired test can follow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import index.words
from answer.abstain import FACT_THRESHOLD, SPEECH_THRESHOLD
from answer.extract import find
from answer.question import understand
from answer.speakers import Speakers
from evaluation import beir, plots
from evaluation.intervals import Share, estimate, randomisation
from evaluation.questions import Question, half
from evaluation.ranking import average_precision, hit, ndcg
from evaluation.selecting import read_selection
from index.count import TokenCounter
from index.derive import derive
from index.embed import Embedder, TokenStates, Vectors, open_embedder
from index.manifest import manifest_of
from index.rerank import SentenceReader
from index.retrieve import DEPTH
from index.store import Store
from index.vectors import VectorIndex
from index.words import WordIndex
from ingest.add import Adder
from ingest.chunk import chunk, sentences
from language.aliases import read_aliases
from records import Hit, Sentence
from settings import Settings, read_settings

CHUNKS = (96, 128, 160, 200, 240)
WEIGHTS = tuple(i / 10 for i in range(11))
BOOSTS = (0.0, 0.25, 0.5, 1.0, 2.0)
Rows = NDArray[np.int64]
Scores = NDArray[np.float64]
Parts = dict[str, list[float]]  # a setting → a value for each question


class Remembering:
    """The embedder, which remembers in a file what it has embedded."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self._embedder, self._file = embedder, file
        self._known: dict[str, Vectors] = {}
        if file.is_file():
            kept = np.load(file)
            self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
        self.name, self.counter = embedder.name, embedder.counter
        self.dim, self.max_tokens, self.weights_sha256 = embedder.dim, embedder.max_tokens, embedder.weights_sha256

    counter: TokenCounter

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            vectors = self._embedder.embed(list(new.values()))
            self._known |= dict(zip(new, vectors, strict=True))
            np.savez(self._file, keys=np.array(list(self._known)), vectors=np.stack(list(self._known.values())))
        return np.stack([self._known[key] for key in keys])

    def embed_question(self, text: str) -> Vectors:
        return self._embedder.embed_question(text)

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        return self._embedder.read(texts)


@dataclass(frozen=True, slots=True)
class Found:
    """What the two rankings found for one question: rows in ascending order, and what each ranking gives them."""

    rows: Rows
    dense: Scores
    words: Scores


def by_sum(weight: float) -> Callable[[Found], Scores]:
    """As `index.fuse` does: cosine, and BM25 over the question's best."""
    return lambda f: weight * f.dense.clip(0) + (1 - weight) * f.words / (f.words.max() or 1.0)


def by_range(weight: float) -> Callable[[Found], Scores]:
    """Both brought to 0..1 between their lowest and their highest."""
    return lambda f: weight * _spread(f.dense) + (1 - weight) * _spread(f.words)


def by_rank(weight: float, k: int) -> Callable[[Found], Scores]:
    """Reciprocal ranks (Cormack et al. 2009), weighted; a row that shares no word counts 0 there."""
    return lambda f: weight / (k + _places(f.dense)) + (1 - weight) * (f.words > 0) / (k + _places(f.words))


def fusions(full: bool) -> dict[str, Callable[[Found], Scores]]:
    """Every way to fuse, by name; not `full`: as it stands alone."""
    ways = {f"sum {w:g}": by_sum(w) for w in WEIGHTS}
    if not full:
        return ways
    ways |= {f"range {w:g}": by_range(w) for w in WEIGHTS}
    return ways | {f"ranks{k} {w:g}": by_rank(w, k) for k in (10, 60) for w in WEIGHTS}


def sweep(name: str, options: argparse.Namespace, settings: Settings, embedder: Embedder) -> dict[str, Any]:
    """Every setting on every question of a set: {"ids": …, "halves": …, "ndcg": {setting: […]}, "hit": …}."""
    public = beir.read_set(options.sets / name)
    questions = [q for q in public.questions if q.answerable and q.labels][: options.limit]
    remembering = Remembering(embedder, options.out / f"{name}.npz")
    vectors = remembering.embed([_asked(q) for q in questions])
    tune = {q.id for q in half(questions, "tune")}
    told: dict[str, Any] = {"ids": [q.id for q in questions], "tune": [q.id in tune for q in questions]}
    ndcgs: Parts = {}
    hits: Parts = {}
    for title in options.titles:
        for size in options.chunks:
            there = replace(settings, chunk_tokens=size, title_context=title, attribution=False)
            started = time.perf_counter()
            store = _indexed(public.corpus, options.out / "indexes" / f"{name}-{size}-{int(title)}", there, remembering)
            derived, owner = derive(store, read_aliases(settings.aliases)), _owners(store)
            chosen = (size, title) == (settings.chunk_tokens, settings.title_context)
            for boost in BOOSTS if chosen else (index.words._TITLE_BOOST,):
                found = _find(questions, vectors, *derived, boost)
                for way, weigh in fusions(chosen and boost == index.words._TITLE_BOOST).items():
                    key = f"{size} {'title' if title else 'plain'} boost{boost:g} {way}"
                    units = [[owner[int(row)] for row in _best(one, weigh(one))] for one in found]
                    pairs = list(zip(questions, units, strict=True))
                    ndcgs[key] = [round(ndcg(dict(q.labels), of, 10) or 0.0, 6) for q, of in pairs]
                    hits[key] = [hit(dict(q.labels), of, 10) or 0.0 for q, of in pairs]
            print(f"{name} {size} {title}: {len(owner)} passages, {time.perf_counter() - started:.0f} s", flush=True)
            store.close()
    return {**told, "ndcg": ndcgs, "hit": hits}


def _asked(question: Question) -> str:
    return question.rewrite or question.text


def _find(
    questions: Sequence[Question], vectors: Vectors, dense: VectorIndex, words: WordIndex, boost: float
) -> list[Found]:
    """As `Retriever.retrieve` does before it fuses."""
    before, index.words._TITLE_BOOST = index.words._TITLE_BOOST, boost
    found = []
    for question, vector in zip(questions, vectors, strict=True):
        near, shared = dense.search(vector, DEPTH), words.search(_asked(question), DEPTH)
        near |= dense.scores(vector, [row for row in shared if row not in near])
        rows = sorted(near)
        found.append(
            Found(np.array(rows), np.array([near[r] for r in rows]), np.array([shared.get(r, 0.0) for r in rows]))
        )
    index.words._TITLE_BOOST = before
    return found


def _indexed(corpus: Path, folder: Path, settings: Settings, embedder: Remembering) -> Store:
    """The store of the corpus, as an ingest with these settings leaves it."""
    if (folder / "done").is_file():
        return Store(folder)
    store = Store(folder, create=True)
    with store.writing() as writer:
        writer.describe(manifest_of(embedder, settings))  # type: ignore[arg-type]
    adder = Adder(store, embedder, settings)  # type: ignore[arg-type]
    for article, blocks in beir.articles(corpus):
        adder.add(article.path, article, blocks)
        adder.finish(article.path, article.sha256)
    adder.flush()
    (folder / "done").touch()
    return store


def _owners(store: Store) -> dict[int, str]:
    rows, _ = store.all_vectors()
    return {row: passage.article_id for row, passage in store.passages(rows.tolist()).items()}


def _best(found: Found, scores: Scores) -> Rows:
    """The rows in the order of their scores, so many as ten articles need; ties go to the lower row."""
    return found.rows[np.argsort(-scores, kind="stable")[:60]]


def _spread(scores: Scores) -> Scores:
    spread: Scores = (scores - scores.min()) / (np.ptp(scores) or 1.0)
    return spread


def _places(scores: Scores) -> Scores:
    places = np.empty(len(scores))
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return places


def mean(told: Mapping[str, Any], setting: str, measure: str = "ndcg", tune: bool = True) -> float:
    """The mean of a setting over one half."""
    return float(np.mean([v for v, t in zip(told[measure][setting], told["tune"], strict=True) if t is tune]))


def report(told: Mapping[str, Any], one: str, other: str, measure: str = "ndcg") -> str:
    """Two settings on the report half: both with intervals, and the p-value of the paired randomisation test."""
    parts = [[Share(v) for v, t in zip(told[measure][s], told["tune"], strict=True) if not t] for s in (one, other)]
    a, b = (estimate(list(part)) for part in parts)
    assert a and b
    p = randomisation(*parts)
    return f"{a.value:.4f} ({a.low:.3f}–{a.high:.3f}) → {b.value:.4f} ({b.low:.3f}–{b.high:.3f}), n {a.n}, p {p:.3f}"


def measured(file: Path, limit: int | None, embedder: Embedder, size: int) -> list[dict[str, Any]]:
    """Every candidate of every question with both labels: [its number, meaning, late, words, what else scales it]."""
    questions, laid = read_selection(file)
    spans = [of.article.text[a:b] for of in laid.values() for a, b in of.spans]
    rows, nobody = [], Speakers({}, {})
    with tempfile.TemporaryDirectory() as folder:
        words = WordIndex.build(Path(folder) / "words", [(i, "", text) for i, text in enumerate(spans)])
        for question in [q for q in questions if q.labels][:limit]:
            of = laid[question.id]
            passages = chunk(of.article, of.blocks, size, embedder.counter.count)
            hits = [Hit(passage, 1.0, rank, "both") for rank, passage in enumerate(passages, 1)]
            asked = understand(question.text, nobody, today=date(2000, 1, 1))
            shelf: Any = _Shelf(sentences(of.article, of.blocks))
            found = find(asked, hits, shelf, SentenceReader(embedder), words, nobody)
            parts = [(f.reading, f.score / f.reading.score if f.reading.score else 1.0) for f in found]
            numbers = [next(i for i, (a, b) in enumerate(of.spans) if a <= r.sentence.start < b) for r, _ in parts]
            measures = [(i, r.meaning, r.late, r.words, x) for i, (r, x) in zip(numbers, parts, strict=True)]
            rows.append({"id": question.id, "labels": [g for _, g in question.labels], "cand": measures})
    return rows


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A store of one article in which nobody is quoted."""

    held: tuple[Sentence, ...]

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        return self.held

    def quotes(self, article_id: str) -> tuple[()]:
        return ()


def precisions(rows: Sequence[Mapping[str, Any]], weights: Sequence[float]) -> list[float]:
    """Average precision of each question with these weights of meaning, late interaction and words."""
    found = []
    for row in rows:
        scores = dict.fromkeys(range(len(row["labels"])), 0.0)
        for i, *three, scale in row["cand"]:
            scores[i] = max(scores[i], scale * sum(w * m for w, m in zip(weights, three, strict=True)))
        order = [str(i) for i in sorted(scores, key=lambda i: (-scores[i], i))]
        found.append(average_precision({str(i): g for i, g in enumerate(row["labels"])}, order, len(order)) or 0.0)
    return found


def refusals(run: Path, kind: float | None = None) -> list[tuple[bool, float]]:
    """(answerable, score) of each question of a run; what was refused whatever its score has 0. `kind`: a threshold."""
    cases = [json.loads(line) for line in (run / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    answerable = {case["id"]: "false_refusal_rate" in case["shares"] for case in cases}
    found = []
    for row in map(json.loads, (run / "answers.jsonl").read_text(encoding="utf-8").splitlines()):
        score, threshold = row["weighed"] or (0.0, 0.0)
        if kind is None or threshold == kind:
            other = row["answer"]["abstained"] and score >= threshold
            found.append((answerable[row["id"]], 0.0 if other else score))
    return found


def trade(found: Sequence[tuple[bool, float]], threshold: float) -> tuple[float, float]:
    """(false refusals, false answers) with a threshold, each as a share of its own kind."""
    yes, no = ([score for right, score in found if right is side] for side in (True, False))
    return float(np.mean([s < threshold for s in yes])), float(np.mean([s >= threshold for s in no]))


def draw_trade(runs: Sequence[Path], images: Path) -> None:
    """The curve of each run, a line for each threshold its questions had to reach; rings are those of now."""
    series, rings = {}, []
    for run in runs:
        for kind, name in ((FACT_THRESHOLD, "facts"), (SPEECH_THRESHOLD, "speech")):
            found = refusals(run, kind)
            if len({answerable for answerable, _ in found}) == 2:
                series[f"{run.name.rsplit('-', 1)[0]}, {name}"] = [trade(found, t / 100) for t in range(20, 71)]
                rings.append(trade(found, kind))
    drawn = plots.chart(series, ("false refusals", "false answers"), (0.0, 0.0), (1.0, 1.0), rings)
    images.joinpath("abstaining.svg").write_text(drawn, encoding="utf-8")


def draw(out: Path, images: Path) -> None:
    """Plots of what was swept so far: nDCG@10 on the tune halves over the dense weight, and over the chunk size."""
    swept = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.json"))}
    swept = {name: told for name, told in swept.items() if "ndcg" in told and "tune" in told}
    weights = {n: [(w, mean(told, f"160 title boost0.5 sum {w:g}")) for w in WEIGHTS] for n, told in swept.items()}
    low, high = (0.0, 0.5), (1.0, 1.0)
    images.joinpath("sweep-weight.svg").write_text(
        plots.chart(weights, ("weight of the vectors", "nDCG@10, tune halves"), low, high), encoding="utf-8"
    )
    ring = f"boost{index.words._TITLE_BOOST:g} sum 0.7"
    chunks = {
        name: [(c, mean(told, f"{c} title {ring}")) for c in CHUNKS if f"{c} title {ring}" in told["ndcg"]]
        for name, told in swept.items()
    }
    images.joinpath("sweep-chunk.svg").write_text(
        plots.chart(chunks, ("tokens in a passage, at most", "nDCG@10, tune halves"), (90, 0.5), (240, 1.0)),
        encoding="utf-8",
    )


def main() -> None:
    """Sweep each set named, and keep what came out."""
    parser = argparse.ArgumentParser("benchmarks/sweep.py", description=__doc__)
    parser.add_argument("names", nargs="*", default=["xquad_en", "clapnq", "cast", "rtqa_evidence_open"])
    parser.add_argument("--sets", type=Path, default=Path("../shared/datasets"))
    parser.add_argument("--out", type=Path, default=Path("/tmp/sweep"))
    parser.add_argument("--limit", type=int, help="only the first so many questions")
    parser.add_argument("--chunks", type=int, nargs="+", default=CHUNKS)
    parser.add_argument("--titles", type=lambda t: t == "on", nargs="+", default=(True, False), metavar="on|off")
    parser.add_argument("--draw", type=Path, metavar="DIR", help="only draw what was swept, into this folder")
    parser.add_argument("--reading", type=Path, nargs="+", default=(), metavar="FILE", help="candidate sentences")
    parser.add_argument("--curve", type=Path, nargs="+", default=(), metavar="RUN", help="finished runs")
    options = parser.parse_args()
    if options.draw:
        draw_trade(options.curve, options.draw) if options.curve else draw(options.out, options.draw)
        return
    for run in options.curve:
        for t in np.arange(0.2, 0.62, 0.02):
            print(f"{run.name} {t:.2f}", *(f"{share:.3f}" for share in trade(refusals(run), float(t))))
    settings = read_settings(os.environ)
    embedder = open_embedder(settings)
    for file in options.reading:
        rows = measured(file, options.limit, embedder, settings.chunk_tokens)
        grid = [(a / 10, b / 10, (10 - a - b) / 10) for a in range(11) for b in range(11 - a)]
        for score, weights in sorted(((float(np.mean(precisions(rows, w))), w) for w in grid), reverse=True):
            print(file.parent.name, len(rows), weights, f"MAP {score:.4f}")
    if options.reading or options.curve:
        return
    (options.out / "indexes").mkdir(parents=True, exist_ok=True)
    for name in options.names:
        told, path = sweep(name, options, settings, embedder), options.out / f"{name}.json"
        before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else told
        if before["ids"] == told["ids"]:  # settings that were tried before stay
            told = {**told, **{key: {**before[key], **told[key]} for key in ("ndcg", "hit")}}
        path.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
