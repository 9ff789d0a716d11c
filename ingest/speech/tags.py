"""Tags of speech: "…, she said.", "…, a spokesman for the town said on Monday, …" : what stands around them is said.

A tag is told by commas and its place, which hold where the parser loses its way in a long sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.speech.marks import Marked, stands_in
from ingest.speech.verbs import FINITE

_BEFORE = (",", "”", '"', "''", "’", "'", "—", "–", "?", "!")
_AFTER = (",", ".", ";", ":", "—", "–", "?", "!")
# ", she said, by closing the road" goes on with what is said; ", she said, in a letter" rather with how.
_GOES_ON = ("by", "to", "because", "from", "without", "than", "for", "but")


def around_tag(verb: Any, subject: Any, marks: Sequence[Marked]) -> list[Any]:
    """All of a sentence but the tag that a subject and its verb make; nothing where they make none.

    "The bridge, she said on Monday, is safe" → The bridge, is safe
    """
    doc, sent = verb.doc, verb.sent
    left = min(subject.left_edge.i, verb.i)
    if not _is_tag(verb, subject) or left - 1 <= sent.start or doc[left - 1].text not in _BEFORE:
        return []
    if doc[left - 2].tag_ in ("WDT", "WP", "IN", "CC"):  # "a bridge that, she said, was safe": no sentence of hers
        return []
    right = max(subject.right_edge.i, verb.i)
    while right + 1 < sent.end and doc[right + 1].text not in _AFTER and not stands_in(doc[right + 1], marks):
        right += 1
    first = max((t.i + 1 for t in sent if t.i < left and t.text in (":", ";") and not stands_in(t, marks)), default=0)
    before = [t for t in sent if first <= t.i < left]
    # Behind a quotation only what is quoted as well is still said: "“It is safe,” she said, and left".
    parts = (
        bool(before)
        and stands_in(before[-1], marks)
        and not any(stands_in(t, marks) for t in doc[right + 2 : right + 4])
    )
    goes_on = (not parts and _goes_on(doc, right + 1, sent.end, before)) or _is_that(doc, right + 1, sent.end)
    if not goes_on and not any(t.pos_ in ("VERB", "AUX") for t in before):
        return []
    return before + (list(doc[right + 1 : sent.end]) if goes_on else [])


def _is_that(doc: Any, comma: int, end: int) -> bool:
    """Does a "that" go on with what is said before the tag: "It is a sign, Doe said, that it is late"?"""
    return comma + 1 < end and doc[comma].text == "," and doc[comma + 1].lower_ == "that"


def _is_tag(verb: Any, subject: Any) -> bool:
    """Do subject and verb stand together, with nothing of what is said behind the verb?"""
    if subject.i < verb.sent.start or (subject.head != verb and not 0 < verb.i - subject.right_edge.i <= 2):
        return False
    return not any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "dobj") for c in verb.children)


def _goes_on(doc: Any, comma: int, end: int, before: Sequence[Any]) -> bool:
    """Does what is said go on behind the tag? Not where the writer does: ", adding that", ", who came late"."""
    if comma + 1 >= end or doc[comma].text != ",":
        return False
    follows = doc[comma + 1]
    if follows.lower_ in _GOES_ON:
        return True
    if follows.tag_ in ("VBG", "VBN", "WP", "WDT", "WRB") or follows.pos_ == "ADP":
        return False
    if follows.pos_ == "CCONJ":
        return doc[min(comma + 2, end - 1)].pos_ not in ("VERB", "AUX", "ADV")
    return not any(t.dep_ == "ROOT" for t in before) or follows.tag_ in FINITE
