"""What readers say: kept with the answer as it was given, and a test set that the evaluation reads."""

import json
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evaluation.questions import read_questions
from records import Filters, Turn
from tests.web.fakes import LINDQVIST, FakeAnswerer, answer_of
from tests.web.test_rest import QUESTION, fault, served
from web import feedback as module
from web.desk import NotFound, Refused
from web.feedback import Feedback, Opinion, folder_of
from web.test_set import test_set as to_test_set

ROOT = Path(__file__).parents[2]
ANSWER = answer_of(QUESTION, LINDQVIST)
NONE = replace(ANSWER, id="none", question="Who won?", citations=(), statements=(), abstained=True, text="No.")


@pytest.fixture
def kept(tmp_path):
    feedback = Feedback(tmp_path / "x.kept")
    feedback.heard(ANSWER)
    feedback.heard(NONE)
    return feedback


def exported(feedback, tmp_path):
    """The questions as the evaluation reads them."""
    lines, left_out = to_test_set(feedback.kept())
    file = tmp_path / "set.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return (read_questions(file) if lines else ()), left_out


def test_nothing_is_written_before_there_is_something_to_keep(kept):
    assert not kept.path.parent.exists() and kept.kept() == ()


def test_good_citations_become_evidence(kept, tmp_path):
    kept.add(ANSWER.id, Opinion.GOOD)
    (question,), left_out = exported(kept, tmp_path)
    assert (question.text, question.answerable, left_out) == (QUESTION, True, 0)
    assert [(e.path, e.quote) for e in question.evidence] == [(c.path, c.quote) for c in LINDQVIST]


def test_what_is_wrong_must_not_come_back_and_is_no_evidence(kept, tmp_path):
    kept.add(ANSWER.id, Opinion.GOOD)
    kept.add(ANSWER.id, Opinion.WRONG_SOURCE, marker=4)
    kept.add(ANSWER.id, Opinion.MISQUOTED, marker=1)
    kept.add(ANSWER.id, Opinion.MISQUOTED, marker=3)  # nobody is named as its speaker
    (question,), _ = exported(kept, tmp_path)
    assert question.must_not == (LINDQVIST[3].quote, LINDQVIST[2].quote)
    assert [(a.speaker, a.quote) for a in question.must_not_attribute] == [("Marta Lindqvist", LINDQVIST[0].quote)]
    assert [e.quote for e in question.evidence] == [LINDQVIST[1].quote]


def test_not_what_was_asked_forbids_all_of_it(kept, tmp_path):
    kept.add(ANSWER.id, Opinion.NOT_ASKED)
    (question,), _ = exported(kept, tmp_path)
    assert question.must_not == tuple(c.quote for c in LINDQVIST) and not question.evidence


@pytest.mark.parametrize(("opinion", "answerable"), [("good", False), ("bad", True), ("not what I asked", True)])
def test_a_refusal_is_right_or_it_is_not(kept, tmp_path, opinion, answerable):
    kept.add(NONE.id, Opinion(opinion))
    (question,), _ = exported(kept, tmp_path)
    assert question.answerable is answerable and not question.must_not


def test_a_follow_up_keeps_its_history(kept, tmp_path):
    kept.heard(ANSWER, (Turn("user", "Who led the talks?"), Turn("assistant", "She did.")))
    kept.add(ANSWER.id, Opinion.GOOD)
    (question,), _ = exported(kept, tmp_path)
    assert question.history[0] == Turn("user", "Who led the talks?")


def test_what_no_test_can_hold_is_left_out_and_counted(kept, tmp_path):
    kept.add(ANSWER.id, Opinion.BAD)
    kept.heard(ANSWER, (), Filters(since=date(2024, 3, 1)))
    kept.add(ANSWER.id, Opinion.GOOD)
    assert exported(kept, tmp_path) == ((), 2)


def test_only_answers_that_were_given_have_feedback(kept, monkeypatch):
    with pytest.raises(NotFound):
        kept.add("invented", Opinion.GOOD)
    with pytest.raises(Refused):
        kept.add(ANSWER.id, Opinion.GOOD, marker=9)
    monkeypatch.setattr(module, "MOST_REMEMBERED", 1)
    kept.heard(replace(ANSWER, id="new"))
    with pytest.raises(NotFound):
        kept.add(ANSWER.id, Opinion.GOOD)


def test_the_oldest_go(kept, monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    for _ in range(9):
        kept.add(ANSWER.id, Opinion.GOOD)
    assert len(kept.kept()) == 3


def test_the_file_is_for_its_owner_alone(kept):
    kept.add(ANSWER.id, Opinion.GOOD)
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("switch", [True, False])
def test_questions_are_kept_only_where_that_is_switched_on(tmp_path, switch):
    feedback = Feedback(tmp_path, keep_questions=switch)
    feedback.heard(ANSWER)
    assert feedback.path.exists() is switch
    if switch:
        with sqlite3.connect(feedback.path) as db:
            assert db.execute("SELECT question, abstained FROM questions").fetchall() == [(QUESTION, 0)]
        feedback.forget()
        assert not feedback.path.exists()


def test_over_http(tmp_path):
    client = served(FakeAnswerer(), tmp_path)
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    said = {"answer": answer["id"], "opinion": "misquoted", "marker": 1, "note": "She said this later."}
    response = client.post("/api/feedback", json=said)
    assert (response.status_code, response.json()) == (201, {"kept": True})
    assert [(k.opinion, k.marker) for k in Feedback(tmp_path).kept()] == [("misquoted", 1)]
    streamed = {"question": QUESTION + " streamed"}
    with client.stream("POST", "/api/ask", json=streamed, headers={"accept": "text/event-stream"}) as response:
        response.read()
    assert client.post("/api/feedback", json={**said, "answer": answer_of(streamed["question"], ()).id}).is_success


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"answer": "none of ours"}, 404),
        ({"answer": ""}, 400),
        ({"opinion": "splendid"}, 400),
        ({"marker": 77}, 400),
        ({"marker": "1"}, 400),
        ({"note": "x" * 1001}, 400),
        ({"note": None}, 400),
    ],
)
def test_feedback_that_cant_be_taken(tmp_path, changed, status):
    client = served(FakeAnswerer(), tmp_path)
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    fault(client.post("/api/feedback", json={"answer": answer["id"], "opinion": "good"} | changed), status)
    assert Feedback(tmp_path).kept() == ()


def test_the_command(tmp_path):
    def run(*words):
        command = [sys.executable, "-m", "web.feedback", *words, "--index", str(tmp_path / "index")]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    nothing = run("export")
    assert nothing.returncode == 2 and "no feedback" in nothing.stderr
    feedback = Feedback(folder_of(tmp_path / "index"))
    feedback.heard(ANSWER)
    feedback.add(ANSWER.id, Opinion.GOOD)
    assert json.loads(run("export").stdout)["question"] == QUESTION
    assert run("export", "--out", str(tmp_path / "out.jsonl")).returncode == 0
    assert read_questions(tmp_path / "out.jsonl")[0].text == QUESTION
    assert run("forget").returncode == 0 and not feedback.path.exists()
