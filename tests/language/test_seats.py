import pytest

from language.seats import CAPITALS, governed_from
from language.titles import is_seat


@pytest.mark.parametrize(
    ("name", "question", "governed"),
    [
        ("Ankara", "What does Ankara ask for?", True),
        ("ankara", "what does ankara ask for?", True),
        ("Ankara", "What happened in Ankara?", False),
        ("Ankara", "Who is the mayor of Ankara?", False),
        ("Ankara", "What did she say of the Ankara agreement?", False),
        ("Mariupol", "What does Mariupol ask for?", False),
    ],
)
def test_a_capital_stands_for_its_government_unless_the_city_is_meant(name, question, governed):
    assert ("Turkey" in governed_from(name, question)) == governed


def test_each_capital_is_a_seat_with_words_for_what_is_governed_from_it():
    assert all(is_seat(capital) and words for capital, words in CAPITALS.items())
