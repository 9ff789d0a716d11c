import pytest

from answer.speakers import Speakers

SPEAKERS = Speakers(
    {
        "Sergey Lavrov": 4,
        "Sergei Lavrov": 6,
        "Lavrov": 1,
        "Russian Defense Ministry": 2,
        "Volodymyr Zelensky": 1,
        "Olena Zelenska": 1,
    },
    {"Sergei Lavrov": {"the Russian foreign minister", "he"}, "Olena Zelenska": {"the first lady"}},
)


def test_one_person_is_one_entry_however_the_name_is_spelt():
    assert list(SPEAKERS) == ["Sergei Lavrov", "Russian Defense Ministry", "Olena Zelenska", "Volodymyr Zelensky"]
    assert SPEAKERS.full("Sergey Lavrov") == SPEAKERS.full("Lavrov") == "Sergei Lavrov"
    assert SPEAKERS.is_same("Sergei Lavrov", "Sergey Lavrov")
    assert not SPEAKERS.is_same("Sergei Lavrov", "Olena Zelenska")
    assert not SPEAKERS.is_same("Sergei Lavrov", None)


def test_names_roles_and_spellings_are_found():
    assert SPEAKERS.named("lavrov") == ("Sergei Lavrov",)
    assert SPEAKERS.named("Zelenskiy") == ("Volodymyr Zelensky",)
    assert SPEAKERS.named("the Defence Ministry") == ("Russian Defense Ministry",)
    assert SPEAKERS.named("the foreign minister") == ("Sergei Lavrov",)
    assert SPEAKERS.named("the mayor") == ()
    assert SPEAKERS.named("Macron") == ()


def test_a_capital_or_a_nations_government_stands_for_its_bodies_and_those_in_its_offices():
    known = Speakers(
        {"Russian Defence Ministry": 2, "Ivan Orlov": 5, "Jane Doe": 4, "Eva Holm": 3, "British Treasury": 1},
        {
            "Ivan Orlov": {"Russian foreign minister"},
            "Jane Doe": {"British ambassador to Russia"},
            "Eva Holm": {"the Russian singer"},
        },
    )
    assert known.named("Moscow") == ("Ivan Orlov", "Russian Defence Ministry")
    for called in ("the Russian authorities", "Russia", "the Russians", "the Russian side", "russia"):
        assert known.named(called) == ("Ivan Orlov", "Russian Defence Ministry")
    assert known.named("the Kremlin's top diplomat") == known.named("Moscow's minister") == ("Ivan Orlov",)
    assert known.named("Moscow's mayor") == known.named("the Danish government") == known.named("Denmark") == ()


def test_an_official_is_told_by_what_the_office_is_of():
    known = Speakers({"Eva Holm": 2, "Jane Doe": 1}, {"Eva Holm": {"the UN high representative for disarmament"}})
    assert known.named("the UN's top disarmament official") == ("Eva Holm",)
    assert known.named("the official") == known.named("an official") == ()


def test_a_houses_last_word_is_not_another_houses():
    known = Speakers({"White House": 3, "House": 1}, {})
    assert known.named("the White House") == ("White House",)
    assert known.full("House") == "House"


def test_whoever_is_at_the_head_of_a_state_or_its_seat_is_its_president():
    known = Speakers({"Ivan Orlov": 2, "Kremlin": 3}, {"Ivan Orlov": {"Russian President"}})
    for called in ("Russia's head of state", "the Kremlin chief", "the Kremlin's boss", "Moscow's leader"):
        assert known.named(called) == ("Ivan Orlov",)
    assert known.named("the Kremlin") == ("Kremlin",)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Karl Holm", ("Karl Holm",)),
        ("Eva Holm", ("Eva Holm",)),
        ("Paul Holm", ()),
        ("Holm", ("Eva Holm", "Holm", "Karl Holm")),
        ("Mrs. Holm", ("Eva Holm", "Holm")),
        ("Mr Sand", ("Paul Sand",)),
        ("Governor Sand", ("Paul Sand",)),
        ("the Bonn mayor Paul Sand", ("Paul Sand",)),
        ("Ms. Sand", ()),
        ("Ida Sand", ()),
    ],
)
def test_of_two_people_of_one_surname_neither_is_the_other(asked, meant):
    speakers = Speakers({"Eva Holm": 3, "Karl Holm": 1, "Holm": 2, "Paul Sand": 2, "Sand": 4, "P. Sand": 1}, {})
    assert speakers.named(asked) == meant
    assert speakers.full("Holm") == "Holm"
    assert speakers.full("Sand") == speakers.full("P. Sand") == "Paul Sand"
    assert not speakers.is_same("Eva Holm", "Karl Holm") and not speakers.is_same("Eva Holm", "Holm")


def test_who_stands_in_a_text():
    assert SPEAKERS.within("And Lavrov?") == ["Sergei Lavrov"]
    assert SPEAKERS.within("and the weather") == []


def test_a_capital_stands_for_the_bodies_governed_from_it():
    bodies = {
        "British defence ministry": 2,
        "Russian Foreign Ministry": 3,
        "Moscow": 1,
        "U.N. website": 5,
        "Ada British": 1,
    }
    speakers = Speakers(bodies, {})
    assert speakers.named("London") == ("British defence ministry",)
    assert speakers.named("moscow") == ("Russian Foreign Ministry", "Moscow")
    assert speakers.named("Washington") == ()
