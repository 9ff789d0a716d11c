"""Is what a statement tells told in its source at all? Not what is only asked there, ordered, or denied from above."""

from __future__ import annotations

from answer.checks.evidence import Evidence
from answer.checks.orders import is_order
from answer.checks.polarity import DENY, negations
from answer.checks.reading import Word, quoted

_CLAUSES = ("ccomp", "xcomp", "csubj", "pcomp")


def untold(evidence: Evidence) -> str | None:
    """A verb that the source asks for, or has below a verb that denies it; or a statement that gives an order.

    "Did they agree?" does not tell that they agreed, nor does "He did not believe that they agreed". What the statement
    puts in quotation marks is the source's own, whatever its mood.
    """
    if any(True for _ in quoted(evidence.text)):
        return None
    if is_order(evidence.text):
        return "the statement is an order"
    own = {cue.scope for cue in negations(evidence.said)}  # what the statement denies itself, polarity compares
    denied = {cue.scope for cue in negations(evidence.found)}
    paired = set(evidence.pairs.values())
    for i, j in evidence.pairs.items():
        if evidence.said[i].kind not in ("VERB", "AUX") or evidence.said[i].role in ("aux", "auxpass"):
            continue
        if _asked(evidence, j) and not evidence.text.rstrip("”\"' ").endswith("?"):
            return f"what is cited asks whether {evidence.said[i].text}"
        for above in _above(evidence.found, j):
            if above in paired or i in own:
                continue
            word = evidence.found[above]
            if above in denied or word.lemma in DENY:
                return f"what is cited denies it: {word.text} …"
    return None


def _above(words: tuple[Word, ...], at: int) -> list[int]:
    """The verbs in whose clauses a verb stands, innermost first."""
    found: list[int] = []
    while words[at].role in (*_CLAUSES, "conj") and words[at].head != at and len(found) < 5:
        joined = words[at].role == "conj"
        at = words[at].head
        if not joined:
            found.append(at)
    return found


def _asked(evidence: Evidence, j: int) -> bool:
    """Does the sentence of this word end as a question does?"""
    near = evidence.nearest[evidence.whose[j]]
    return near.text.rstrip("”’\"' )").endswith("?")
