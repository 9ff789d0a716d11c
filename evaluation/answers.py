"""Is the right short answer there? Answer-string recall, and SQuAD's exact match and token F1.

The exact answerer shows whole sentences, so exact match is near nought for it by design: `answer_recall` is the
measure to read there, and the other two are for an answerer that phrases.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Sequence

from evaluation.words import contains, words

SHORT = 10  # a gold answer of more words than this is a text, not a short answer

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_MARKERS = re.compile(r"\[\d+\]")


def answer_recall(quotes: Sequence[str], gold: Sequence[str], k: int) -> float | None:
    """1 where any gold answer stands, as whole words, inside one of the first k citations; None without a gold answer.

    >>> answer_recall(["It was seen in Samoa.", "Rain fell in Tonga."], ["Tonga"], 1)
    0.0
    """
    if not any(words(answer) for answer in gold):
        return None
    return float(any(contains(quote, answer) for quote in quotes[:k] for answer in gold))


def plain(text: str) -> str:
    """An answer's text without its markers.

    >>> plain("It rained. [1][2]")
    'It rained.'
    """
    return " ".join(_MARKERS.sub(" ", text).split())


def squad_normalise(text: str) -> str:
    """Lower case, punctuation and a/an/the removed, spaces squeezed (Rajpurkar et al. 2016).

    Like the published script on ASCII; typographic punctuation goes as well.

    >>> squad_normalise("The “Full House”!")
    'full house'
    """
    kept = (c for c in text.lower() if c not in string.punctuation and not unicodedata.category(c).startswith("P"))
    return " ".join(_ARTICLES.sub(" ", "".join(kept)).split())


def exact_match(answer: str, gold: Sequence[str]) -> float | None:
    """1 where the normalised answer equals any normalised gold answer; None where no gold answer is short."""
    short = _short(gold)
    return float(any(squad_normalise(answer) == squad_normalise(g) for g in short)) if short else None


def token_f1(answer: str, gold: Sequence[str]) -> float | None:
    """The best F1 of token multisets over the gold answers; where one side is empty, 1 iff both are.

    Worked: "in Tonga and Samoa" against "Samoa, Tonga": two shared of four and of two, P = 1/2, R = 1, F1 = 2/3.
    """
    return max((_f1(squad_normalise(answer).split(), squad_normalise(g).split()) for g in _short(gold)), default=None)


def _short(gold: Sequence[str]) -> list[str]:
    return [answer for answer in gold if 0 < len(words(answer)) <= SHORT]


def _f1(answer: list[str], gold: list[str]) -> float:
    if not answer or not gold:
        return float(answer == gold)
    shared = (Counter(answer) & Counter(gold)).total()
    if not shared:
        return 0.0
    precision, recall = shared / len(answer), shared / len(gold)
    return 2 * precision * recall / (precision + recall)
