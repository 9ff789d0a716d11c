from __future__ import annotations

import pytest

from evaluation.support import supported
from tests.evaluation.made import article, citation

TALKS = "Moscow sees no reason why it should not continue the talks, which began on 3 March with 12 delegates."
A = article("t", TALKS, title="Talks go on", outlet="Daily", published=None)
CITED = [citation(A, TALKS, speaker="Ivan Orlov")]


@pytest.mark.parametrize(
    ("statement", "borne_out"),
    [
        (f"{TALKS} [1]", True),
        (f"Ivan Orlov said in “Talks go on” (Daily): “{TALKS}” [1]", True),
        (f"Daily (no date printed): “{TALKS}” [1]", True),
        (f"Pavel Gusev said: “{TALKS}” [1]", False),  # a name that nothing bears out
        ("Moscow sees no reason to continue the talks. [1]", False),  # one negation of two
        ("The talks began on 3 March with 12 delegates. [1]", False),  # strict: the negations left out
        ("It rained in Lund. [1]", False),
        ("", False),
    ],
)
def test_statements_against_one_sentence(statement: str, borne_out: bool) -> None:
    assert supported(statement, CITED) is borne_out


def test_a_paraphrase_needs_four_fifths_of_its_words_and_every_number() -> None:
    a = article("p", "The talks began on 3 March with 12 delegates from four countries.")
    cited = [citation(a, a.text)]
    assert supported("Talks with 12 delegates from four countries began in March.", cited)
    assert not supported("Talks with 13 delegates from four countries began in March.", cited)
    assert not supported("Secret talks with delegates failed badly.", cited)


def test_nothing_cited_bears_out_nothing() -> None:
    assert not supported(TALKS, [])


def test_two_citations_bear_out_together() -> None:
    a = article("p", "The ferry sank near Lund. Its captain was rescued by divers.")
    one, two = citation(a, "The ferry sank near Lund."), citation(a, "Its captain was rescued by divers.", 2)
    whole = "The ferry sank near Lund. Its captain was rescued by divers."
    assert supported(whole, [one, two])
    assert not supported(whole, [one])
