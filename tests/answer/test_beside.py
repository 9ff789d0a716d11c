"""Two whose words are set beside each other are both asked for; two things that are compared are not."""

import pytest

from answer.beside import plainly
from answer.question import each_alone, understand
from answer.speakers import Speakers
from records import Turn

SPEAKERS = Speakers({"Maria Keller": 5, "Paul Weber": 3, "Transport Ministry": 2}, {"Paul Weber": {"the mayor"}})
BOTH = ("Maria Keller", "Paul Weber")


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Keller versus Weber on the toll: who said what?", "the toll"),
        ("keller vs weber on the toll", "the toll"),
        ("Keller vs. Weber: the toll", "the toll"),
        ("Compare Keller and Weber on the toll", "the toll"),
        ("Compare Keller's and Weber's statements on the toll.", "the toll"),
        ("Compare Keller's position on the toll with Weber's", "the toll"),
        ("Compare what Keller and Weber said about the toll", "the toll"),
        ("Contrast Keller with the mayor on the toll", "the toll"),
        ("How do Keller and Weber differ on the toll?", "the toll"),
        ("Where do Keller and Weber disagree about the toll?", "the toll"),
        ("What is the main difference between Keller and Weber on the toll?", "the toll"),
        ("How does Keller's account of the accident differ from Weber's?", "the accident"),
        ("How does Keller's view of the toll compare with that of Weber?", "the toll"),
        ("Keller and Weber on the toll – who said what?", "the toll"),
        ("What does Keller say about the toll and what does Weber say?", "the toll"),
        ("What did Keller claim about the toll, and how did Weber respond to it?", "the toll"),
        ("What did Keller say about the toll, and what about Weber?", "the toll"),
        ("Who built the dam according to Keller and who according to Weber?", "built the dam"),
        ("Who built the dam, according to Keller, and according to Weber?", "built the dam"),
    ],
)
def test_both_are_asked_for(question: str, about: str) -> None:
    asked = understand(question, SPEAKERS)
    assert (set(asked.understood.speakers), asked.about) == (set(BOTH), about)


def test_of_two_one_may_be_quoted_nowhere() -> None:
    asked = understand("Keller versus Anna Sand on the toll: who said what?", SPEAKERS)
    assert (asked.understood.speakers, asked.about) == (("Maria Keller", "Anna Sand"), "the toll")
    assert [(one.filters.speaker, one.unknown) for one in each_alone(asked)] == [
        ("Maria Keller", None),
        (None, "Anna Sand"),
    ]
    assert plainly("Anna Sand versus Ida Holm on the toll", SPEAKERS) == "Anna Sand versus Ida Holm on the toll"


def test_a_follow_up_asks_both_on_something_else() -> None:
    history = [Turn("user", "Keller versus Weber on the toll: who said what?"), Turn("assistant", "Both were quoted.")]
    asked = understand("And on the bridge?", SPEAKERS, history=history)
    assert (asked.understood.speakers, asked.about) == (BOTH, "the bridge")


@pytest.mark.parametrize(
    "question",
    [
        "Bonn versus Cologne on points",
        "What is the difference between lorries and cars on the bridge?",
        "Compare Keller and the weather on the bridge",
        "What did Keller say about Weber and the bridge?",
        "Keller versus Keller on the toll",
        "what did keller say about the toll, and why",
        "How does Keller's account of the accident differ from the police report?",
    ],
)
def test_others_stay_as_they_are(question: str) -> None:
    assert plainly(question, SPEAKERS) == question
