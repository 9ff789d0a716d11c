import pytest

from language.names import may_mean, name_key, one_each, parse, same_person


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenski"),
        ("Sergei", "Sergey"),
        ("Volodymyr", "Volodymir"),
        ("Doe", "Doe's"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings):
    assert len({name_key(word) for word in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lavrov", "Sergey Lavrov", True),
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("S. Lavrov", "Sergey Lavrov", True),
        ("Anna Lavrov", "Sergey Lavrov", False),
        ("Olena Zelenska", "Volodymyr Zelensky", False),
        ("Sergey", "Sergey Lavrov", False),
        ("Ed Lavrov", "Eva Lavrov", False),
        ("Ed Lavrov", "Edward Lavrov", True),
        ("Yu. Lavrov", "Yuri Lavrov", True),
        ("Jo Lavrov", "John Lavrov", False),
        ("Jo. Lavrov", "John Lavrov", True),
        ("J.D. Lavrov", "John Lavrov", True),
        ("von der Holm", "Eva von der Holm", True),
        ("Karl Holm Jr.", "Karl Holm Sr.", False),
        ("Karl Holm Jr.", "Karl Holm", False),
        ("Karl Holm Sr.", "Karl Holm", True),
        ("Holm", "Karl Holm Jr.", True),
        ("", "Sergey Lavrov", False),
    ],
)
def test_one_person_or_two(one, other, same):
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_initials_are_nobodys_where_they_may_be_twos():
    counts = {"J. Holm": 5, "John Holm": 1, "James Holm": 2}
    assert one_each(counts) == {name: name for name in counts}


def test_titles_are_no_part_of_a_name_that_is_asked_for():
    assert may_mean("Mr. Weber", "Paul Weber")
    assert may_mean("UN Secretary-General Weber", "Paul Weber")
    assert not may_mean("Mrs. Weber", "Paul Weber")
    assert not may_mean("the secretary-general", "Paul Weber")


def test_a_body_may_be_named_in_part():
    assert may_mean("Defence Ministry", "Russian Defense Ministry")
    assert not may_mean("Ukrainian Defence Ministry", "Russian Defense Ministry")


def test_the_packaged_parser_parses():
    (doc,) = parse(["Jane Doe said that it was late."])
    assert [token.lemma_ for token in doc if token.dep_ == "ROOT"] == ["say"]
