from __future__ import annotations

import pytest

from evaluation.answers import answer_recall, exact_match, plain, squad_normalise, token_f1


def test_markers_are_no_part_of_an_answer() -> None:
    assert plain("It sank. [1][2]\nNobody was hurt. [3]") == "It sank. Nobody was hurt."


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The  Cat's pyjamas!", "cats pyjamas"),
        ("An apple a day", "apple day"),
        ("“Full House”", "full house"),
        ("$5", "5"),
    ],
)
def test_squad_normalisation(text: str, normal: str) -> None:
    assert squad_normalise(text) == normal


def test_exact_match_takes_the_best_gold_answer() -> None:
    assert exact_match("the Panthers", ["Broncos", "Panthers."]) == 1
    assert exact_match("Panthers won", ["Panthers"]) == 0


def test_token_f1_by_hand() -> None:
    # "in tonga and samoa" against "samoa tonga": two shared, P = 2/4, R = 2/2.
    assert token_f1("in Tonga and Samoa", ["Samoa, Tonga"]) == pytest.approx(2 / 3)
    # Repeated tokens are shared as often as both have them: one of "no no" and "no": P = 1/2, R = 1.
    assert token_f1("no no", ["no"]) == pytest.approx(2 / 3)


def test_an_empty_answer_is_right_only_against_nothing() -> None:
    assert token_f1("", ["Samoa"]) == 0
    assert token_f1("", ["the"]) == 1  # an article alone normalises to nothing


def test_a_long_gold_answer_is_not_a_short_one() -> None:
    assert exact_match("x", ["word " * 11]) is None
    assert token_f1("x", []) is None


def test_answer_recall_looks_at_the_first_citations_only() -> None:
    quotes = ["It was seen in Samoa.", "Rain fell in Tonga."]
    assert answer_recall(quotes, ["Tonga"], 1) == 0
    assert answer_recall(quotes, ["Tonga"], 3) == 1
    assert answer_recall([], ["Tonga"], 3) == 0
    assert answer_recall(quotes, [], 3) is None
