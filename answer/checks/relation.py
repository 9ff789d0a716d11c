"""Who does what: is the one that a statement makes the subject of a verb its subject in the source too?"""

from __future__ import annotations

from collections.abc import Sequence

from answer.checks.evidence import Evidence
from answer.checks.reading import Word
from language.compare import words as words_of

_SUBJECTS = ("nsubj", "nsubjpass")
_PART = ("compound", "amod", "nmod", "appos", "conj", "poss", "prep", "pobj", "nummod", "flat")


def wrong_subject(evidence: Evidence) -> str | None:
    """A verb of the source whose subject the statement puts another word of the cited passages in the place of.

    Against "Kuleba left. Lavrov stayed." the statement "Lavrov left" is wrong, though each of its words is there. A
    pronoun is not held against it, nor is "the minister", which may stand for a name.
    """
    for i, verb in enumerate(evidence.said):
        j = evidence.pairs.get(i)
        if j is None or not (verb.kind == "VERB" or _copula(evidence, i, j)):
            continue
        mine, theirs = _doer(evidence.said, i), _doer(evidence.found, j)
        if mine is None or theirs is None or mine[1] != theirs[1]:  # a passive's subject is not an active one's
            continue
        subject, other = evidence.said[mine[0]], evidence.found[theirs[0]]
        phrase = {evidence.found[k].key for k in _phrase(evidence.found, theirs[0])}
        own = {evidence.said[k].key for k in _phrase(evidence.said, mine[0])}
        if subject.key in phrase or other.key in own or not subject.content or not other.content:
            continue
        if _elsewhere(evidence, mine[0], theirs[0]) and not _may_stand_for(evidence, mine[0], theirs[0]):
            return f"{other.text} is the subject of {verb.text} in what is cited, not {subject.text}"
    return None


def wrong_identity(evidence: Evidence) -> str | None:
    """What the statement says something is, and the source says something else is.

    Against "The minister blamed Borrell, the head of diplomacy" the statement "The minister is the head of diplomacy"
    is wrong, and so is "The minister is the blame".
    """
    for i, word in enumerate(evidence.said):
        j = evidence.pairs.get(i)
        if word.role != "attr" or word.kind not in ("NOUN", "PROPN") or j is None:
            continue
        mine = next((k for k, w in enumerate(evidence.said) if w.head == word.head and w.role == "nsubj"), None)
        if mine is None or not evidence.said[mine].content:
            continue
        if evidence.found[j].kind == "VERB":
            return f"{evidence.found[j].text} is what is done in what is cited, not what something is"
        owner = _owner(evidence.found, j)
        if owner is None or evidence.found[owner].kind == "PRON" or owner == evidence.pairs.get(mine):
            continue
        own = {evidence.said[k].key for k in _phrase(evidence.said, mine)}
        theirs = {evidence.found[k].key for k in _phrase(evidence.found, owner)}
        if not own & theirs and _elsewhere(evidence, mine, owner) and not _may_stand_for(evidence, mine, owner):
            return f"in what is cited {evidence.found[owner].text} is that, not {evidence.said[mine].text}"
    return None


def _owner(words: Sequence[Word], at: int) -> int | None:
    """What a noun is said of: what it stands beside ("Borrell, the head"), or the subject of its "is"."""
    if words[at].role == "appos":
        return words[at].head
    if words[at].role == "attr":
        return next((k for k, w in enumerate(words) if w.head == words[at].head and w.role == "nsubj"), None)
    return None


def _copula(evidence: Evidence, i: int, j: int) -> bool:
    """Is it the same "is" in both: do they join the same word?"""
    if evidence.said[i].lemma != "be":
        return False
    below = (k for k, word in enumerate(evidence.said) if word.head == i and word.role in ("attr", "acomp", "prep"))
    return any(k in evidence.pairs and evidence.found[evidence.pairs[k]].head == j for k in below)


def _elsewhere(evidence: Evidence, subject: int, other: int) -> bool:
    """Do the cited passages have the statement's subject, but somewhere else?"""
    at = evidence.pairs.get(subject)
    if at is not None:
        return other not in _phrase(evidence.found, at)
    wanted = evidence.said[subject].text.lower()
    return any(wanted in words_of(source.text) for source in evidence.sources)


def _may_stand_for(evidence: Evidence, subject: int, other: int) -> bool:
    """May one be the other by another word: a name and "the minister", or "the ship" and "this vessel"?"""
    one, two, at = evidence.said[subject], evidence.found[other], evidence.pairs.get(subject)
    if (one.name and two.name) or (at is not None and evidence.whose[at] == evidence.whose[other]):
        return False  # a sentence that has both means two by them
    return (one.name or _definite(evidence.said, subject)) and (two.name or _definite(evidence.found, other))


def _definite(words: Sequence[Word], noun: int) -> bool:
    """One thing that is known already: "the ship", "this vessel"."""
    single = words[noun].text.lower() == words[noun].lemma
    return single and any(
        word.head == noun and word.lemma in ("the", "this", "that") and word.role == "det" for word in words[:noun]
    )


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
