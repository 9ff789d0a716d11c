"""Who is who within an article: names in full, roles, and words that are no part of either."""

import pytest

from ingest.speech.humans import is_human
from tests.ingest.spoken import whose

LATE = " said that it was late."


@pytest.mark.parametrize(
    "introduced",
    [
        "The mayor's wife, Eva Holm, came.",
        "Mayor's wife Eva Holm came.",
        "Eva Holm, the wife of the mayor, came.",
        "Deputy Mayor Eva Holm came.",
        "Eva Holm, the deputy mayor, came.",
        "Former Mayor Eva Holm came.",
        "Ex-Mayor Eva Holm came.",
        "A spokeswoman of the mayor, Eva Holm, came.",
    ],
)
def test_who_stands_beside_an_office_does_not_hold_it(introduced):
    assert whose("it was late", f"{introduced} The mayor{LATE}") == {None}


@pytest.mark.parametrize(
    ("introduced", "called"),
    [
        ("Mayor Eva Holm came.", "The mayor"),
        ("The mayor of Bonn, Eva Holm, came.", "The mayor"),
        ("Eva Holm, the deputy mayor, came.", "The deputy mayor"),
        ("U.S. Secretary of State Eva Holm came.", "The U.S. secretary of state"),
        ("U.N. Secretary-General Eva Holm came.", "The U.N. chief"),
        ("Mayor Karl Braun came with Eva Holm, his Danish counterpart.", "The Danish mayor"),
        ("Karl Braun and Jan Orlo came with their Turkish colleague, Eva Holm.", "The Turkish minister"),
        ("Eva Holm, the Commissioner for Health, came.", "The health commissioner"),
        ("Eva Holm, who led the Danish delegation, came.", "The head of the Danish delegation"),
        ("Eva Holm, who heads the Danish delegation, came.", "Denmark's negotiator"),
        ("Eva Holm, who represents Denmark at the UN, came.", "The Danish representative"),
    ],
)
def test_a_role_is_whose_it_is_called(introduced, called):
    assert whose("it was late", f"{introduced} {called}{LATE}") == {"Eva Holm"}


def test_an_initial_is_the_one_it_fits_and_nobodys_where_it_fits_two():
    assert whose("it was late", f"J. Berg{LATE} Jane Berg came.") == {"Jane Berg"}
    assert whose("it was late", f"J. Berg{LATE} Jane Berg met John Berg.") == {"J. Berg"}
    assert whose("it was late", f"Jo Berg met John Berg. John Berg{LATE}") == {"John Berg"}


def test_father_and_son_are_two():
    assert whose("it was late", f"Karl Braun Jr. met Karl Braun Sr. in Bonn. Karl Braun Sr.{LATE}") == {"Karl Braun Sr"}
    assert whose("it was late", f"Karl Braun Jr. came to Bonn. Braun{LATE}") == {"Karl Braun Jr"}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Jean-Claude Holm", "Holm"),
        ("Eva von der Holm", "Von der Holm"),
        ("Eva von der Holm", "Holm"),
        ("Jack London", "London"),
    ],
)
def test_a_name_is_whole(name, short):
    assert whose("it was late", f"{name} came.", f"“Tell everybody that it was late,” {short} said.") == {name}


def test_a_verb_before_a_name_is_no_part_of_it():
    assert whose("late for everybody", "Said Karl Braun: “It is late for everybody.”") == {"Karl Braun"}


@pytest.mark.parametrize("noun", "pilot coach nurse victim engineer spokeswoman economist shopkeeper".split())
def test_people_without_a_name_take_the_place_of_whom_he_is_said(noun):
    assert is_human(noun)
    assert whose("it was late", f"Karl Braun opened the bridge. The {noun} was tired. He{LATE}") == {None}


@pytest.mark.parametrize("noun", "agreement letter parliament factor statement river list".split())
def test_things_do_not(noun):
    assert not is_human(noun)
    assert whose("it was late", f"Karl Braun opened the bridge. The {noun} was long. He{LATE}") == {"Karl Braun"}


def test_somebody_named_by_title_and_surname_alone_may_be_he():
    text = "Karl Braun left. President Weber opened the bridge."
    assert whose("it was late", f"{text} He{LATE}") == {"Weber"}


def test_somebody_set_beside_a_role_by_a_given_name_may_be_she():
    text = "Maria Keller left. His wife, Jane, opened the bridge."
    assert whose("it was late", f"{text} She{LATE}") == {"Jane"}


def test_a_name_that_is_read_as_a_part_of_its_verb_is_a_subject():
    text = "Scott Berg came, said Karl Braun. Berg bristles at the suggestion he won't be ready."
    assert whose("late for everybody", text, "“It is late for everybody,” he said.") == {"Scott Berg"}


def test_he_is_not_the_one_he_tells():
    text = "Karl Braun came to the town."
    assert whose("it is late", text, "“It is late for it is late,” he told Braun.") == {None}


@pytest.mark.parametrize("body", ["House of Commons", "Organization of American States", "Ministry of Defence"])
def test_a_body_goes_by_all_of_its_name(body):
    assert whose("it was late", f"The {body}{LATE}") == {body}


def test_the_ministry_is_the_one_spoken_of_and_it_the_one_that_a_sentence_was_about():
    spoke = "The Foreign Ministry of Bonn said that it was early. "
    assert whose("it was late", f"{spoke}It said that it was late.") == {"Foreign Ministry of Bonn"}
    assert whose("it was late", f"{spoke}The bridge is old. The ministry{LATE}") == {"Foreign Ministry of Bonn"}
    assert whose("it was late", f"{spoke}The bridge is old. It said that it was late.") == {None}
    assert whose("it was late", f"{spoke}The council{LATE}") == {None}
    suggested = whose("a lack of care", f"{spoke}Eva Holm said that it suggested a lack of care.")
    assert "Foreign Ministry of Bonn" not in suggested


def test_no_name_ends_in_a_quotation_mark():
    assert whose("asked", "said Maria “ '' asked") == {"Maria"}


def test_a_colleague_of_those_whose_office_is_not_told_is_no_president():
    came = "Karl Braun and Jan Orlo came with their Turkish colleague, Eva Holm."
    assert whose("it was late", f"{came} The Turkish president{LATE}") == {None}
