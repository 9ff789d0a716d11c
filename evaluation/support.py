"""Is a statement borne out by the words it cites? A deterministic test, where ALCE asks a language model (NLI).

We call it *word support*, never entailment. It errs to the strict side, and has two blind spots, both told in
docs/evaluation.md: it does not see a change of order ("A beat B"), nor that two different words mean the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from evaluation.answers import plain
from evaluation.words import HELD, words
from records import Citation

RUN = 5  # so many words in one run are a quotation

_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
_UNDATED = "(no date printed)"  # of the frame: its "no" denies nothing that is cited
_NEGATIONS = frozenset("not no never none nobody nothing neither nor without cannot".split())
_MONTHS = "January February March April May June July August September October November December".split()
# Words of the frame in which an answer puts what it quotes; they claim nothing that the citation could bear out.
_FRAME = frozenset(
    """according says say said told tells wrote writes asked added stated reports reported article articles interview
    published printed outlet source title headline undated date spoke words quote quoted turn comment commented host
    reader interviewer""".split()
)
_GRAMMAR = frozenset(
    """a an the and or but if then than that this these those there here it its he him his she her they them their we us
    our i me my you your is are was were be been being am do does did have has had having will would shall should can
    could may might must of in on at by for with about against between into through during before after to from up down
    out over under again as while because until also what which who whom whose when where why how so s t""".split()
)


@dataclass
class _Cited:
    """The words of what is cited: each quotation in order, all that is left of them, and the printed facts."""

    runs: list[list[str]]
    facts: frozenset[str]
    left: Counter[str] = field(default_factory=Counter)


def supported(statement: str, citations: Sequence[Citation]) -> bool:
    """Whether the citations, taken together, bear out the statement word for word.

    1. Runs of five words or more that stand in a quotation, and whole shorter quotations, are borne out as they are.
    2. Of the words left over, frame, grammar and the printed facts of the cited articles (speaker, title, outlet, date)
       claim nothing.
    3. Of the rest four fifths, and every number, must be among the cited words; and there must be as many negations as
       are left in what is cited.

    Worked: "Moscow sees no reason to continue" against "Moscow sees no reason why it should not continue": all words
    are there, but one negation against two: not supported.
    """
    if not citations:
        return False
    cited = _Cited([_words(c.quote) for c in citations], _facts(citations))
    for run in cited.runs:
        cited.left.update(run)
    said = _words(plain(statement).replace(_UNDATED, " "))
    rest = _without_runs(said, cited)
    quoted_something = len(rest) < len(said)
    negations = Counter(w for w in rest if w in _NEGATIONS)
    if negations.total() != sum(n for word, n in cited.left.items() if word in _NEGATIONS):
        return False
    claims = [w for w in rest if w not in _GRAMMAR and w not in _FRAME and w not in _NEGATIONS and w not in cited.facts]
    if not claims:
        return quoted_something
    known = set().union(*cited.runs)
    if any(w not in known for w in claims if any(c.isdigit() for c in w)):
        return False
    return sum(w in known for w in claims) / len(claims) >= HELD


def _words(text: str) -> list[str]:
    return words(_NOT.sub(" not", text))


def _without_runs(statement: list[str], cited: _Cited) -> list[str]:
    """The statement's words that are in no run it shares with a quotation; takes those runs out of `cited.left`."""
    rest, at = [], 0
    while at < len(statement):
        length = max((_shared(statement, at, run) for run in cited.runs), default=0)
        if length:
            cited.left.subtract(statement[at : at + length])
            at += length
        else:
            rest.append(statement[at])
            at += 1
    return rest


def _shared(statement: list[str], at: int, run: list[str]) -> int:
    """Length of the longest run of `statement` from `at` that stands in `run`; 0 where it is too short to be quoted."""
    best = 0
    for start, word in enumerate(run):
        if word == statement[at]:
            length = 1
            while (
                at + length < len(statement)
                and start + length < len(run)
                and statement[at + length] == run[start + length]
            ):
                length += 1
            best = max(best, length)
    return best if best >= min(RUN, len(run)) else 0


def _facts(citations: Sequence[Citation]) -> frozenset[str]:
    printed: list[str] = []
    for c in citations:
        printed += filter(None, (c.speaker, c.title, c.outlet))
        if c.published:
            printed += [c.published.isoformat(), str(c.published.day), _MONTHS[c.published.month - 1]]
    return frozenset(word for text in printed for word in words(text))
