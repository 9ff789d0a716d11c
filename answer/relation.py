"""Who does what: is the one that a statement makes the subject of a verb its subject in the source too?"""

from __future__ import annotations

from collections.abc import Sequence

from answer.evidence import Evidence
from answer.reading import Word

_SUBJECTS = ("nsubj", "nsubjpass")
_PART = ("compound", "amod", "nmod", "appos", "conj", "poss", "prep", "pobj", "nummod", "flat")


def wrong_subject(evidence: Evidence) -> str | None:
    """A verb of the source whose subject the statement puts another word of the source in the place of.

    Against "Kuleba left. Lavrov stayed." the statement "Lavrov left" is wrong, though each of its words is there. A
    pronoun, or a noun that may stand for a name, is not held against it.
    """
    for i, verb in enumerate(evidence.said):
        j = evidence.pairs.get(i)
        if j is None or verb.kind != "VERB":
            continue
        mine, theirs = _doer(evidence.said, i), _doer(evidence.found, j)
        if mine is None or theirs is None or mine[1] != theirs[1]:  # a passive's subject is not an active one's
            continue
        subject, other = evidence.said[mine[0]], evidence.found[theirs[0]]
        at = evidence.pairs.get(mine[0])
        if at is None or subject.key == other.key or not subject.content or not other.content:
            continue
        if at in _phrase(evidence.found, theirs[0]) or theirs[0] in _phrase(evidence.found, at):
            continue
        if evidence.whose[at] == evidence.whose[j] or (subject.name and other.name):
            return f"{other.text} is the subject of {verb.text} in what is cited, not {subject.text}"
    return None


def _doer(words: Sequence[Word], verb: int) -> tuple[int, bool] | None:
    """(place of the subject, is the verb passive?); through "and" and relative clauses; None where it is not plain."""
    at = verb
    for _ in range(3):
        for k, word in enumerate(words):
            if word.head == at and k != at and word.role in _SUBJECTS:
                if word.kind == "PRON" or word.lemma in ("who", "which", "that"):
                    return (words[at].head, word.role == "nsubjpass") if words[at].role == "relcl" else None
                return k, word.role == "nsubjpass"
        if words[at].role not in ("conj", "xcomp") or words[at].head == at:
            return None
        at = words[at].head
    return None


def _phrase(words: Sequence[Word], head: int) -> set[int]:
    """The places of a noun and of the words that belong to it."""
    inside = {head}
    for _ in range(4):
        inside |= {k for k, word in enumerate(words) if word.head in inside and word.role in _PART}
    return inside
