"""Who is called what, by roles of made-up people."""

import pytest

from language.roles import Roles, role_of


@pytest.fixture
def roles():
    known = Roles()
    known.learn("Paul Weber", "Russian Foreign Minister".split())
    known.learn("Maria Keller", "Turkish Finance Minister".split())
    known.learn("Ann Lee", "White House press secretary".split())
    return known


@pytest.mark.parametrize(
    ("printed", "holders"),
    [
        ("the Russian foreign minister", ["Paul Weber"]),
        ("the top Russian diplomat", ["Paul Weber"]),
        ("the head of Russian diplomacy", ["Paul Weber"]),
        ("Russia's foreign policy chief", ["Paul Weber"]),
        ("Russia's top envoy", ["Paul Weber"]),
        ("the Turkish envoy", []),
        ("Russia's minister", ["Paul Weber"]),
        ("the Turkish minister", ["Maria Keller"]),
        ("the White House spokeswoman", ["Ann Lee"]),
        ("the minister", ["Paul Weber", "Maria Keller"]),
        ("a minister", []),
        ("the Russian", []),
        ("the blogger", []),
    ],
)
def test_whom_a_role_may_mean(roles, printed, holders):
    assert roles.holders(printed) == holders


def test_forms_of_one_word_are_one():
    assert role_of(["American", "Spokeswoman"]) == role_of(["US", "spokesperson's"])


def test_an_office_with_a_hyphen_is_the_one_without(roles):
    roles.learn("Eva Holm", "UN Secretary-General".split())
    assert roles.holders("the UN secretary general") == roles.holders("the UN's secretary-general") == ["Eva Holm"]


def test_no_body_is_the_chief_of_another(roles):
    roles.learn("UN General Assembly", "UN General Assembly".split())
    assert roles.holders("the UN chief") == []
    roles.learn("Eva Holm", "UN Secretary-General".split())
    assert roles.holders("the UN chief") == ["Eva Holm"]


def test_a_colleague_holds_the_office_of_the_one_named_beside_and_no_other(roles):
    roles.learn("Ivan Orlov", "Swedish colleague".split(), beside=["Maria Keller"])
    roles.learn("Eva Holm", "Danish counterpart".split())
    roles.learn("Jane Doe", ["President"])
    assert roles.holders("the Swedish finance minister") == roles.holders("the Swedish minister") == ["Ivan Orlov"]
    assert roles.holders("the Swedish colleague") == ["Ivan Orlov"]
    assert roles.holders("the Turkish finance minister") == ["Maria Keller"]
    assert roles.holders("the Swedish president") == roles.holders("the Swedish foreign minister") == []
    assert roles.holders("the Danish minister") == []


def test_a_colleagues_office_may_be_learned_after_and_elsewhere(roles):
    roles.learn("Ivan Orlov", "Swedish colleague".split(), beside=["Lena Sand"])
    elsewhere = Roles()
    elsewhere.learn("Ivan Orlov", roles.words("Ivan Orlov").split())
    assert elsewhere.holders("the Swedish ambassador") == []
    elsewhere.learn("L. Sand", "Danish ambassador".split())
    assert elsewhere.holders("the Swedish ambassador") == ["Ivan Orlov"]
    assert elsewhere.holders("the Danish ambassador") == ["L. Sand"]


@pytest.mark.parametrize(
    ("held", "printed", "holds"),
    [
        ("the mayor's wife", "the mayor", False),
        ("the mayor's wife", "the wife of the mayor", True),
        ("the wife of the mayor", "the wife", True),
        ("a spokesman of the president", "the president's spokesman", True),
        ("a spokesman of the president", "the president", False),
        ("Russia's foreign minister", "the minister", True),
        ("the foreign minister of Russia", "the Russian minister", True),
        ("deputy foreign minister", "the deputy minister", True),
        ("deputy foreign minister", "the foreign minister", False),
        ("Vice-President", "the president", False),
        ("ex-President", "the former president", False),
        ("ex-President", "the ex-president", True),
        ("former US ambassador", "the ambassador", False),
        ("U.S. Ambassador", "the US ambassador", True),
        ("U.N. Secretary-General", "the UN chief", True),
    ],
)
def test_whoever_holds_less_than_an_office_does_not_hold_it(held, printed, holds):
    known = Roles()
    known.learn("Jane Doe", held.split())
    assert bool(known.holders(printed)) is holds
    again = Roles()
    again.learn("Jane Doe", known.words("Jane Doe").split())  # as they are stored
    assert bool(again.holders(printed)) is holds


def test_whoever_holds_an_office_is_told_without_reading_every_name_anew_for_every_other(monkeypatch):
    roles = Roles()
    for n in range(50):
        roles.learn(f"Ann Berg{n}", ["her", "French", "counterpart"], ["Karl Holm"])
    roles.learn("Karl Holm", ["German", "foreign", "minister"])
    monkeypatch.setattr("language.roles.name_key", None)  # with n people it was asked n times n times
    assert len(roles.holders("the French minister")) == 50
