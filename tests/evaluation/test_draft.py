from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.accept import is_settled, review, settled
from evaluation.draft import propose
from evaluation.questions import question_of
from evaluation.words import contains
from records import Article, Kind, Quote, Sentence
from tests.evaluation.made import article

HARBOUR = (
    "Anna Berg said: “The old ferry to Lund carried 340 passengers when it sank near Oster on Monday.” "
    "Carl Holm replied: “Our divers from Malmo searched the cold water for nine hours without any rest.” "
    "On April 9 the port of Kalmar sent two tugs to tow the wreck away from the narrow channel."
)
TAXES = (
    "Eva Lind told the council: “The new tax on timber will pay for the bridge at Oster within five years.” "
    "The council of Boras will vote on the plan in the first week of the summer, its mayor promised."
)


def span(of: Article, quote: str) -> tuple[int, int]:
    start = of.text.index(quote)
    return start, start + len(quote)


class Shelf:
    """Two articles whose quotes and sentences are marked by hand."""

    held = (article("a1", HARBOUR, outlet="Daily"), article("b2", TAXES, outlet="Herald"))

    def articles(self) -> tuple[Article, ...]:
        return self.held

    def quotes(self, article_id: str) -> tuple[Quote, ...]:
        of = next(a for a in self.held if a.id == article_id)
        return tuple(
            Quote(of.id, *span(of, f"“{part.split('”')[0]}”"), Kind.DIRECT, who, who, "said")
            for who, part in zip(
                ("Anna Berg", "Carl Holm") if of.id == "a1" else ("Eva Lind",), of.text.split("“")[1:], strict=True
            )
        )

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        of = next(a for a in self.held if a.id == article_id)
        borders = [0, *(i + 2 for i in range(len(of.text)) if of.text[i : i + 2] in ("” ", ". "))]
        return tuple(
            Sentence(of.id, start, end) for start, end in zip(borders, [*borders[1:], len(of.text)], strict=True)
        )


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    return propose(Shelf(), 40)


def test_every_proposal_is_in_the_form_of_a_question(rows: list[dict]) -> None:
    assert len({question_of(row).id for row in rows}) == len(rows)
    assert {row["draft"] for row in rows} >= {"speaker", "who", "trap", "near_miss", "number", "date", "off_topic"}


def test_evidence_stands_in_the_article(rows: list[dict]) -> None:
    texts = {a.path: a.text for a in Shelf.held}
    for row in rows:
        assert all(contains(texts[e["path"]], e["quote"]) for e in row.get("evidence", ()))
        assert row.get("answerable", True) is bool(row.get("evidence"))


def test_a_number_is_asked_with_its_answer(rows: list[dict]) -> None:
    (number,) = [row for row in rows if row["draft"] == "number"]
    assert (number["question"], number["answer"]) == ("According to “Title a1”, how many passengers?", "340")


def test_a_trap_names_the_other_speakers_words(rows: list[dict]) -> None:
    trap = next(row for row in rows if row["draft"] == "trap")
    assert trap["speaker"] == "Anna Berg"
    assert trap["must_not_attribute"][0]["speaker"] == "Anna Berg"
    assert "divers" in trap["must_not_attribute"][0]["quote"]


def test_the_same_index_gives_the_same_proposals(rows: list[dict]) -> None:
    assert propose(Shelf(), 40) == rows
    assert propose(Shelf(), 5) == rows[:5]


def test_a_person_accepts_edits_and_strikes(rows: list[dict], tmp_path: Path) -> None:
    out = tmp_path / "mine.jsonl"
    replies = iter(["", "e", "Better words?", "s", "q"])
    assert review(rows, out, lambda _: next(replies), lambda _: None) == 2
    first, second = [json.loads(line) for line in out.read_text().splitlines()]
    assert first == {key: value for key, value in rows[0].items() if key != "draft"}
    assert second["question"] == "Better words?"
    known = settled(out)
    assert [is_settled(row, known) for row in rows[:3]] == [True, True, True]
    assert not is_settled({"question": "quite another", "evidence": [{"path": "x", "quote": "y"}]}, known)


def test_ids_never_collide_with_what_was_accepted_before(rows: list[dict], tmp_path: Path) -> None:
    out = tmp_path / "mine.jsonl"
    for row in rows[0], rows[0]:
        review([row], out, lambda _: "", lambda _: None)
    ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    assert len(set(ids)) == 2
