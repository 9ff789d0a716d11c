"""Does a statement deny what its source denies, and is it as sure of it? Negation, opposites and modality.

Both are held by cues: a word ("not", "may", "refuse") and the word whose meaning it changes, its scope. A statement
agrees with its source if, for each word that both have, the cues that it is in the scope of are of the same kind.
"Moscow sees no reason to continue" has the "no" of "sees no reason why it should not continue", but lacks the "not".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from answer.checks.evidence import Evidence
from answer.checks.reading import Word
from language.opposites import opposites

_NOT = frozenset("not never no neither nor nobody nothing none nowhere without hardly barely scarcely".split())
# These deny what they govern, as "refused to leave" does; alone ("the talks failed") they are words as any other.
DENY = frozenset("refuse fail decline deny avoid prevent lack cease unable stop doubt unlikely".split())
_KINDS = {
    "possible": "can could may might possibly perhaps maybe possible potentially able",
    "necessary": "must should ought shall need require necessary obliged",
    "future": "will would going",
    "likely": "likely probably presumably apparently seem appear suspect",
    "alleged": "allegedly reportedly supposedly purportedly alleged",
    "wanted": "plan hope want intend expect try seek aim wish propose consider threaten promise attempt",
    "if": "if unless whether provided",
}
_MODAL = {lemma: kind for kind, lemmas in _KINDS.items() for lemma in lemmas.split()}
# Of these kinds one may stand for another in a report: "will" for "plans to", "is likely to" for "may".
_ALIKE = ({"future", "wanted"}, {"possible", "likely"}, {"likely", "alleged"})
_COMPLEMENTS = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "csubj", "relcl")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word at place `at` that denies or qualifies, the `kind` of it, and the place of the word in its scope."""

    at: int
    kind: str
    scope: int


def denied(evidence: Evidence) -> str | None:
    """A word that the statement denies and its source does not, or the other way round."""
    said, found = list(negations(evidence.said)), list(negations(evidence.found))
    return _unlike(evidence, said, found, "denied")


def reversed_(evidence: Evidence) -> str | None:
    """A word of the statement whose opposite its source has where the statement has the word."""
    taken = set(evidence.pairs.values())
    for i, word in enumerate(evidence.said):
        against = opposites(word.lemma) | opposites(word.text.lower())
        if i in evidence.pairs or not against:
            continue
        for j in _gap(evidence, i):
            other = evidence.found[j]
            if j not in taken and {other.lemma, other.text.lower()} & against:
                return f"the statement has {word.text}, what is cited has {other.text}"
    return None


def overstated(evidence: Evidence) -> str | None:
    """A word of which the statement is surer, or less sure, than its source."""
    said, found = list(modals(evidence.said)), list(modals(evidence.found))
    # What is just "to be done" may be what will, should or could be.
    to = {word.head for word in evidence.said if word.lemma == "to" and word.role == "aux"} - {c.scope for c in said}
    open_ = {evidence.pairs[i] for i in to if i in evidence.pairs}
    return _unlike(evidence, said, [cue for cue in found if cue.scope not in open_], "qualified")


def negations(words: tuple[Word, ...]) -> Iterable[Cue]:
    """The cues that deny.

    >>> from answer.checks.reading import read
    >>> words = read("He sees no reason not to go.")
    >>> [(cue.kind, words[cue.scope].text) for cue in negations(words)]
    [('not', 'reason'), ('not', 'go')]
    """
    for i, word in enumerate(words):
        if word.lemma in _NOT and word.kind != "INTJ":
            yield Cue(i, "not", _scope(words, i))
        elif word.lemma in DENY:
            below = _complement(words, i)
            if below is not None:
                yield Cue(i, "not", below)


