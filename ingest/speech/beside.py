"""Who speaks the words in quotation marks, told by the words right beside them, whatever the parser made of them.

"“…,” said the mayor", "The mayor was blunt: “…”", "Jane Doe: “…”", "“…” – Jane Doe".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ingest.speech.governed import governed_by
from ingest.speech.marks import Marked, stands_in
from ingest.speech.verbs import CLAUSE, FINITE, NOBODY, is_denied, lemma_of

# So many words may stand between the marks and the verb that reports them: "a spokesman for the mayor of Bonn said".
_NEAR = 12
_INNER = ("compound", "nmod", "amod", "poss", "det", "nummod")
_DASHES = ("-", "–", "—", "―", "--")
_SIGNATURE = re.compile(
    r"\s*(?P<dash>[-–—―]{1,2})\s*(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}?)\.?[^\S\n]*(?:\n|$)"
)


def cue_beside(doc: Any, mark: Marked, marks: Sequence[Marked]) -> tuple[Any, Any] | None:
    """(subject, verb) of the report that stands right behind the marks, or right before them; None for none."""
    after = [t for t in doc if t.idx >= mark.end]
    behind = [t for t in after if not t.is_space][:_NEAR]
    found = _signed(doc, mark) or _behind(behind, marks) or _tagged(doc, mark, behind)
    if found is not None and mark.finished and _goes_on(found[1]):
        found = None
    return found if found is not None else _before([t for t in doc if t.idx < mark.start and not t.is_space])


def _signed(doc: Any, mark: Marked) -> tuple[Any, Any] | None:
    """ "“…” – Jane Doe": a dash and a name, and no more in that line."""
    signature = _SIGNATURE.match(doc.text, mark.end)
    if signature is None:
        return None
    name = doc.char_span(*signature.span("name"), alignment_mode="expand")
    dash = doc.char_span(*signature.span("dash"), alignment_mode="expand")
    return next(token for token in reversed(name) if token.text != "."), dash[0]


def _goes_on(verb: Any) -> bool:
    """Does a verb report words of its own, so that a quotation that has come to its end before it is not among them?

    "“It is safe.” Doe said that it was late", "“It is safe.” Doe replied: “I doubt it.”"
    """
    stop = next((t for t in verb.doc[verb.i + 1 :] if t.text in (".", ":", ";")), None)
    return any(t.i > verb.i for t in governed_by(verb)) or (stop is not None and stop.text == ":")


def _behind(tokens: Sequence[Any], marks: Sequence[Marked]) -> tuple[Any, Any] | None:
    """ "…” said Doe", "…” Doe said": nothing but the name, its apposition and the verb up to the next stop."""
    while tokens and (tokens[0].text == "," or tokens[0].text in _DASHES):
        tokens = tokens[1:]
    within = []
    for token in tokens:
        if token.text in (".", ":", ";", "!", "?") or stands_in(token, marks):
            break
        within.append(token)
    verb = next((t for t in within if t.pos_ == "VERB" and lemma_of(t) in CLAUSE), None)
    if verb is None or is_denied(verb):
        return None
    at = within.index(verb)
    if at == 0:
        names = [t for t in within[1:] if t.pos_ in ("PROPN", "PRON", "NOUN") or t.dep_ == "nsubj"]
        if within[1:] and within[1].is_title and within[1] not in names:  # whatever the parser takes it for
            names = within[1:2]
        stop = next((t.i for t in within[1:] if t.text == ","), verb.i + _NEAR)
        names = [t for t in names if t.i < stop]
        return (_head(names), verb) if names and names[0].i - verb.i <= 3 else None
    names = [t for t in within[:at] if t.pos_ in ("PROPN", "PRON", "NOUN")]
    return (_head(names), verb) if names and within[0].pos_ not in ("ADP", "SCONJ", "CCONJ", "VERB") else None


def _tagged(doc: Any, mark: Marked, behind: Sequence[Any]) -> tuple[Any, Any] | None:
    """ "“It is late, and I go,” Doe mocked": a name and whatever verb, behind a sentence that ends in a comma."""
    if mark.last != "," or not any(mark.start <= t.idx < mark.end and t.tag_ in FINITE for t in doc):
        return None
    names = [t for t in behind if t.pos_ in ("PROPN", "PRON")]
    verb = names[0].head if names and behind[0].i == names[0].left_edge.i else None
    while names and names[0].dep_ == "compound" and verb is not None and verb.pos_ == "PROPN":
        names[0], verb = verb, verb.head
    if verb is None or names[0].dep_ != "nsubj" or verb.i != names[0].i + 1 or verb.tag_ not in FINITE:
        return None
    return None if is_denied(verb) or names[0].lower_ in NOBODY else (names[0], verb)


def _before(tokens: Sequence[Any]) -> tuple[Any, Any] | None:
    """ "Doe was blunt: “…", "Doe said, “…", "Jane Doe: “…": the subject of the sentence that the marks end."""
    if not tokens:
        return None
    colon = tokens[-1].text == ":"
    if not colon and tokens[-1].text != "," and lemma_of(tokens[-1]) not in CLAUSE:
        return None
    if colon and len(tokens) > 1 and tokens[-2].pos_ == "PROPN":
        return tokens[-2], tokens[-1]
    for token in reversed(tokens[-40:]):
        if token.text in (".", "!", "?", ";", "”", '"'):
            return None
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("relcl", "advcl", "acl"):
            continue
        leads = token.dep_ in ("ROOT", "conj", "ccomp") and not any(c.dep_ == "mark" for c in token.children)
        if lemma_of(token) not in CLAUSE and not (colon and leads):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj" and c.lower_ not in NOBODY), None)
        if subject is not None and subject.i < token.i:
            return subject, token
    return None


def _head(names: Sequence[Any]) -> Any:
    """The word that the others of a noun phrase hang on."""
    first = names[0]
    within = {name.i for name in names}
    while first.head.i in within and first.head != first and first.dep_ in _INNER:
        first = first.head
    return first
