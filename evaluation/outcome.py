"""What became of a question, in a word, and which rule said so: so that a reader begins with the worst."""

from __future__ import annotations

from enum import StrEnum

from evaluation import citing
from evaluation.score import Case, Shares


class Outcome(StrEnum):
    """Outcomes, the worst first: a wrong name does more harm than a missing answer."""

    MISATTRIBUTED = "given to the wrong speaker"
    FORBIDDEN = "says what it must not"
    NOT_EXACT = "a quotation is not in the article"
    ANSWERED = "answered, though it can't be"
    NOT_CITED = "found, but other words cited"
    REFUSED = "found, but refused"
    NOT_FOUND = "not found, and answered with something else"
    NOT_FOUND_REFUSED = "not found, and refused"
    LATE = "found, but not first"
    MISSED = "not among the first ten"
    UNLABELLED = "nothing to compare with"
    RIGHT = "right"
    RIGHT_REFUSED = "rightly refused"

    @property
    def right(self) -> bool:
        """Whether this is what the test set asks for."""
        return self in (Outcome.RIGHT, Outcome.RIGHT_REFUSED)


def outcome(case: Case, shares: Shares) -> Outcome:
    """The first of the outcomes that holds, in their order.

    An answer is right where it meets any evidence; without evidence, where a gold answer stands in its first three
    citations; without both, where it cites a labelled article. "Found": a labelled unit is among the first ten.
    """
    question, answer = case.question, case.answer
    found = _of(shares, "hit@10") > 0
    if answer is None:
        if "hit@10" not in shares:
            return Outcome.UNLABELLED
        if not found:
            return Outcome.MISSED
        return Outcome.RIGHT if _of(shares, "hit@1") > 0 else Outcome.LATE
    if not question.answerable:
        return Outcome.RIGHT_REFUSED if answer.abstained else Outcome.ANSWERED
    if answer.abstained:
        return Outcome.REFUSED if found or "hit@10" not in shares else Outcome.NOT_FOUND_REFUSED
    for name, bad in (("misattribution_rate", Outcome.MISATTRIBUTED), ("forbidden_words", Outcome.FORBIDDEN)):
        if _of(shares, name) > 0:
            return bad
    if _of(shares, "quote_exactness", 1.0) < 1:
        return Outcome.NOT_EXACT
    met = _met(case, shares)
    if met is None:
        return Outcome.UNLABELLED
    if met:
        return Outcome.RIGHT
    return Outcome.NOT_CITED if found else Outcome.NOT_FOUND


def rule(case: Case) -> str:
    """Why the system did what it did, in its own words: the reason of a refusal, or the verdicts of its statements."""
    answer = case.answer
    if answer is None:
        return ""
    if answer.abstained:
        return answer.reason or "refused without a reason"
    verdicts = [s.verdict.value.replace("_", " ") for s in answer.statements]
    told = [f"{verdicts.count(v)} × {v}" for v in dict.fromkeys(verdicts)]
    if made_up := citing.invented(answer):
        told.append(f"invented markers {made_up}")
    if answer.unsupported:
        told.append(f"{len(answer.unsupported)} struck")
    return ", ".join(told)


def _met(case: Case, shares: Shares) -> bool | None:
    for name in ("evidence_recall", "answer_recall@3"):
        if name in shares:
            return shares[name].top > 0
    if case.question.labels and case.answer:
        labelled = {doc for doc, grade in case.question.labels if grade > 0}
        return any(citation.article_id in labelled for citation in case.answer.citations)
    if "speaker_accuracy" in shares:
        return shares["speaker_accuracy"].top > 0
    return None


def _of(shares: Shares, name: str, otherwise: float = 0.0) -> float:
    return shares[name].value if name in shares else otherwise
