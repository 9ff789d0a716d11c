"""What is asked of what: a test set over an index that stands, or a public set over one that is built for it."""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from evaluation import beir, selecting
from evaluation.intervals import RESAMPLES, SEED
from evaluation.questions import Question, half, last_part, read_questions
from evaluation.run import DEPTH, Answering, Asking, Plan, code_mark
from records import Article, Block, OnRecordError
from settings import Settings

# The settings that decide what is answered; hosts, keys and folders are nobody's business.
_TOLD = (
    *("embedder", "cross_encoder", "chunk_tokens", "title_context", "attribution"),
    *("dense_weight", "k", "per_article", "max_statements", "model", "check"),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan with what it is put to; `asking` is how, None as usual."""

    plan: Plan
    answerer: Answering
    asking: Asking | None = None


@contextmanager
def prepare(options: argparse.Namespace, settings: Settings) -> Iterator[Prepared]:
    """Read the questions, build the index where there is none of theirs, and open the answerer.

    Raises:
        OnRecordError: nothing to ask, a faulty test set, or an index that is missing or does not fit.
    """
    if options.beir and selecting.is_selection(options.beir):
        questions, laid = selecting.read_selection(options.beir)
        questions, name = _cut(questions, options.beir.resolve().stem, options)
        laid = {q.id: laid[q.id] for q in questions}
        # Nobody is quoted by name in these sets: attribution would only take time.
        settings = replace(settings, attribution=False)
        with _built((laid_out for of in laid.values() for laid_out in of.articles), options, settings) as built:
            from answer.ask import open_answerer

            selector = selecting.Selector(open_answerer(built), laid)
            plan = Plan(name, questions, _facts(options, built, selector, name), today=options.today)
            yield Prepared(plan, selector, selector.ask)
    elif options.beir:
        public = beir.read_set(options.beir)
        questions, name = _cut(public.questions, public.name, options)
        if options.retrieval_only:
            settings = replace(settings, attribution=False)
        with _built(beir.articles(public.corpus), options, settings) as built:
            yield _usual(questions, name, options, built)
    elif options.questions:
        questions, name = _cut(read_questions(options.questions), options.questions.stem, options)
        yield _usual(questions, name, options, settings)
    else:
        raise OnRecordError("Nothing to ask.", "Name a test set: python -m evaluation run data/questions/dev.jsonl")


def _cut(questions: tuple[Question, ...], name: str, options: argparse.Namespace) -> tuple[tuple[Question, ...], str]:
    if options.half:
        questions, name = half(questions, options.half), f"{name}-{options.half}"
    questions = questions[: options.limit]
    if not questions:
        raise OnRecordError(f"No question is left of {name}.", "Ask for more: leave out --half, or raise --limit")
    return questions, name


def _usual(questions: tuple[Question, ...], name: str, options: argparse.Namespace, settings: Settings) -> Prepared:
    answerer = _open(settings, options.retrieval_only)
    articles = answerer.retriever.store.articles()
    _warn(questions, articles)
    # What "last week" is reckoned from where a question does not say: the newest article, not the clock, so that a run
    # can be repeated next year.
    newest = max((a.published for a in articles if a.published), default=None)
    facts = _facts(options, settings, answerer, name)
    return Prepared(
        Plan(name, questions, facts, options.retrieval_only, options.rewrites, options.today or newest), answerer
    )


@contextmanager
def _built(
    articles: Iterable[tuple[Article, tuple[Block, ...]]], options: argparse.Namespace, settings: Settings
) -> Iterator[Settings]:
    """Settings that name an index of these articles: a throw-away one, or the one at --index, built where missing."""
    with tempfile.TemporaryDirectory(prefix="on-record-") as folder:
        index = settings.index if options.index else Path(folder) / "index"
        if not index.is_dir():
            from ingest.run import add

            print("indexing the corpus …", file=sys.stderr)  # noqa: T201
            part = index.with_name(index.name + ".part")  # so that an interruption leaves no half index behind
            add(articles, replace(settings, index=part))
            part.rename(index)
        yield replace(settings, index=index)


def _open(settings: Settings, retrieval_only: bool) -> Answering:
    from answer.ask import open_answerer

    return open_answerer(replace(settings, model="") if retrieval_only else settings)


def _facts(options: argparse.Namespace, settings: Settings, answerer: Answering, name: str) -> dict[str, Any]:
    """What goes into every result: enough to tell two runs apart, nothing of this machine."""
    known = asdict(settings)
    articles = answerer.retriever.store.articles()
    index = hashlib.sha256("".join(sorted(f"{a.id} {a.sha256}\n" for a in articles)).encode()).hexdigest()
    return {
        "set": last_part(str(options.questions)) if options.questions else name,
        "half": options.half,
        "limit": options.limit,
        "retrieval_only": options.retrieval_only,
        "rewrites": options.rewrites,
        "articles": len(articles),
        "index": index[:12],
        "code": code_mark()[:12],
        "passages_ranked": DEPTH,
        "resamples": RESAMPLES,
        "seed": SEED,
        **{key: known[key] for key in _TOLD if key in known},
    }


def _warn(questions: tuple[Question, ...], articles: tuple[Article, ...]) -> None:
    """Say which evidence is in no article of the index: such a question can't come out right."""
    known = {last_part(article.path) for article in articles}
    lost = [(q.id, e.path) for q in questions if not q.labels for e in q.evidence if last_part(e.path) not in known]
    for question, path in lost[:5]:
        print(f"{question}: the index has no article {path!r}", file=sys.stderr)  # noqa: T201
    if lost:
        print(f"{len(lost)} pieces of evidence are of articles that this index lacks.", file=sys.stderr)  # noqa: T201