def modals(words: tuple[Word, ...]) -> Iterable[Cue]:
    """The cues that qualify: what may, must or will be, is planned, likely or alleged, or hangs on an "if"."""
    for i, word in enumerate(words):
        kind = _MODAL.get(word.lemma) or _MODAL.get(word.text.lower())
        if kind is None or (word.kind == "PROPN") or (word.kind == "NOUN" and kind != "possible"):
            continue
        if kind == "future" and word.lemma == "going" and _complement(words, i) is None:
            continue
        if word.kind == "VERB":
            below = _complement(words, i)
            if below is not None:
                yield Cue(i, kind, below)
        else:
            yield Cue(i, kind, _scope(words, i))


def _scope(words: tuple[Word, ...], i: int) -> int:
    """The word that a cue bears on: what it hangs on, or what "without" and a copula govern."""
    word = words[i]
    if word.kind == "ADP":
        return next((k for k in range(i + 1, len(words)) if words[k].head == i), word.head)
    head = word.head
    if words[head].lemma == "be":
        for k in range(head + 1, len(words)):
            if words[k].head == head and words[k].role in ("attr", "acomp", "prep", "advmod", "ccomp", "xcomp"):
                return (
                    next((m for m in range(k + 1, len(words)) if words[m].head == k), k)
                    if (words[k].role == "prep")
                    else k
                )
    return head


def _complement(words: tuple[Word, ...], i: int) -> int | None:
    """The word that a verb's clause hangs on: "leave" in "refused to leave"; None where it governs none."""
    for k, word in enumerate(words):
        if word.head == i and k > i and word.role in _COMPLEMENTS:
            return k
    if words[i].lemma != "lack":
        return None
    return next((k for k, word in enumerate(words) if word.head == i and k > i and word.role == "dobj"), None)


def _unlike(evidence: Evidence, said: list[Cue], found: list[Cue], how: str) -> str | None:
    """The first word whose cues differ; a cue that is itself the same word in both is not looked at again."""
    mine, theirs = {cue.at: cue for cue in said}, {cue.at: cue for cue in found}
    for i in list(mine):
        j = evidence.pairs.get(i)
        if j in theirs and theirs[j].kind == mine[i].kind:
            del mine[i], theirs[j]
    here, there = _by_place(mine.values()), _by_place(theirs.values())
    back = {j: i for i, j in evidence.pairs.items()}
    spare = [kind for j, kinds in there.items() if j not in back for kind in kinds]
    for i, kinds in here.items():
        at = evidence.pairs.get(i)
        known = _agree(kinds, there.get(at, Counter())) if at is not None else _agree_any(kinds, spare)
        if not known:
            return f"{evidence.said[i].text} is {how} in the statement, not in what is cited"
    for j, kinds in there.items():
        if j in back and not _agree(kinds, here.get(back[j], Counter())):
            return f"{evidence.found[j].text} is {how} in what is cited, not in the statement"
    return None


def _by_place(cues: Iterable[Cue]) -> dict[int, Counter[str]]:
    places: dict[int, Counter[str]] = {}
    for cue in cues:
        places.setdefault(cue.scope, Counter())[cue.kind] += 1
    return places


def _agree(one: Counter[str], other: Counter[str]) -> bool:
    if one == other:
        return True
    a, b = set(one), set(other)
    if "not" in a | b:
        return one["not"] % 2 == other["not"] % 2
    return bool(a) and bool(b) and any(a | b <= alike for alike in _ALIKE)


def _agree_any(kinds: Counter[str], spare: list[str]) -> bool:
    return any(kind in spare or any({kind, s} <= alike for alike in _ALIKE for s in spare) for kind in kinds)


def _gap(evidence: Evidence, i: int) -> range:
    """The places of the source between those that the neighbours of a word of the statement are at."""
    before = [evidence.pairs[k] for k in range(max(0, i - 3), i) if k in evidence.pairs]
    after = [evidence.pairs[k] for k in range(i + 1, min(len(evidence.said), i + 4)) if k in evidence.pairs]
    low = max(before) + 1 if before else max(0, min(after) - 3) if after else 0
    high = min((j for j in after if j >= low), default=low + 3)
    return range(low, min(max(high, low + 1), low + 6, len(evidence.found)))
