"""Two people of one surname in one index: neither is told by the other's words, and of the surname both are asked."""

import pytest

from answer.ask import open_answerer
from ingest.run import ingest
from settings import Settings

ARTICLES = {
    "anna": "Anna Holm, the mayor of Arl, said that the ferry was too slow. Holm said that it would be sold.",
    "karl": "Karl Holm, the harbour master, said that the ferry was fast enough.",
    "both": "Anna Holm and Karl Holm met on Monday. The ferry needs a new ramp, Holm said.",
}


@pytest.fixture(scope="module")
def holms(tmp_path_factory, embedder):
    folder, index = tmp_path_factory.mktemp("holms"), tmp_path_factory.mktemp("index")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(f"On the ferry, {name}\n\n{text}\n", encoding="utf-8")
    settings = Settings(index=index)
    ingest([folder], settings, embedder=embedder)
    return open_answerer(settings)


@pytest.mark.parametrize(
    ("asked", "told", "not_told"),
    [
        ("Karl Holm", "fast enough", "too slow"),
        ("Anna Holm", "too slow", "fast enough"),
        ("Mr. Holm", "fast enough", "too slow"),
    ],
)
def test_each_is_told_by_his_or_her_own_words(holms, asked, told, not_told):
    answer = holms.answer(f"What did {asked} say about the ferry?")
    assert told in answer.text and not_told not in answer.text and "new ramp" not in answer.text


def test_of_the_surname_both_are_told_by_name(holms):
    answer = holms.answer("What did Holm say about the ferry?")
    assert {"Anna Holm", "Karl Holm"} <= {citation.speaker for citation in answer.citations}


def test_a_third_is_nobody(holms):
    assert holms.answer("What did Olga Holm say about the ferry?").reason.startswith("nobody called Olga Holm")
