from __future__ import annotations

import pytest

from evaluation.intervals import Share
from evaluation.metrics import METRICS
from evaluation.outcome import Outcome, outcome, rule
from evaluation.questions import Attribution, Evidence
from evaluation.score import Case, gold_ranking, shares, speed, totals
from records import Seconds
from tests.evaluation.made import BRIDGE, FERRY, Shelf, answer, article, citation, hit, question, refusal

A, B = article("a1", FERRY), article("b2", BRIDGE)
SHELF = Shelf((A, B))
SANK = "The ferry to Lund sank on Monday."
FIRST, REST = hit(A, 1, 0.9, 0, 33), hit(A, 2, 0.8, 34)


def case(asked, said=None, ranked=(FIRST, REST)) -> Case:
    return Case(asked, said, tuple(ranked), Seconds(total=0.5))


def test_evidence_is_found_with_the_first_passage_that_holds_it() -> None:
    both = question(evidence=(Evidence("a1.txt", "Nobody was hurt"), Evidence("a1.txt", "sank on Monday")))
    assert gold_ranking(case(both), SHELF.article) == (
        {"evidence 0": 1.0, "evidence 1": 1.0},
        ["evidence 1", "evidence 0"],
    )


def test_other_passages_take_places_of_their_own() -> None:
    gold, units = gold_ranking(case(question(quote="Nobody was hurt")), SHELF.article)
    assert units == ["a1:0-33", "evidence 0"]
    found = shares(case(question(quote="Nobody was hurt")), SHELF.article)
    assert found["mrr@10"] == Share(0.5)
    assert found["article_mrr@10"] == Share(1.0)
    assert gold == {"evidence 0": 1.0}


def test_labels_are_articles() -> None:
    labelled = question(labels=(("b2", 1.0),))
    assert gold_ranking(case(labelled, ranked=[FIRST, REST, hit(B, 3, 0.1)]), SHELF.article)[1] == ["a1", "a1", "b2"]
    found = shares(case(labelled, ranked=[FIRST, REST, hit(B, 3, 0.1)]), SHELF.article)
    assert found["mrr@10"] == Share(0.5)  # the second article, though the third passage
    assert "article_mrr@10" not in found


def test_what_does_not_apply_is_left_out() -> None:
    names = set(shares(case(question(answerable=False), refusal(), ()), SHELF.article))
    assert names == {"abstain_precision", "abstain_recall", "abstain_f1"}


def test_an_answer_is_scored_on_everything_that_applies() -> None:
    asked = question(quote=SANK, answers=("Monday",), must_not=("sharks",), speakers=("Anna Berg",))
    found = shares(case(asked, answer(citation(A, SANK))), SHELF.article)
    values = {name: part.value for name, part in found.items() if "@" not in name or name.startswith("answer")}
    assert values == {
        "evidence_recall": 1,
        "evidence_precision": 1,
        "citation_recall": 1,
        "citation_precision": 1,
        "quote_exactness": 1,
        "forbidden_words": 0,
        "speaker_accuracy": 0,
        "misattribution_rate": 0,
        "answer_recall@1": 1,
        "answer_recall@3": 1,
        "exact_match": 0,
        "token_f1": pytest.approx(2 / 7),
        "false_refusal_rate": 0,
    }


def test_totals_keep_the_tables_order() -> None:
    both = [shares(case(question(quote=SANK), answer(citation(A, SANK))), SHELF.article)]
    order = list(METRICS)
    assert [order.index(name) for name in totals(both)] == sorted(order.index(name) for name in totals(both))


def test_speed_is_of_answers_only() -> None:
    assert speed([case(question())]) == {}
    assert speed([case(question(), refusal())])["seconds_p50"].value == 0.5


TRAP = (Attribution("Carl Holm", SANK),)


@pytest.mark.parametrize(
    ("asked", "said", "ranked", "expected"),
    [
        (question(quote=SANK), answer(citation(A, SANK)), [FIRST], Outcome.RIGHT),
        (question(quote="Nobody was hurt"), answer(citation(A, SANK)), [FIRST, REST], Outcome.NOT_CITED),
        (question(quote="Nobody was hurt"), answer(citation(A, SANK)), [FIRST], Outcome.NOT_FOUND),
        (question(quote=SANK), refusal(), [FIRST], Outcome.REFUSED),
        (question(quote="Nobody was hurt"), refusal(), [FIRST], Outcome.NOT_FOUND_REFUSED),
        (question(answerable=False), refusal(), [], Outcome.RIGHT_REFUSED),
        (question(answerable=False), answer(citation(A, SANK)), [FIRST], Outcome.ANSWERED),
        (
            question(must_not_attribute=TRAP),
            answer(citation(A, SANK, speaker="Holm")),
            [FIRST],
            Outcome.MISATTRIBUTED,
        ),
        (question(must_not=("Monday",)), answer(citation(A, SANK)), [FIRST], Outcome.FORBIDDEN),
        (question(labels=(("a1", 1.0),)), answer(citation(A, SANK)), [FIRST], Outcome.RIGHT),
        (question(labels=(("b2", 1.0),)), answer(citation(A, SANK)), [FIRST], Outcome.NOT_FOUND),
        (question(), answer(citation(A, SANK)), [FIRST], Outcome.UNLABELLED),
        (question(quote=SANK), None, [FIRST], Outcome.RIGHT),
        (question(quote="Nobody was hurt"), None, [FIRST, REST], Outcome.LATE),
        (question(quote="Nobody was hurt"), None, [FIRST], Outcome.MISSED),
    ],
)
def test_outcomes(asked, said, ranked, expected: Outcome) -> None:
    one = case(asked, said, ranked)
    assert outcome(one, shares(one, SHELF.article)) is expected


def test_a_quotation_that_is_not_there_is_told() -> None:
    false = article("a1", "x" * 100)
    one = case(question(quote=SANK), answer(citation(A, SANK)))
    assert outcome(one, shares(one, Shelf((false,)).article)) is Outcome.NOT_EXACT


def test_the_rule_is_told_in_the_systems_words() -> None:
    assert rule(case(question(), refusal("nothing near"))) == "nothing near"
    assert rule(case(question(), answer(citation(A, SANK), text=f"{SANK} [1][4]"))) == "1 × exact, invented markers [4]"
    assert rule(case(question())) == ""
