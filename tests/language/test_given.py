import pytest

from language.given import Gender, gender_of, same_given
from language.names import one_each
from language.spelling import name_key


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Maria Keller", Gender.SHE),
        ("Volodymyr Weber", Gender.HE),
        ("Mrs. Keller", Gender.SHE),
        ("Robin Holm", None),
        ("Keller", None),
        ("", None),
    ],
)
def test_gender_of(name, gender):
    assert gender_of(name) is gender


def test_short_forms_and_forms_in_other_languages_are_one_name():
    assert same_given("Bob", "Robert")
    assert same_given("Serhiy", "Sergei")
    assert not same_given("Anna", "Maria")


def test_cyrillic_names_have_the_key_of_their_latin_forms():
    assert [name_key(word) for word in ("Лавров", "Зеленский", "Сергей")] == [
        name_key(word) for word in ("Lavrov", "Zelenskiy", "Sergey")
    ]


def test_everybody_has_one_name_and_nobody_anothers():
    counts = {"Сергей Вебер": 1, "Sergei Veber": 4, "Veber": 2, "Anna Berg": 2, "Karl Berg": 1, "Berg": 3}
    assert one_each(counts) == {
        "Sergei Veber": "Sergei Veber",
        "Сергей Вебер": "Sergei Veber",
        "Veber": "Sergei Veber",
        "Anna Berg": "Anna Berg",
        "Karl Berg": "Karl Berg",
        "Berg": "Berg",
    }
