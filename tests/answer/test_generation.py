"""An ingest ends while answers are being given: each is of one generation, the old one or the new."""

import pytest

from answer.ask import open_answerer
from ingest.run import ingest
from settings import Settings
from web.desk import Desk

STORY = 'Ferry\n\n{}\n\n"The ferry is {}," Anna Berg, the harbour master, said on Monday.'
QUESTION = "What did Anna Berg say about the ferry?"


@pytest.fixture
def told(tmp_path, embedder):
    """Ingests the story with so much before the words that are asked for, and with what they say."""
    settings = Settings(index=tmp_path / "index")
    file = tmp_path / "ferry.txt"

    def tell(before, word):
        file.write_text(STORY.format(before, word), encoding="utf-8")
        ingest([file], settings, embedder=embedder)
        return settings

    return tell


def holds(answerer, word):
    answer = answerer.answer(QUESTION)
    (citation,) = answer.citations
    article = answerer.retriever.store.article(citation.article_id)
    assert citation.quote == article.text[citation.start : citation.end]
    return f"ferry is {word}" in citation.quote


def test_who_began_before_an_ingest_goes_on_with_what_there_was_and_who_begins_after_has_the_new(told):
    older = open_answerer(told("It rained.", "late"))
    assert holds(older, "late")
    assert older.latest() is older
    told("It rained all night, and the wind blew from the north until the morning came.", "early")
    assert holds(older, "late")
    assert holds(older.latest(), "early")


def test_the_desk_asks_the_latest(told):
    desk = Desk(open_answerer(told("It rained.", "late")), Settings())
    first = desk.answerer
    assert desk.answerer is first
    told("It rained.", "early")
    assert "early" in desk.ask(QUESTION).text
    assert desk.answerer is not first
