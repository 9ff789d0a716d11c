"""The metrics by name: what each is called in print, which way is better, and whether other programs know it.

The names in CONTRACT are the ones that `--out` holds under "metrics"; the rest, ours, are under "also".
"""

from __future__ import annotations

from dataclasses import dataclass

KS = (1, 3, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. `says` is its definition in a line; `unit` is "share" or "seconds"."""

    name: str
    label: str
    group: str
    says: str
    higher: bool = True
    contract: bool = True
    headline: bool = False
    unit: str = "share"


RETRIEVAL, CITING, SPEAKERS, ANSWERS, ABSTAINING, SPEED = (
    *("Retrieval", "Citations", "Speakers", "Short answers", "Saying no", "Speed"),
)


def _ranking() -> list[Metric]:
    kinds = (
        ("ndcg", "nDCG", "the labelled units found, discounted by rank, against the best possible order"),
        ("recall", "Recall", "the share of the labelled units among the first {k}"),
        ("hit", "Hit", "any labelled unit among the first {k}"),
        ("mrr", "MRR", "one over the rank of the first labelled unit, 0 beyond {k}"),
        ("map", "MAP", "precision at each labelled unit's rank, averaged over all that are labelled"),
    )
    return [
        *(
            Metric(f"{n}@{k}", f"{label}@{k}", RETRIEVAL, says.format(k=k), headline=f"{n}@{k}" in _HEADLINE)
            for n, label, says in kinds
            for k in KS
        ),
        *(
            Metric(f"article_{n}@{k}", f"{label}@{k}, whole articles", RETRIEVAL, says.format(k=k), contract=False)
            for n, label, says in kinds
            for k in KS
        ),
    ]


_HEADLINE = ("ndcg@10", "recall@10", "hit@10", "mrr@10", "hit@1")


def _named(name: str, group: str, label: str, says: str, flags: str = "", unit: str = "share") -> Metric:
    """Flags: lower (is better), ours (not in the contract), top (in the report's first table)."""
    return Metric(name, label, group, says, "lower" not in flags, "ours" not in flags, "top" in flags, unit)


_EVIDENCE = "the share of the test set's evidence that {} holds; a refusal is 0"
_RECALL = "a gold answer stands inside {}; a refusal is 0"
_NAMED = (
    _named("evidence_recall", CITING, "Evidence met", _EVIDENCE.format("any citation"), "ours top"),
    _named("evidence_recall@1", CITING, "Evidence met by the first citation", _EVIDENCE.format("the first"), "ours"),
    _named("evidence_precision", CITING, "Citations that meet evidence", "citations that hold any evidence", "ours"),
    _named(
        "citation_recall", CITING, "Citation recall, by word support", "statements that their citations bear out", "top"
    ),
    _named(
        *("citation_precision", CITING, "Citation precision, by word support"),
        *("citations that their statement needs; an invented marker is a wrong one", "top"),
    ),
    _named(
        "quote_exactness",
        CITING,
        "Quote exactness",
        "quotations that are in the cited article, to the character",
        "top",
    ),
    _named("forbidden_words", CITING, "Says what it must not", "answers with words the test set forbids", "ours lower"),
    _named(
        "speaker_accuracy", SPEAKERS, "Speaker accuracy", "the words that answer are given to the right speaker", "top"
    ),
    _named(
        *("misattribution_rate", SPEAKERS, "Misattribution rate"),
        *("answers that give words to somebody who did not say them", "top lower"),
    ),
    _named("answer_recall@1", ANSWERS, "Answer in the first citation", _RECALL.format("the first citation"), "top"),
    _named("answer_recall@3", ANSWERS, "Answer in the first three", _RECALL.format("one of the first three"), "top"),
    _named("exact_match", ANSWERS, "Exact match", "the whole answer is the gold answer, as SQuAD normalises"),
    _named("token_f1", ANSWERS, "Token F1", "words shared by the whole answer and the gold answer"),
    _named("abstain_precision", ABSTAINING, "Refusals that are right", "right refusals over all refusals"),
    _named("abstain_recall", ABSTAINING, "Unanswerable and refused", "right refusals over all the unanswerable", "top"),
    _named("abstain_f1", ABSTAINING, "Refusal F1", "the harmonic mean of the two", "top"),
    _named("false_refusal_rate", ABSTAINING, "False refusals", "answerable questions that were refused", "top lower"),
    _named("seconds_p50", SPEED, "Seconds, median", "half of the answers are there by then", "top lower", "seconds"),
    _named(
        "seconds_p95", SPEED, "Seconds, 95th percentile", "19 answers in 20 are there by then", "top lower", "seconds"
    ),
)

METRICS: dict[str, Metric] = {metric.name: metric for metric in (*_ranking(), *_NAMED)}
