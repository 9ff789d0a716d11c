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
    assert SPEAKERS.named("lavrov") == "Sergei Lavrov"
    assert SPEAKERS.named("Zelenskiy") == "Volodymyr Zelensky"
    assert SPEAKERS.named("the Defence Ministry") == "Russian Defense Ministry"
    assert SPEAKERS.named("the foreign minister") == "Sergei Lavrov"
    assert SPEAKERS.named("the mayor") is None
    assert SPEAKERS.named("Macron") is None


def test_who_stands_in_a_text():
    assert SPEAKERS.within("And Lavrov?") == ["Sergei Lavrov"]
    assert SPEAKERS.within("and the weather") == []


def test_a_colleague_holds_the_same_office():
    speakers = Speakers(
        {"Jane Doe": 1, "Ivan Orlov": 1}, {"Jane Doe": {"Danish minister"}, "Ivan Orlov": {"Swedish colleague"}}
    )
    assert speakers.named("the Swedish minister") == "Ivan Orlov"
    assert speakers.named("the Danish minister") == "Jane Doe"
    assert speakers.named("the minister") is None
