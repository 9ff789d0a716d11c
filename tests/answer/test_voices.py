"""Those who are no speakers by name, the host of a talk and the readers below it, are told in their own words alone."""

import pytest

from answer.ask import open_answerer
from ingest.run import ingest
from settings import Settings

TALK = """Below is my translation of the interview that Maria Keller gave to the River Magazine last week.

Question: Will the ferry be sold?

Maria Keller: The ferry will not be sold as long as I am the mayor of Arl.

Question: And what will the new bridge cost?

Maria Keller: The bridge will cost eight million, and the town will pay for it alone.

My own view is that Keller has never kept a promise. With the bridge, watch the bills rather than the speeches.

Comments

The bridge is a mad idea, and the ferry was always good enough for my grandmother.

- Maria Keller
"""
TOLL = "The toll on the bridge\n\nAnn Weber, a reader of maps, said that the bridge was a fine thing to look at.\n"


@pytest.fixture(scope="module")
def blog(tmp_path_factory, embedder):
    folder, index = tmp_path_factory.mktemp("blog"), tmp_path_factory.mktemp("index")
    (folder / "talk.md").write_text(
        f"---\ntitle: The mayor speaks\noutlet: Jo’s Substack\n---\n\n{TALK}", encoding="utf-8"
    )
    (folder / "toll.txt").write_text(TOLL, encoding="utf-8")
    settings = Settings(index=index)
    ingest([folder], settings, embedder=embedder)
    return open_answerer(settings)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does the blogger think of the bridge?", "watch the bills"),
        ("What is Jo's opinion of the bridge?", "watch the bills"),
        ("What advice does Jo give on the bridge?", "watch the bills"),
        ("What did a reader say about the bridge?", "a mad idea"),
        ("What does a reader's comment say about the ferry?", "my grandmother"),
    ],
)
def test_a_voice_is_told_in_its_own_words(blog, question, told):
    answer = blog.answer(question)
    assert told in answer.text
    assert all(citation.speaker is None for citation in answer.citations)
    assert "eight million" not in answer.text and "a fine thing" not in answer.text


def test_a_name_alone_tells_nothing(blog):
    assert "- Maria Keller" not in blog.answer("What did readers say?").text


def test_where_nobody_is_behind_a_voice_articles_may_tell_of_one(tmp_path, embedder):
    folder, settings = tmp_path / "toll", Settings(index=tmp_path / "index")
    folder.mkdir()
    (folder / "toll.txt").write_text(TOLL, encoding="utf-8")
    ingest([folder], settings, embedder=embedder)
    assert "a fine thing" in open_answerer(settings).answer("What did a reader of maps say about the bridge?").text
