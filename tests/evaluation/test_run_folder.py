from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evaluation import results
from evaluation.questions import Question
from evaluation.run import Plan, fingerprint, run
from evaluation.saved import ANSWERS, TIMINGS, line_of, read_cases, timing_of
from evaluation.score import Case
from records import Seconds, Turn
from tests.evaluation.made import Clerk, answer, article, citation, clerk, question

QUESTIONS = (
    question("q1", "ferry sank", quote="The ferry to Lund sank on Monday."),
    question("q2", "bridge close", quote="nothing of the kind"),
    question("q3", "eggs", answerable=False),
)
PLAN = Plan("dev", QUESTIONS, {"k": 10})


def finish(plan: Plan, by: Clerk, runs: Path) -> Path:
    folder, cases = run(plan, by, runs)
    results.write(results.score(folder.name, cases, by.retriever.store.article, plan.facts), folder)
    return folder


def test_a_run_leaves_its_folder(tmp_path: Path) -> None:
    folder = finish(PLAN, clerk(), tmp_path)
    assert folder == tmp_path / "dev-1"
    assert {p.name for p in folder.iterdir()} >= {"run.json", ANSWERS, TIMINGS, "cases.jsonl", "scores.json"}
    assert "seconds" not in (folder / ANSWERS).read_text()


def test_two_runs_are_the_same_to_the_byte(tmp_path: Path) -> None:
    one, two = finish(PLAN, clerk(), tmp_path), finish(PLAN, clerk(), tmp_path)
    assert one != two
    for name in (ANSWERS, "cases.jsonl", "scores.json", "run.json"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


@pytest.mark.parametrize("torn", ["", '{"id": "q2", "ans'])
def test_an_interrupted_run_goes_on(tmp_path: Path, torn: str) -> None:
    whole = finish(PLAN, clerk(), tmp_path / "whole")
    folder, _ = run(PLAN, clerk(), tmp_path / "cut")
    kept = (folder / ANSWERS).read_text().splitlines(keepends=True)[:1]
    (folder / ANSWERS).write_text("".join(kept) + torn)
    second = clerk()
    assert finish(PLAN, second, tmp_path / "cut") == folder
    assert [asked for asked, _, _ in second.asked] == ["bridge close", "eggs"]
    assert (folder / ANSWERS).read_bytes() == (whole / ANSWERS).read_bytes()


def test_another_plan_or_index_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    first, _ = run(PLAN, clerk(), tmp_path)
    second, _ = run(replace(PLAN, facts={"k": 5}), clerk(), tmp_path)
    assert (first.name, second.name) == ("dev-1", "dev-2")
    other = clerk()
    other.retriever.store.held = (article("a1", "A new text. More."),)
    assert fingerprint(PLAN, other.retriever.store) != fingerprint(PLAN, clerk().retriever.store)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    class Nested(Clerk):
        def answer(self, *given, **named):
            if not inner:
                inner.append(run(PLAN, clerk(), tmp_path)[0].name)
            return super().answer(*given, **named)

    inner: list[str] = []
    assert run(PLAN, Nested(clerk().retriever), tmp_path)[0].name == "dev-1"
    assert inner == ["dev-2"]


def test_earlier_turns_are_answered_by_the_system(tmp_path: Path) -> None:
    by = clerk()
    run(Plan("c", (Question("c", ("ferry sank", "bridge close")),), today=date(2022, 5, 1)), by, tmp_path)
    (first, none, today), (second, history, _) = by.asked
    assert (first, none, second, today) == ("ferry sank", (), "bridge close", date(2022, 5, 1))
    assert history == (Turn("user", "ferry sank"), Turn("assistant", "The ferry to Lund sank on Monday. [1]"))


def test_a_given_history_is_not_asked_and_a_rewrite_needs_none(tmp_path: Path) -> None:
    asked = Question(
        "c", ("it close",), history=(Turn("user", "bridge"),), rewrite="bridge close", today=date(2021, 1, 1)
    )
    by = clerk()
    run(Plan("c", (asked,), today=date(2022, 5, 1)), by, tmp_path)
    run(Plan("r", (asked,), rewrites=True), by, tmp_path)
    assert by.asked[0] == ("it close", asked.history, date(2021, 1, 1))
    assert by.asked[1][:2] == ("bridge close", ())


def test_retrieval_alone_asks_nobody(tmp_path: Path) -> None:
    by = clerk()
    _, cases = run(replace(PLAN, retrieval_only=True), by, tmp_path)
    assert by.asked == []
    assert [case.answer for case in cases] == [None] * 3
    assert cases[0].ranked[0].passage.article_id == "a1"


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    a = article(published=date(2022, 5, 2))
    said = answer(citation(a, "Nobody was hurt", speaker="Anna Berg"), unknown_markers=(4,), model="m")
    case = Case(question(), said, (), Seconds(1.0, 2.0, 3.0, 6.0), weighed=(0.5, 0.37))
    (tmp_path / ANSWERS).write_text(line_of(case) + "\n", encoding="utf-8")
    (tmp_path / TIMINGS).write_text(timing_of(case) + "\n")
    back = read_cases(tmp_path, [case.question], {a.id: a}.get)["q1"]
    assert back == replace(case, answer=replace(said, seconds=Seconds()))
