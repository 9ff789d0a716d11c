"""The words in which a sentence speaks of somebody: noun phrases, and the whole names within them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from language.given import is_given
from language.titles import is_title

# What may stand within a name in small letters: "Ursula von der Leyen".
_PARTICLES = frozenset("von van der den de del della di da dos la le du bin ibn al el ten ter zu".split())
_LONGEST = 4  # words of a name that the recogniser overlooks


def mention_of(subject: Any) -> Any:
    """The noun phrase that a token heads, with what an "of" adds to it: "the head of Russian diplomacy"."""
    right = subject
    for child in subject.children if subject.dep_ != "poss" else ():
        if child.dep_ == "prep" and child.lower_ == "of":
            right = child.right_edge
    return subject.doc[subject.left_edge.i : max(subject.i, right.i) + 1]


def names_in(span: Any) -> Iterator[Any]:
    """The names of people in a Doc or Span, as Spans in order: as recognised, or a given name and what follows."""
    doc = span.doc if hasattr(span, "doc") else span
    people = {token.i: entity for entity in span.ents if entity.label_ == "PERSON" for token in entity}
    at = -1
    for token in span:
        if token.i <= at:
            continue
        entity, end = people.get(token.i), token.i + 1
        if entity is not None:
            end = entity.end
        elif token.pos_ == "PROPN" and is_given(token.text):
            while (
                end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[0].isupper() and end - token.i < _LONGEST
            ):
                end += 1
        else:
            continue
        name = _whole(doc, token.i, end)
        at = name.end - 1
        yield name


def name_at(token: Any) -> str:
    """The name that a token heads or belongs to: the person's as recognised, or the proper nouns that lead up to it."""
    doc = token.doc
    name = next((name for name in names_in(token.sent) if name.start <= token.i < name.end), None)
    if name is not None:
        title = doc[name.start - 1].text if name.start and is_title(doc[name.start - 1].text) else ""
        return f"{title} {name.text}".strip()
    start = token.i
    while start > 0 and doc[start - 1].head.i <= token.i and _leads_up(doc[start - 1], token):
        start -= 1
    return str(doc[start : token.i + 1].text)


def apposition(mention: Any) -> Any:
    """The name that a role is set beside: in "the mayor of the city, Jane Doe, said" that is Doe; else None."""
    root = mention.root
    if root.pos_ != "NOUN":
        return None
    for child in root.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.ent_type_ in ("PERSON", ""):
            return child
    for token in mention:  # hung on the last word of the role: "the mayor of Bonn, Jane Doe,"
        if token.dep_ == "appos" and token.ent_type_ == "PERSON" and token.doc[token.left_edge.i - 1].text == ",":
            return token
    doc, behind = mention.doc, mention.end
    if behind + 1 < len(doc) and doc[behind].text == ",":
        entity = next((e for e in doc.ents if e.start == behind + 1 and e.label_ == "PERSON"), None)
        return entity.root if entity is not None else None
    return None


def _whole(doc: Any, start: int, end: int) -> Any:
    """The whole of a name of which a part is recognised: "Jean-Claude Juncker", "Ursula von der Leyen"."""
    while start < end - 1 and doc[start].pos_ in ("VERB", "AUX"):  # "Said Jane Doe: “…"
        start += 1
    while end - 1 > start and doc[end - 1].is_quote:  # of what is quoted next
        end -= 1
    while start > 1 and doc[start - 1].text == "-" and _is_proper(doc[start - 2]) and not doc[start - 2].whitespace_:
        start -= 2
    while end < len(doc) and (_joins(doc, end) or (doc[end - 1].text in _PARTICLES and _is_proper(doc[end]))):
        end += 1
    return doc[start:end]


def _joins(doc: Any, at: int) -> bool:
    """Is this a particle with more of a name behind it?"""
    behind = doc[at + 1] if at + 1 < len(doc) else None
    return doc[at].text in _PARTICLES and behind is not None and (behind.text in _PARTICLES or _is_proper(behind))


def _is_proper(token: Any) -> bool:
    return bool(token.pos_ == "PROPN" and token.text[0].isupper())


def _leads_up(before: Any, head: Any) -> bool:
    """Is a token part of the name that ends in `head`?"""
    if head not in (before.head, before.head.head) or (before.text[0].islower() and before.text not in _PARTICLES):
        return False
    return before.dep_ in ("compound", "nmod", "amod", "nummod") or before.text in (".", "&", "'s", "’s", "-")
