from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.attributing import misattributed, same_speaker, speaker_right
from evaluation.questions import Attribution, Evidence
from tests.evaluation.made import BRIDGE, answer, article, citation, question, refusal

B = article("b2", BRIDGE)
WORDS = "“We can't mend it,” said Carl Holm, who built it."
ASKED = question(evidence=(Evidence("b2.txt", "We can't mend it"),), speakers=("Carl Holm",))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Russian Foreign Minister Sergei Lavrov", "Sergey Lavrov", True),
        ("Lavrov", "Sergey Lavrov", True),
        ("President Zelensky", "Volodymyr Zelenskyy", True),
        ("C. Holm", "Carl Holm", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Lavrov’s spokesman", "Lavrov", False),
        ("Foreign Ministry", "Defence Ministry", False),
        ("he", "Carl Holm", False),
        ("the president", "The President", True),
        ("", "Carl Holm", False),
    ],
)
def test_same_speaker(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


@pytest.mark.parametrize(("speaker", "right"), [("Holm", 1.0), ("Anna Berg", 0.0), (None, 0.0)])
def test_the_speaker_of_the_words_that_answer(speaker: str | None, right: float) -> None:
    assert speaker_right(answer(citation(B, WORDS, speaker=speaker)), ASKED) == right


def test_other_words_of_the_right_speaker_are_not_enough() -> None:
    other = citation(B, "The bridge at Oster will close in May.", speaker="Carl Holm")
    assert speaker_right(answer(other), ASKED) == 0


def test_no_gold_speaker_or_a_refusal_leave_it_out() -> None:
    assert speaker_right(answer(citation(B, WORDS)), question(quote="We can't mend it")) is None
    assert speaker_right(refusal(), ASKED) is None
    assert misattributed(refusal(), ASKED) is None
    assert misattributed(answer(citation(B, WORDS)), question()) is None


@pytest.mark.parametrize(("speaker", "wrong"), [("Holm", 0.0), ("Anna Berg", 1.0), (None, 0.0)])
def test_giving_evidence_to_somebody_else(speaker: str | None, wrong: float) -> None:
    assert misattributed(answer(citation(B, WORDS, speaker=speaker)), ASKED) == wrong


def test_what_the_test_set_forbids() -> None:
    trap = question(must_not_attribute=(Attribution("Anna Berg", "We can't mend it"),))
    assert misattributed(answer(citation(B, WORDS, speaker="Berg")), trap) == 1
    assert misattributed(answer(citation(B, WORDS, speaker="Carl Holm")), trap) == 0
    framed = answer(citation(B, WORDS), text=f"Anna Berg said: {WORDS} [1]")
    assert misattributed(framed, trap) == 1


def test_an_outlet_that_bears_a_name_has_printed_the_words_and_not_said_them() -> None:
    trap = question(must_not_attribute=(Attribution("Anna Berg", "We can't mend it"),))
    printed = replace(citation(B, WORDS), outlet="Berg's Weekly")
    assert misattributed(answer(printed, text=f"Berg's Weekly on 3 May: {WORDS} [1]"), trap) == 0
    assert misattributed(answer(printed, text=f"Anna Berg, quoted by Berg's Weekly: {WORDS} [1]"), trap) == 1
