from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel

from answer.generate import ChatModel
from evaluation.__main__ import main
from evaluation.draft import propose
from evaluation.questions import question_of
from evaluation.suggest import suggest
from tests.evaluation.test_draft import HARBOUR, Shelf

GOOD = {
    "question": "How many passengers did the old ferry to Lund carry?",
    "quote": 'Anna Berg said: "The old ferry to Lund carried 340 passengers when it sank near Oster on Monday."',
    "answer": "340",
    "speaker": "Anna Berg",
}


def reply(*rows: dict) -> str:
    return "\n".join(json.dumps(row) for row in rows)


def says(*replies: str) -> ChatModel:
    return ChatModel(FakeListChatModel(responses=list(replies)), "fake:one")


def told(*rows: dict) -> list[dict]:
    """What is kept of these proposals for the first article; the model has nothing to say of the second."""
    return list(suggest(Shelf(), says(reply(*rows), " ")))


def test_a_proposal_that_the_article_bears_out_is_kept_in_the_articles_own_words() -> None:
    (row,) = told(GOOD)
    (evidence,) = row["evidence"]
    assert evidence["quote"] in HARBOUR  # the article's curly marks, not the model's straight ones
    assert evidence["quote"].startswith("Anna Berg said: “The old ferry")
    assert (row["answer"], row["speaker"], row["type"]) == ("340", "Anna Berg", "speaker")
    assert question_of({"id": "1", **row}).evidence[0].path == Shelf.held[0].path


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"quote": GOOD["quote"].replace("340", "400")}, id="a number changed"),
        pytest.param({"quote": "The new tax on timber will pay for the bridge"}, id="another article's words"),
        pytest.param({"quote": ""}, id="no evidence"),
        pytest.param({"quote": "near Oster"}, id="evidence of two words"),
        pytest.param({"answer": "three hundred"}, id="an answer that the evidence does not hold"),
        pytest.param({"speaker": "Eva Lind"}, id="a speaker whom the article does not name"),
        pytest.param({"question": ""}, id="no question"),
        pytest.param({"question": f"Is it true? {GOOD['quote']}"}, id="a question that holds its own evidence"),
        pytest.param({"quote": ["The old ferry to Lund"]}, id="not a text"),
    ],
)
def test_what_the_article_does_not_bear_out_is_dropped(change: dict) -> None:
    assert told({**GOOD, **change}) == []


def test_without_speaker_and_short_answer_it_is_a_fact() -> None:
    (row,) = told({**GOOD, "answer": GOOD["quote"], "speaker": ""})
    assert (row["type"], set(row)) == ("fact", {"question", "type", "evidence"})


def test_chatter_is_passed_over() -> None:
    chat = says(f"Here you are:\n[1]\n{{broken\n{json.dumps(GOOD)},\nThat is all.", " ")
    assert len(list(suggest(Shelf(), chat))) == 1


def test_braces_of_an_article_do_no_harm_and_repeats_are_not_read() -> None:
    class Braces(Shelf):
        held = (
            replace(Shelf.held[0], text="{question} " + HARBOUR),
            replace(Shelf.held[1], duplicate_of="a1"),
        )

    chat = says(reply(GOOD), reply({**GOOD, "question": "Asked of a repeat?"}))
    assert [row["question"] for row in suggest(Braces(), chat)] == [GOOD["question"]]


def test_model_and_templates_take_turns_and_the_model_is_asked_no_more_than_needed() -> None:
    asked = itertools.count()

    class Counting(FakeListChatModel):
        def stream(self, *given, **more):
            next(asked)
            return super().stream(*given, **more)

    replies = [reply(GOOD, {**GOOD, "question": "How many were on board?"}), " "]
    rows = propose(Shelf(), 3, suggest(Shelf(), ChatModel(Counting(responses=replies), "fake:one")))
    assert [row["draft"] for row in rows] == ["model", "speaker", "model"]
    assert next(asked) == 1  # the second article was not sent
    by_template = propose(Shelf(), 40)
    both = propose(Shelf(), 42, suggest(Shelf(), says(*replies)))
    assert [r["question"] for r in both if r["draft"] != "model" and "question" in r] == [
        r["question"] for r in by_template if "question" in r
    ]
    assert len({row["id"] for row in both}) == len(both) == len(by_template) + 2


def test_the_command_asks_the_configured_model(monkeypatch, capsys) -> None:
    opened = []

    def init_chat_model(name, **more):
        opened.append(name)
        return FakeListChatModel(responses=[reply(GOOD), " "])

    monkeypatch.setattr("langchain.chat_models.init_chat_model", init_chat_model)
    monkeypatch.setattr("index.store.Store", lambda folder: Shelf())
    assert main(["draft", "--n", "2", "--index", str(Path("anywhere"))]) == 0
    assert {json.loads(line)["draft"] for line in capsys.readouterr().out.splitlines()} == {"speaker", "fact"}
    assert opened == []
    monkeypatch.setenv("ONRECORD_MODEL", "ollama:one")
    assert main(["draft", "--n", "2", "--index", str(Path("anywhere"))]) == 0
    assert [json.loads(line)["draft"] for line in capsys.readouterr().out.splitlines()] == ["model", "speaker"]
    assert opened == ["one"]
