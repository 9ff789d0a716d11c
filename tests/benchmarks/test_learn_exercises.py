"""The exercises: how they become cases, and that those committed are of that form; and what is measured with them."""

import json
from pathlib import Path

import pytest

from benchmarks.learn.cross.cases import Candidate, Case, is_held
from benchmarks.learn.cross.exercises import read_exercises
from benchmarks.learn.cross.measure import Measured, area, measure
from tests.benchmarks.test_learn_cross import ANSWERS, QUESTION, SAME_SUBJECT, public_set

FOLDER = Path(__file__).parents[2] / "benchmarks" / "learn" / "cross" / "exercises"
DATASETS = Path(__file__).parents[3] / "shared" / "datasets"
FREE = next(name for name in map(str, range(40)) if not is_held(name))
HELD = next(name for name in map(str, range(40)) if is_held(name))


def lines(folder, name):
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_an_exercise_is_a_question_with_the_sentences_of_its_passage(tmp_path):
    public_set(
        tmp_path / "clapnq", [{"_id": FREE, "text": f"{SAME_SUBJECT} {ANSWERS}"}], [{"_id": "q", "text": "?"}], []
    )
    write(tmp_path / "questions.jsonl", {"set": "clapnq", "passage": FREE, "question": QUESTION, "answers": [2]})
    report = {
        "title": HELD,
        "sentences": ["They met.", "She left."],
        "questions": [{"question": "Why?", "answers": []}],
    }
    write(tmp_path / "reports.jsonl", report)
    learned, held = read_exercises(tmp_path, tmp_path)
    assert learned == [Case(QUESTION, (Candidate(SAME_SUBJECT, "", False), Candidate(ANSWERS, SAME_SUBJECT, True)), 1)]
    assert held == [Case("Why?", (Candidate("They met.", "", False), Candidate("She left.", "They met.", False)), 1)]


def test_the_reports_that_ship_answer_by_sentences_that_they_have():
    for report in lines(FOLDER, "reports.jsonl"):
        numbers = set(range(1, len(report["sentences"]) + 1))
        assert all(numbers.issuperset(one["answers"]) for one in report["questions"]), report["title"]
        assert len({one["question"] for one in report["questions"]}) == len(report["questions"]), report["title"]


def test_of_the_questions_that_ship_about_half_can_be_answered():
    reports = [one for report in lines(FOLDER, "reports.jsonl") for one in report["questions"]]
    for rows in (lines(FOLDER, "questions.jsonl"), reports):
        assert 0.4 < sum(bool(one["answers"]) for one in rows) / len(rows) < 0.6


@pytest.mark.skipif(not DATASETS.is_dir(), reason="needs the public sets beside the project")
def test_the_passages_asked_about_are_in_their_sets():
    learned, held = read_exercises(DATASETS)
    of_reports = sum(len(report["questions"]) for report in lines(FOLDER, "reports.jsonl"))
    assert len(learned) + len(held) == len(lines(FOLDER, "questions.jsonl")) + of_reports


class Thinks:
    """A pupil that thinks of a text as told."""

    def __init__(self, **logits):
        self.told = logits

    def logits(self, pairs):
        import torch

        return torch.tensor([float(self.told[pair.text]) for pair in pairs])


def test_what_is_measured_by_hand():
    def case(answering, *texts):
        return Case("?", tuple(Candidate(text, "", text in answering) for text in texts), 1)

    cases = [case("b", "a", "b", "c"), case("d", "d", "e"), case("", "f", "g")]
    found = measure(Thinks(a=3, b=2, c=1, d=2, e=0, f=-1, g=2.5), cases)
    # b is second of three, d first: (1/2 + 1) / 2. The best: 3 and 2 of those answered, 2.5 of the other.
    assert found == Measured(0.75, 0.5, 0.5)
    assert area([1.0], [0.0]) == 1.0
