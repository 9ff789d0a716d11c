"""Is speech found where it stands, and given to its speaker? What ingest finds against spans that people have marked.

The rules are those of BBC Citron's evaluation (Newell et al. 2018; Apache-2.0, written anew from their description):

- *Exact*: a predicted attribution is right where its content is a marked one's, no token more or less. A marked one is
  found where a predicted one is exactly it.
- *Overlap*: precision is the tokens of predicted contents that lie in their marked attribution, over all tokens of
  predicted contents; recall is the tokens of marked contents that lie in a prediction of theirs, over all tokens of
  marked contents.
- *Speaker*: of the matched attributions whose speaker is marked, the share whose printed speaker shares a word with
  the marked span, articles and prepositions apart, or is by full name the marked one.

Citron pairs attributions by their cues, whose place ingest does not keep. Here each predicted attribution belongs to
the marked one of which it has most tokens, the tightest where several tie; several may belong to one, since a quotation
that "she said" splits is one marked attribution and two Quotes. What several predict of one counts once. A token is a
run of letters and digits, so that neither quotation marks nor a full stop count.

Worked: marked "the bridge is safe" (4 tokens) and "it will fall" (3); predicted "bridge is safe now" (4). Precision
3/4, recall 3/7, no exact match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.attributing import same_speaker
from evaluation.intervals import Share
from evaluation.words import words
from records import Quote

_TOKEN = re.compile(r"[^\W_]+")
_GRAMMAR = frozenset("the a an of in for to at by on s".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution that a person has marked: its content, how it is reported, its speaker as printed, "" for none.

    `full` is the speaker's full name where it is known; `cue` the words that report, "" where none are marked.
    """

    spans: tuple[tuple[int, int], ...]
    kind: str
    speaker: str = ""
    full: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A marked attribution and the predicted ones that belong to it, with the tokens of each."""

    marked: Marked
    wanted: frozenset[int]
    found: tuple[tuple[Quote, frozenset[int]], ...]

    @property
    def tokens(self) -> frozenset[int]:
        """All that was predicted of it, each token once."""
        return frozenset().union(*(tokens for _, tokens in self.found))

    @property
    def covered(self) -> int:
        """How many of the marked tokens were predicted."""
        return len(self.wanted & self.tokens)


def pair(text: str, marked: Sequence[Marked], quotes: Sequence[Quote]) -> tuple[list[Pair], list[Quote]]:
    """Each marked attribution with what belongs to it, and the predicted ones that belong to none."""
    starts = [(token.start(), token.end()) for token in _TOKEN.finditer(text)]
    wanted = [_tokens(starts, one.spans) for one in marked]
    belonging: list[list[tuple[Quote, frozenset[int]]]] = [[] for _ in marked]
    stray = []
    for quote in quotes:
        own = _tokens(starts, [(quote.start, quote.end)])
        best = max(range(len(marked)), key=lambda i: (len(own & wanted[i]), -len(wanted[i])), default=None)
        if best is None or not own & wanted[best]:
            stray.append(quote)
        else:
            belonging[best].append((quote, own))
    return [Pair(*them) for them in zip(marked, wanted, map(tuple, belonging), strict=True)], stray


def exact(pairs: Sequence[Pair], stray: Sequence[Quote]) -> tuple[Share, Share]:
    """(precision, recall) of exact matches."""
    right = sum(tokens == one.wanted for one in pairs for _, tokens in one.found)
    predicted = sum(len(one.found) for one in pairs) + len(stray)
    hit = sum(any(tokens == one.wanted for _, tokens in one.found) for one in pairs)
    return Share(right, predicted), Share(hit, len(pairs))


def overlap(text: str, pairs: Sequence[Pair], stray: Sequence[Quote]) -> tuple[Share, Share]:
    """(precision, recall) of the tokens of contents; both have one top, so that F1 is 2·top / (bottom + bottom)."""
    covered = sum(one.covered for one in pairs)
    predicted = sum(len(one.tokens) for one in pairs) + sum(len(_TOKEN.findall(text[q.start : q.end])) for q in stray)
    return Share(covered, predicted), Share(covered, sum(len(one.wanted) for one in pairs))


def speaker(pairs: Sequence[Pair]) -> tuple[Share, Share]:
    """(right, unknown) of the matched attributions whose speaker is marked; the rest is given to another."""
    matched = [(one.marked, _most(one)) for one in pairs if one.found and one.marked.speaker]
    right = sum(is_speaker(quote, marked) for marked, quote in matched)
    unknown = sum(not quote.speaker and not quote.who for _, quote in matched)
    return Share(right, len(matched)), Share(unknown, len(matched))


def is_speaker(quote: Quote, marked: Marked) -> bool:
    """Does a predicted attribution name the marked speaker?

    >>> mayor = Marked(((0, 1),), "direct", "the mayor of Bonn", "Maria Keller")
    >>> is_speaker(Quote("a", 0, 1, "direct", "The mayor", None), mayor)
    True
    >>> is_speaker(Quote("a", 0, 1, "direct", "she", "Maria Keller"), mayor)
    True
    """
    for name in (quote.speaker, quote.who):
        if name and _content(name) & _content(marked.speaker):
            return True
    return bool(quote.who and marked.full and same_speaker(quote.who, marked.full))


def _most(one: Pair) -> Quote:
    return max(one.found, key=lambda pair: len(pair[1] & one.wanted))[0]


def _content(printed: str) -> set[str]:
    return set(words(printed)) - _GRAMMAR


def _tokens(starts: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(
        i for i, (low, high) in enumerate(starts) if any(low < end and start < high for start, end in spans)
    )
