"""In which words of office an article speaks of somebody: what stands before, behind and beside a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from language.titles import bare_name

_PARTS = ("NOUN", "PROPN", "ADJ", "DET")
_OPENS = ("the", "a", "an", "his", "her", "their")
# What somebody does who holds an office: "Keller, who leads the delegation".
_DOES = {"lead": "leader", "head": "leader", "chair": "chair", "represent": "representative", "command": "commander"}
_JOINTS = ("of", "for", "'s", "’s", ".", "-")


def roles_of(name: Any) -> Iterator[list[str]]:
    """The words of each role that a name (a spaCy Span) stands with, in order; none where there are none."""
    yield from filter(None, (_before(name), _behind(name), _beside(name), _within(name), _doing(name)))


def _before(name: Any) -> list[str]:
    """In "Russian Foreign Minister Sergey Lavrov" Russian, Foreign, Minister."""
    doc, at = name.doc, name.start
    while at > name.sent.start and _is_part(doc[at - 1]):
        at -= 1
    return [token.text for token in doc[at : name.start]]


def _behind(name: Any) -> list[str]:
    """In "Josep Borrell, the head of European diplomacy" the words of the apposition."""
    doc, start = name.doc, name.end + 1
    if start >= len(doc) or doc[name.end].text != "," or doc[start].lower_ not in _OPENS:
        return []
    at = start + 1
    while at < name.sent.end and _is_part(doc[at]):
        at += 1
    return [token.text for token in doc[start:at]]


def _beside(name: Any) -> list[str]:
    """In "The foreign minister of Russia, Sergei Lavrov," the words that it is set beside."""
    root = name.root
    if root.dep_ != "appos":
        return []
    head = root.head
    while head.dep_ == "pobj" and head.head.lower_ == "of":  # the parser hangs the name on the nearest noun
        head = head.head.head
    if head.pos_ != "NOUN":
        return []
    return [token.text for token in name.doc[head.left_edge.i : name.start] if _is_part(token)]


def _doing(name: Any) -> list[str]:
    """In "Keller, who leads the Danish delegation," leader, of, the, Danish, delegation."""
    doc, at = name.doc, name.end
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ != "who" or doc[at + 2].lemma_ not in _DOES:
        return []
    start = end = at + 3
    while end < name.sent.end and _is_part(doc[end]):
        end += 1
    return [_DOES[doc[at + 2].lemma_], "of", *(token.text for token in doc[start:end])] if end > start else []


def _within(name: Any) -> list[str]:
    """In "President Jane Doe", where all of it is recognised as a name, President."""
    words: list[str] = name.text.split()
    return words[: len(words) - len(bare_name(name.text).split())]


def _is_part(token: Any) -> bool:
    return token.pos_ in _PARTS or token.lower_ in _JOINTS
