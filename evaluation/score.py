"""One question asked, scored on everything that applies to it; and all of them together.

A `Case` is a question with what came of it. `shares` gives its part in every metric: a name that is missing does not
apply. `totals` turns the parts of many cases into values with intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evaluation import abstaining, attributing, citing
from evaluation.answers import answer_recall, exact_match, plain, token_f1
from evaluation.intervals import Estimate, Share, estimate, estimate_quantile
from evaluation.metrics import KS, METRICS
from evaluation.questions import Question
from evaluation.ranking import MEASURES
from evaluation.words import contains, holds
from records import Answer, Article, Hit, Seconds

Shares = dict[str, Share]


@dataclass(frozen=True, slots=True)
class Case:
    """A question, its answer (None where only retrieval ran), and the retriever's own ranking, deeper than the
    answer's.

    `weighed` is how well the best sentence did and what it had to reach to be an answer; None where none was weighed.
    `seconds` are kept apart, since they differ from run to run.
    """

    question: Question
    answer: Answer | None
    ranked: tuple[Hit, ...]
    seconds: Seconds
    weighed: tuple[float, float] | None = None


ArticleOf = Callable[[str], Article | None]


def shares(case: Case, article_of: ArticleOf) -> Shares:
    """This question's part in every metric that applies to it."""
    found: dict[str, Share | float | None] = {**_retrieval(case, article_of)}
    if case.answer is not None:
        found |= _answered(case.question, case.answer, article_of)
    whole = {name: Share(part) if isinstance(part, float) else part for name, part in found.items()}
    return {name: part for name, part in whole.items() if part is not None and part.bottom > 0}


def totals(cases: Sequence[Shares]) -> dict[str, Estimate]:
    """Every metric that any case has a part in, in the table's order."""
    found = {name: estimate([case.get(name) for case in cases]) for name in METRICS}
    return {name: value for name, value in found.items() if value is not None}


def speed(cases: Sequence[Case]) -> dict[str, Estimate]:
    """The median and the 95th percentile of the seconds an answer took in all."""
    seconds = [case.seconds.total for case in cases if case.answer is not None]
    found = {name: estimate_quantile(seconds, q) for name, q in (("seconds_p50", 0.5), ("seconds_p95", 0.95))}
    return {name: value for name, value in found.items() if value is not None}


def gold_ranking(case: Case, article_of: ArticleOf) -> tuple[dict[str, float], list[str]]:
    """(grade of each labelled unit, units found in order): over what the set labels.

    Where documents are labelled, a unit is an article. Where words are, a unit is a piece of evidence, found with the
    first passage that holds it (`words.holds`); every other passage takes a place of its own, and a passage that holds
    two pieces takes two. Evidence without words is found with any passage of its article.
    """
    question = case.question
    if question.labels:
        return dict(question.labels), [hit.passage.article_id for hit in case.ranked]
    units: list[str] = []
    for hit in case.ranked:
        path = _path(hit, article_of)
        met = [
            f"evidence {i}"
            for i, e in enumerate(question.evidence)
            if e.is_of(path) and (e.quote is None or holds(hit.passage.text, e.quote))
        ]
        units += [unit for unit in met if unit not in units] or [hit.passage.id]
    return {f"evidence {i}": 1.0 for i in range(len(question.evidence))}, units


def _retrieval(case: Case, article_of: ArticleOf) -> dict[str, float | None]:
    if not case.question.answerable:
        return {}
    gold, units = gold_ranking(case, article_of)
    found = {f"{name}@{k}": measure(gold, units, k) for name, measure in MEASURES.items() for k in KS}
    if case.question.labels or not case.question.evidence:
        return found
    paths: Mapping[str, float] = {e.path.replace("\\", "/").rsplit("/", 1)[-1]: 1.0 for e in case.question.evidence}
    ranked = [_path(hit, article_of).replace("\\", "/").rsplit("/", 1)[-1] for hit in case.ranked]
    found |= {f"article_{name}@{k}": measure(paths, ranked, k) for name, measure in MEASURES.items() for k in KS}
    return found


def _answered(question: Question, answer: Answer, article_of: ArticleOf) -> dict[str, Share | float | None]:
    exact, shown = citing.quote_exactness(answer, lambda article_id: _text(article_of(article_id)))
    quotes = [citation.quote for citation in answer.citations]
    said = "" if answer.abstained else plain(answer.text)
    refusal = (question.answerable, answer.abstained)
    found: dict[str, Share | float | None] = {
        "citation_recall": citing.citation_recall(answer),
        "citation_precision": citing.citation_precision(answer),
        "quote_exactness": Share(exact, shown),
        "speaker_accuracy": attributing.speaker_right(answer, question),
        "misattribution_rate": attributing.misattributed(answer, question),
        "forbidden_words": forbidden(answer, question),
        "abstain_precision": abstaining.abstain_precision(*refusal),
        "abstain_recall": abstaining.abstain_recall(*refusal),
        "abstain_f1": abstaining.abstain_f1(*refusal),
        "false_refusal_rate": abstaining.false_refusal(*refusal),
    }
    if question.answerable:
        found |= {
            "evidence_recall@1": citing.evidence_recall(answer, question.evidence, 1),
            "evidence_recall": citing.evidence_recall(answer, question.evidence),
            "evidence_precision": citing.evidence_precision(answer, question.evidence),
            "answer_recall@1": answer_recall(quotes, question.answers, 1),
            "answer_recall@3": answer_recall(quotes, question.answers, 3),
            "exact_match": exact_match(said, question.answers),
            "token_f1": token_f1(said, question.answers),
        }
    return found


def forbidden(answer: Answer, question: Question) -> float | None:
    """1 where the answer's text holds any of `must_not`; None where the question forbids nothing. A refusal is 0."""
    if not question.must_not:
        return None
    return float(not answer.abstained and any(contains(answer.text, words) for words in question.must_not))


def _path(hit: Hit, article_of: ArticleOf) -> str:
    article = article_of(hit.passage.article_id)
    return article.path if article else hit.passage.article_id


def _text(article: Article | None) -> str | None:
    return article.text if article else None
