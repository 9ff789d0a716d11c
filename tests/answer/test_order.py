from datetime import date, timedelta

import pytest

from answer.ask import open_answerer
from answer.order import order_in
from ingest.run import ingest
from settings import Settings


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("What is the latest thing Keller said?", "latest"),
        ("What is the latest Keller said about tolls?", "latest"),
        ("what is the latest keller said", "latest"),
        ("What is the latest from Keller?", "latest"),
        ("What did Keller say most recently about tolls?", "latest"),
        ("What did Keller last say?", "latest"),
        ("What was Keller's first public statement?", "earliest"),
        ("What is the newest on tolls?", "latest"),
        ("What did Keller say about the latest sanctions?", None),
        ("What did Keller say about the most recent vote?", None),
        ("Who won the last election?", None),
        ("When was the first bridge built?", None),
        ("What did Keller say last week?", None),
    ],
)
def test_the_latest_of_what_was_said_is_no_latest_thing(question, order):
    found = order_in(question)
    assert (found and found[0]) == order


def test_what_is_told_as_the_latest_is_the_latest_however_many_articles_come_nearer(tmp_path, embedder):
    folder = tmp_path / "in"
    folder.mkdir()
    things = (
        "tolls bridges roads ferries tunnels harbours canals railways airports stations cranes ships lorries".split()
    )
    for n, thing in enumerate(things):
        day = date(2022, 3, 1) + timedelta(days=n)
        said = f"Maria Keller said that the latest thing to be said of {thing} was a statement."
        if thing == things[-1]:
            said = f"Maria Keller said that {thing} were too heavy."
        text = f"---\ntitle: On {thing}\npublished: {day}\n---\n\n{said}\n"
        (folder / f"{n}.md").write_text(text, encoding="utf-8")
    settings = Settings(index=tmp_path / "index", k=4)
    ingest([folder], settings, embedder=embedder)
    answerer = open_answerer(settings)
    latest = answerer.answer("What is the latest thing Keller said?")
    assert latest.citations[0].quote == "Maria Keller said that lorries were too heavy."
    earliest = answerer.answer("What is the earliest statement by Keller?")
    assert "tolls" in earliest.citations[0].quote
