import re

import pytest

from ingest.speech.verbs import REPORTING
from language.reporting import SAYING, SPEAKING, THINKING, forms


@pytest.mark.parametrize(
    ("lemma", "others"),
    [
        ("reply", "replies replied replying"),
        ("admit", "admits admitted admitting"),
        ("stress", "stresses stressed stressing"),
        ("write", "writes wrote written writing"),
        ("agree", "agrees agreed agreeing"),
        ("say", "says said saying"),
        ("convey", "conveys conveyed conveying"),
    ],
)
def test_the_forms_of_a_verb(lemma, others):
    assert forms([lemma]).split("|") == [lemma, *others.split()]


def test_whatever_can_be_asked_with_is_found_in_articles():
    assert SPEAKING <= SAYING and not SAYING & THINKING
    assert REPORTING | {"react"} >= SAYING
    assert re.fullmatch(forms(SAYING), "denied")
