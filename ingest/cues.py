"""The grammar of reporting: which word reports, who is its subject, and which stretch of the sentence it reports.

Works on the dependency labels of spaCy's English pipelines (nsubj, ccomp, pobj …).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.marks import Marked

# Verbs that report a clause or words in marks.
_SAY = frozenset(
    """say tell add note stress state declare announce claim insist maintain argue explain emphasise emphasize underline
    underscore reiterate repeat confirm affirm assert allege admit acknowledge concede warn caution promise pledge vow
    predict suggest propose remark comment observe recall reply respond answer continue conclude ask demand urge write
    tweet post report reveal disclose specify clarify point believe think hope expect deny assure highlight agree
    testify swear quip joke recount describe mention indicate signal estimate calculate find show""".split()
)
# Verbs that report by themselves, with no clause: "accused NATO of seeking supremacy".
_DO = frozenset(
    """accuse blame condemn praise criticise criticize denounce call describe reject welcome tout slam rule doubt credit
    thank wish complain refuse decline compare liken dispute question mock hail defend oppose dismiss""".split()
)
_WEAK = frozenset("find show point ask post report continue agree expect".split())
_VIEWS = frozenset("words opinion view account eyes telling".split())
_NOBODY = frozenset("it that which this what there who i you we these those one".split())


def inside(token: Any, marks: Sequence[Marked]) -> bool:
    """Does a token stand within quotation marks?"""
    return any(mark.start < token.idx < mark.end for mark in marks)


def subject_of(token: Any, marks: Sequence[Marked]) -> Any:
    """Who speaks, where `token` is a cue; else None."""
    if token.lower_ == "according":
        return next((g for c in token.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"), None)
    if token.lower_ in ("in", "by"):  # "in the minister's words", "by his account"
        view = next((c for c in token.children if c.dep_ == "pobj" and c.lower_ in _VIEWS), None)
        return next((c for c in view.children if c.dep_ == "poss"), None) if view else None
    if _opens_with_for(token):
        return next((child for child in token.children if child.dep_ == "pobj" and child.pos_ == "PROPN"), None)
    lemma = token.lemma_.lower()
    clear = lemma == "make" and any(child.lower_ == "clear" for child in token.subtree)
    if token.pos_ not in ("VERB", "AUX") or not (lemma in _SAY or lemma in _DO or clear):
        return None
    if lemma == "ask" and token.dep_ == "advcl":  # "When asked about …, he stressed": not his words
        return None
    verb = token
    for _ in range(3):
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and not inside(c, marks)), None)
        if subject is not None:
            return subject if subject.pos_ in ("PROPN", "PRON", "NOUN") and subject.lower_ not in _NOBODY else None
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head is verb:
            return None
        verb = verb.head
    return None


def _opens_with_for(token: Any) -> bool:
    """ "For Lavrov, what happened changes everything": a view given as somebody's."""
    following = token.i + 2
    return bool(
        token.text == "For" and token.is_sent_start and following < len(token.doc) and token.doc[following].text == ","
    )


def content_of(cue: Any, subject: Any) -> tuple[int, int] | None:
    """The stretch that a cue reports, as character offsets; None where it reports none of its own."""
    lemma = cue.lemma_.lower()
    if cue.lower_ in ("according", "in", "by") or _opens_with_for(cue):
        own = {token.i for token in cue.subtree}
        rest = [token for token in cue.sent if token.i not in own and not token.is_punct]
        return _extent(_longest_run(rest))
    if cue.dep_ in ("csubj", "relcl", "acl", "pobj", "pcomp"):  # "what Borrell said": nothing is reported here
        return None
    clauses = [
        c for c in cue.children if c.dep_ in ("ccomp", "parataxis") or (c.dep_ == "xcomp" and lemma in _SAY - _WEAK)
    ]
    if lemma in _DO:  # "He was cheerful: he called it progress": what stands before is not what was called so
        clauses = [clause for clause in clauses if clause.i > cue.i]
    if clauses:
        tokens = [token for clause in clauses for token in clause.subtree]
        own = {token.i for token in subject.subtree} | {cue.i}
        return _extent([token for token in tokens if token.i not in own])
    if lemma in _DO:
        own = {token.i for token in subject.subtree}
        tokens = [t for t in cue.subtree if t.i not in own and t.i > cue.i and t.dep_ != "conj"]
        return _extent(tokens)
    if lemma in _WEAK and cue.lemma_ not in ("ask", "continue"):
        return None
    return (cue.idx, cue.idx + len(cue.text))  # the words in marks beside it will be its content


def _longest_run(tokens: Sequence[Any]) -> list[Any]:
    runs: list[list[Any]] = []
    for token in tokens:
        if runs and token.i - runs[-1][-1].i <= 2:
            runs[-1].append(token)
        else:
            runs.append([token])
    return max(runs, key=len, default=[])


def _extent(tokens: Sequence[Any]) -> tuple[int, int] | None:
    words = [token for token in tokens if not token.is_space]
    if not words:
        return None
    first, final = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    return first.idx, final.idx + len(final.text)
