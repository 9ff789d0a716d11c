from __future__ import annotations

from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.ranking import MEASURES, average_precision, hit, mrr, ndcg, recall, unique

pytrec_eval = pytest.importorskip("pytrec_eval", reason="the oracle is installed for development only")

GOLD = {"a": 1.0, "b": 1.0}
RANKED = ["x", "a", "y", "b"]


def test_the_worked_example_by_hand() -> None:
    assert recall(GOLD, RANKED, 3) == 1 / 2
    assert hit(GOLD, RANKED, 3) == 1
    assert mrr(GOLD, RANKED, 3) == 1 / 2
    assert average_precision(GOLD, RANKED, 3) == 1 / 4
    assert ndcg(GOLD, RANKED, 3) == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)))


def test_grades_count_in_ndcg_alone() -> None:
    graded = {"a": 2.0, "b": 1.0}
    assert ndcg(graded, ["b", "a"], 2) == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))
    assert recall(graded, ["b"], 1) == 1 / 2


def test_a_question_without_labels_has_no_value() -> None:
    assert all(measure({"a": 0.0}, RANKED, 10) is None for measure in MEASURES.values())


def test_only_the_first_occurrence_of_a_unit_counts() -> None:
    assert unique(["x", "x", "a"], 2) == ["x", "a"]
    assert mrr(GOLD, ["x", "x", "a"], 2) == 1 / 2


labels = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=1)
rankings = st.lists(st.sampled_from("abcdefghijkl"), max_size=12, unique=True)
ORACLE = {"ndcg": "ndcg_cut", "recall": "recall", "hit": "success", "map": "map_cut"}


@settings(deadline=None)
@given(labels, rankings, st.sampled_from((1, 5, 10)))
def test_every_measure_is_trec_evals(gold: dict[str, int], ranked: list[str], k: int) -> None:
    run = {"q": {unit: float(len(ranked) - i) for i, unit in enumerate(ranked)}}
    names = {f"{oracle}_{k}" for oracle in ORACLE.values()}
    found = (
        pytrec_eval.RelevanceEvaluator({"q": gold}, names).evaluate(run)["q"] if ranked else dict.fromkeys(names, 0.0)
    )
    for name, oracle in ORACLE.items():
        ours = MEASURES[name](gold, ranked, k)
        if any(grade > 0 for grade in gold.values()):
            assert ours == pytest.approx(found[f"{oracle}_{k}"]), name
        else:
            assert ours is None


@settings(deadline=None)
@given(labels, rankings)
def test_reciprocal_rank_is_trec_evals(gold: dict[str, int], ranked: list[str]) -> None:
    if ranked and any(grade > 0 for grade in gold.values()):
        run = {"q": {unit: float(len(ranked) - i) for i, unit in enumerate(ranked)}}
        theirs = pytrec_eval.RelevanceEvaluator({"q": gold}, {"recip_rank"}).evaluate(run)["q"]["recip_rank"]
        assert mrr(gold, ranked, len(ranked)) == pytest.approx(theirs)
