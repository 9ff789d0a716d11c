"""When a name that no article has refuses, and when what was found answers all the same."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from answer.abstain import THRESHOLD, threshold, why_not
from answer.ask import open_answerer
from answer.found import Found
from answer.question import understand
from answer.speakers import Speakers
from index.rerank import Reading
from records import Filters, Hit, Passage, Sentence
from settings import Settings

TEXT = "Keller tweeted that the bridge would stand."
HIT = Hit(Passage("a", 0, len(TEXT), TEXT, 9), 1.0, 1, "both")
NOWHERE: Any = SimpleNamespace(never=5.0, terms=str.split, rarity=lambda terms: dict.fromkeys(terms, 5.0))


def reason(question: str, confidence: float, speaker: str | None = None) -> str | None:
    asked = understand(question, Speakers({}, {}), today=date(2022, 3, 20))
    asked = replace(asked, filters=replace(asked.filters, speaker=speaker), unknown=None)
    reading = Reading(Sentence("a", 0, len(TEXT)), HIT, confidence, confidence, confidence, np.zeros(2, np.float32))
    return why_not(asked, [HIT], [Found(reading, None, None)], NOWHERE, THRESHOLD)


def test_of_more_passages_more_is_asked() -> None:
    assert threshold(0) == threshold(50) == THRESHOLD
    few, some, many = (threshold(n) for n in (50, 500, 5_000))
    assert few < some < many < 1.0
    assert some - few == pytest.approx(many - some)


def test_the_passages_that_the_filters_let_through_are_those_that_count(
    shipped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answer.abstain._FEW", 1)
    answerer, question = open_answerer(shipped), "What happened in Bucha?"
    of_all, of_one = (answerer.weigh(question, filters=Filters(outlet=outlet)) for outlet in (None, "Sputnik"))
    assert of_all and of_one
    assert of_all[1] == threshold(answerer.retriever.store.counts().passages) > of_one[1] > THRESHOLD


@pytest.mark.parametrize(("confidence", "refused"), [(THRESHOLD + 0.01, False), (THRESHOLD - 0.01, True)])
def test_a_question_for_facts_may_name_what_no_article_has_a_word_for(confidence: float, refused: bool) -> None:
    found = reason("What was posted on Twitter about the bridge?", confidence)
    assert found == ("Twitter is not mentioned." if refused else None)


def test_nobody_is_quoted_on_a_name_that_stands_nowhere() -> None:
    assert reason("What is said about Oslo?", 0.9, "Keller") == "Keller is quoted, but Oslo is not mentioned."
