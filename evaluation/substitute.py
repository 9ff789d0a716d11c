"""A sentence that its passage bears out, and how a part of it is put otherwise."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COUNTS = "two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True, slots=True)
class Gold:
    """A sentence that its passage bears out, as a parsed Doc, and what may be put in its parts' places.

    `others` are names, by the kind of name, that stand elsewhere in the article; `numbers` and `subjects` (of its other
    sentences) those of its passage; `strangers` sentences that do not belong to it; `speaker` who says it, as
    printed in it, or None.
    """

    text: str
    doc: Any
    others: Mapping[str, Sequence[str]]
    numbers: Sequence[str]
    strangers: Sequence[str]
    subjects: Sequence[str] = ()
    speaker: str | None = None


Change = Callable[[Gold, random.Random], str | None]  # None where the sentence has no place for it


def replaced(gold: Gold, token: Any, by: str) -> str:
    """The sentence with other words in a token's place."""
    start, end = token.idx, token.idx + len(token.text)
    return re.sub(r"  +", " ", gold.doc.text[:start] + by + gold.doc.text[end:])


def cut(gold: Gold, token: Any) -> str:
    """A contracted "n't" taken off its verb: "can't" leaves "can"."""
    return str(gold.doc.text[: token.idx]) + str(gold.doc.text[token.idx + len(token.text) :])
