"""A speaker with many passages and one quote on the subject, in an article about something else, is told by that quote."""

import pytest

from answer.ask import open_answerer
from ingest.run import ingest
from settings import Settings

# Fourteen articles are about the ferry to Arl; Weber speaks of the budget in each.
ABOUT = "The ferry to Arl, no. {n}\n\nThe ferry to Arl is old, and the ferry to Arl is full. {words}\n"
WORDS = "Paul Weber said that the budget for {n} would be passed. Tickets for the ferry to Arl are sold on board."
CHEESE = (
    "A fair for cheese\n\nThe fair drew thousands of visitors to Holm on Sunday. "
    "Farmers showed goat cheese, sheep cheese and a wheel of two hundred kilos. A jury tasted all of it. "
    "Paul Weber said that the ferry would never be sold. "
    "The prize went to a dairy in the hills, as it did last year. Children milked a wooden cow, and a band played.\n"
)
KELLER = "On the water\n\nAnna Keller said that the ferry should be sold at once.\n"


@pytest.fixture(scope="module")
def weber(tmp_path_factory, embedder):
    folder, index = tmp_path_factory.mktemp("weber"), tmp_path_factory.mktemp("index")
    for n in range(14):
        text = ABOUT.format(n=n, words=WORDS.format(n=2010 + n))
        (folder / f"about{n}.txt").write_text(text, encoding="utf-8")
    (folder / "cheese.txt").write_text(CHEESE, encoding="utf-8")
    (folder / "keller.txt").write_text(KELLER, encoding="utf-8")
    settings = Settings(index=index)
    ingest([folder], settings, embedder=embedder)
    return open_answerer(settings)


def test_the_one_quote_on_the_subject_comes_first(weber):
    answer = weber.answer("What did Paul Weber say about selling the ferry?")
    assert "would never be sold" in answer.citations[0].quote
    assert {citation.speaker for citation in answer.citations} == {"Paul Weber"}
    assert answer.hits[0].passage.article_id == answer.citations[0].article_id


def test_another_on_the_same_subject_is_told_by_hers(weber):
    answer = weber.answer("What did Keller say about selling the ferry?")
    assert [citation.quote for citation in answer.citations] == [
        "Anna Keller said that the ferry should be sold at once."
    ]


def test_words_in_marks_are_those_of_whoever_said_them(weber):
    assert weber.answer('Who said "the ferry would never be sold"?').citations[0].speaker == "Paul Weber"


def test_an_article_may_have_a_part_of_the_words_in_marks(shipped):
    answer = open_answerer(shipped).answer("Who said “the war would be won on the battlefield”?")
    assert answer.citations[0].speaker == "Josep Borrell"
