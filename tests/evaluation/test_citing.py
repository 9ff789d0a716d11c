from __future__ import annotations

import pytest

from evaluation.citing import (
    citation_precision,
    citation_recall,
    evidence_precision,
    evidence_recall,
    invented,
    meets,
    quote_exactness,
)
from evaluation.questions import Evidence
from records import Answer, Statement, Verdict
from tests.evaluation.made import FERRY, answer, article, citation, refusal

A = article(outlet="Daily")
SANK, HURT = "The ferry to Lund sank on Monday.", "Anna Berg said: “Nobody was hurt.”"


def with_statements(*statements: tuple[str, tuple[int, ...]], cited: Answer) -> Answer:
    made = tuple(Statement(text, markers, Verdict.EXACT) for text, markers in statements)
    return Answer("1", "q", "q", cited.understood, "\n".join(s.text for s in made), made, cited.citations)


@pytest.mark.parametrize(
    ("path", "quote", "met"),
    [
        ("a1.txt", "the ferry to Lund sank", True),
        ("elsewhere/a1.txt", "A ferry to Lund sank on Monday", True),  # six of seven words
        ("a1.txt", "The ferry was lost off Lund", False),
        ("b2.txt", "the ferry to Lund sank", False),
        ("a1.txt", None, True),
    ],
)
def test_evidence_is_article_and_words(path: str, quote: str | None, met: bool) -> None:
    assert meets(citation(A, SANK), Evidence(path, quote)) is met


def test_evidence_recall_and_precision() -> None:
    both = answer(citation(A, SANK), citation(A, "Divers found the wreck.", 2))
    wanted = [Evidence("a1.txt", SANK), Evidence("a1.txt", HURT)]
    assert evidence_recall(both, wanted) == 1 / 2
    assert evidence_precision(both, wanted) == 1 / 2
    assert evidence_recall(both, wanted[1:], 1) == 0
    assert evidence_recall(refusal(), wanted) == 0
    assert evidence_precision(refusal(), wanted) is None
    assert evidence_recall(both, []) is None


def test_an_invented_marker_is_found_wherever_it_stands() -> None:
    cited = answer(citation(A, SANK), text="The ferry to Lund sank on Monday. [1][7]", unknown_markers=(7, 8))
    assert invented(cited) == [7, 8]


def test_precision_counts_an_invented_marker_as_wrong() -> None:
    # One statement [1][2][9]: [1] alone supports it, [2] is not needed, [9] stands for nothing. ALCE says 1/2.
    cited = answer(citation(A, SANK), citation(A, "Divers found the wreck.", 2))
    made = with_statements((f"{SANK} [1][2][9]", (1, 2, 9)), cited=cited)
    assert citation_precision(made) == 1 / 3
    assert citation_recall(made) == 0


def test_two_citations_that_are_needed_together_are_both_precise() -> None:
    cited = answer(citation(A, SANK), citation(A, HURT, 2))
    made = with_statements((f"{SANK} {HURT} [1][2]", (1, 2)), cited=cited)
    assert citation_recall(made) == 1
    assert citation_precision(made) == 1


def test_a_statement_without_a_citation_is_not_recalled() -> None:
    made = with_statements((f"{SANK} [1]", (1,)), ("Sharks were seen.", ()), cited=answer(citation(A, SANK)))
    assert citation_recall(made) == 1 / 2


def test_a_refusal_has_no_part_in_it() -> None:
    assert citation_recall(refusal()) is None
    assert citation_precision(refusal()) is None


def test_quotes_are_held_to_the_character() -> None:
    exact = answer(citation(A, SANK))
    assert quote_exactness(exact, {A.id: FERRY}.get) == (1, 1)
    assert quote_exactness(exact, {A.id: " " + FERRY}.get) == (0, 1)
    assert quote_exactness(exact, {}.get) == (0, 1)


def test_words_in_quotation_marks_must_be_in_a_cited_article() -> None:
    made = answer(citation(A, SANK), text="Anna Berg said “Nobody was hurt” and “Everybody swam ashore.” [1]")
    assert quote_exactness(made, {A.id: FERRY}.get) == (2, 3)
