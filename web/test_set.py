"""Readers' opinions → questions of a test set, in the form of docs/evaluation.md, for a person to look through."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """One opinion as it was stored. `history`, `filters` and `answer` are JSON values."""

    opinion: str
    marker: int | None
    history: list[Row]
    filters: Row
    answer: Row

    @property
    def meant(self) -> list[Row]:
        """The citations that it is about: one, or all."""
        cited: list[Row] = self.answer["citations"]
        return [c for c in cited if self.marker in (None, c["marker"])]


def test_set(kept: Sequence[Kept]) -> tuple[list[Row], int]:
    """(the questions, how many opinions say nothing that a test can hold).

    All that was said of one question makes one line. Good: its citations are evidence, or where there was no answer,
    there is none. Wrong source, or not what was asked: an answer must not hold those words. Misquoted: they must not be
    given to that speaker. Where opinions differ, what is forbidden is no evidence. Left out are a bare "bad", and a
    question under filters, which a test set can't hold.
    """
    asked: dict[str, list[Kept]] = {}
    left_out = 0
    for one in kept:
        bare = one.opinion == "bad" and not one.answer["abstained"]
        if bare or any(one.filters.values()):
            left_out += 1
            continue
        asked.setdefault(json.dumps([one.answer["question"], one.history]), []).append(one)
    return [_line(n, opinions) for n, opinions in enumerate(asked.values(), 1)], left_out


def _line(n: int, opinions: Sequence[Kept]) -> Row:
    must_not: list[str] = []
    not_theirs: list[Row] = []
    for one in opinions:
        for c in one.meant:
            if one.opinion == "misquoted" and c["speaker"]:
                not_theirs.append({"speaker": c["speaker"], "quote": c["quote"]})
            elif one.opinion != "good":
                must_not.append(c["quote"])
    wrong = {*must_not, *(a["quote"] for a in not_theirs)}
    good = [one for one in opinions if one.opinion == "good"]
    evidence = [{"path": c["path"], "quote": c["quote"]} for o in good for c in o.meant if c["quote"] not in wrong]
    refused = [one.opinion == "good" for one in opinions if one.answer["abstained"]]
    answered_well = any(not one.answer["abstained"] for one in good)
    line = {
        "id": f"feedback-{n}",
        "question": opinions[0].answer["question"],
        "type": "feedback",
        "answerable": answered_well or not (refused and all(refused)),
        "evidence": _once(evidence),
        "must_not": _once(must_not),
        "must_not_attribute": _once(not_theirs),
        "history": opinions[0].history,
    }
    return {key: value for key, value in line.items() if value != []}


def _once(items: Sequence[Any]) -> list[Any]:
    return [item for n, item in enumerate(items) if item not in items[:n]]
