"""Guessing a text's language: sure, or quiet."""

import json

import pytest

from language.guess import NAMES, UNKNOWN, differ, guess, is_english
from tests.conftest import ROOT

PLAIN = [
    ("de", "Wie viele Länder enthielten sich bei der Abstimmung?"),
    ("fr", "Combien de pays se sont abstenus ?"),
    ("es", "¿Quién firmó el acuerdo?"),
    ("pl", "Ile krajów wstrzymało się od głosu?"),
    ("tr", "Kaç ülke çekimser kaldı?"),
    ("ru", "Сколько стран воздержалось при голосовании?"),
    ("uk", "Скільки країн утрималися?"),
    ("ar", "ماذا قال الوزير عن المفاوضات؟"),
    ("zh", "部长关于谈判说了什么?"),
]
ENGLISH = [
    "lavrov on china",
    "Frankfurter Allgemeine Zeitung",
    "who is die linke leader",
    "coup d'état in Niger",
    "Çavuşoğlu statement",
    "La Repubblica interview",
    "what does “специальная операция” mean?",
    "Macron?",
    "141",
    "",
]


@pytest.mark.parametrize(("code", "text"), PLAIN)
def test_a_plain_question_is_known(code, text):
    assert guess(text) == code
    assert not is_english(code)


@pytest.mark.parametrize("text", ENGLISH)
def test_what_may_be_english_is_let_pass(text):
    assert is_english(guess(text))


def test_another_script_is_not_english_even_where_the_language_is_not_plain():
    assert guess("Лавров о Китае") in ("ru", UNKNOWN)
    assert guess("Что?") not in (None, "en")


def test_no_question_that_ships_is_called_foreign():
    questions = []
    for file in sorted((ROOT / "data" / "questions").glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        questions += [turn for row in rows for turn in row.get("turns", [row.get("question")])]
    assert len(questions) > 100
    assert [question for question in questions if not is_english(guess(question))] == []


def test_no_article_that_ships_is_called_foreign():
    files = sorted((ROOT / "data" / "articles").glob("*"))
    assert {guess(file.read_text(encoding="utf-8")) for file in files} == {"en"}


@pytest.mark.parametrize("code", [None, "en", "EN", "en-GB", "en_US", "eng", "English", ""])
def test_english_by_any_name(code):
    assert is_english(code)


@pytest.mark.parametrize("code", ["ru", "de-AT", UNKNOWN, "et"])
def test_others_are_not(code):
    assert not is_english(code)


def test_every_language_has_a_name():
    assert all(len(code) == 2 and name.istitle() for code, name in NAMES.items())


@pytest.mark.parametrize(("one", "other"), [("en", "ru"), ("ru-RU", "de"), (UNKNOWN, "en-GB"), ("en", UNKNOWN)])
def test_two_languages(one, other):
    assert differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("en", "en-GB"), ("ru", "ru-RU"), (None, "ru"), ("de", None), (UNKNOWN, "ru"), ("eng", "en")]
)
def test_what_is_not_plainly_two_languages(one, other):
    assert not differ(one, other)
