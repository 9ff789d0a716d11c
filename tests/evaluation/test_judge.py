from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel

from answer.generate import ChatModel, open_chat
from evaluation import judge as judging
from evaluation import results
from evaluation.gate import read_gate
from evaluation.judge import asked, claims, judge
from evaluation.report import render
from evaluation.score import Case
from records import InputRefused, OnRecordError, Seconds
from settings import Settings
from tests.evaluation.made import answer, article, citation, clerk, hit, question, refusal

A = article()
SAID = answer(citation(A, "Nobody was hurt"), hits=(hit(A),))
CASES = [
    Case(question("q1"), SAID, (), Seconds()),
    Case(question("q2"), refusal(), (), Seconds()),
    Case(question("q3"), SAID, (), Seconds()),
]


def says(replies: list[str], name: str) -> ChatModel:
    return ChatModel(FakeListChatModel(responses=replies), name)


def test_the_judge_sees_passages_and_the_answer_without_markers() -> None:
    text = asked(replace(SAID, question="Who was hurt?"))
    assert "Nobody was hurt\n" in text
    assert "Nobody was hurt [1]" not in text
    assert f"[1] {A.text}" in text
    assert "Who was hurt?" in text


def test_claims_are_counted_and_chatter_is_not() -> None:
    assert claims("Here they are:\n- Yes: a b.\n2. no | c d\n* NO – e") == [True, False, False]
    assert claims("I can't tell. No.") == []


def test_faithfulness_is_the_mean_share_and_names_its_judge(tmp_path: Path) -> None:
    told = judge(CASES, says(["yes: one\nno: two", "yes: one"], "fake:one"), tmp_path)["faithfulness"]
    assert (told["value"], told["n"], told["left_out"], told["judge"]) == (0.75, 2, 1, "fake:one")


def test_a_judgement_is_not_asked_for_twice_but_another_judge_is_asked(tmp_path: Path) -> None:
    first = judge(CASES, says(["yes: one"], "fake:one"), tmp_path)
    silent = says(["should not be asked"], "fake:one")
    assert judge(CASES, silent, tmp_path) == first
    assert judge(CASES, says(["no: one"], "fake:two"), tmp_path)["faithfulness"]["value"] == 0


def test_a_reply_that_can_not_be_read_is_left_out(tmp_path: Path) -> None:
    assert judge(CASES, says(["I would rather not."], "fake:one"), tmp_path) == {}


def test_scores_and_page_name_the_judge_and_without_one_nothing_changes() -> None:
    by = clerk()
    scores = results.score("dev-1", CASES, by.retriever.store.article, {})
    assert "judged" not in results.as_dict(scores, timings=False)
    told = {"faithfulness": {"value": 0.75, "low": 0.5, "high": 1.0, "n": 2, "left_out": 1, "judge": "fake:one"}}
    judged = replace(scores, judged=told)
    assert results.as_dict(judged, timings=False)["judged"] == told
    assert "fake:one judged" in render(judged, by.retriever.store.article)


def test_it_can_not_gate(tmp_path: Path) -> None:
    (tmp_path / "gate.json").write_text('{"faithfulness": 0.9}')
    with pytest.raises(InputRefused, match="never a gate"):
        read_gate(tmp_path / "gate.json")


def test_without_a_model_it_says_what_to_set() -> None:
    with pytest.raises(OnRecordError, match="PROVIDER:NAME") as caught:
        open_chat(Settings())
    assert "ONRECORD_MODEL" in caught.value.hint
    with pytest.raises(OnRecordError, match="PROVIDER:NAME"):
        open_chat(Settings(model="nobody:knows"))


def test_judgements_are_lines_of_the_run_folder(tmp_path: Path) -> None:
    judge(CASES, says(["yes: one\nno: two"], "fake:one"), tmp_path)
    rows = [json.loads(line) for line in (tmp_path / judging.JUDGED).read_text().splitlines()]
    assert [(row["id"], row["yes"], row["claims"]) for row in rows] == [("q1", 1, 2), ("q3", 1, 2)]
