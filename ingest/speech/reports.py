"""The reports within one paragraph: whose, by which cue, which stretch; and of whom "he" would be said next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.speech.beside import cue_beside
from ingest.speech.contents import Span, stretches
from ingest.speech.cues import Cue, told_in
from ingest.speech.focus import Focus
from ingest.speech.hearsay import hearsay_in
from ingest.speech.likely import likely_cues
from ingest.speech.marks import Marked, stands_in
from ingest.speech.mentions import apposition, mention_of
from ingest.speech.people import Roster
from ingest.speech.reach import reached
from ingest.speech.verbs import ASKING, DOCUMENTS, FINITE, REPLYING, lemma_of
from language.titles import is_body

# What a news agency or another outlet does with the words of others.
_PASSING_ON = frozenset(("according to", "reported", "reports", "reporting"))


@dataclass(frozen=True, slots=True)
class Said:
    """One report within a paragraph: whose ("" where nobody is named), by which cue, and which stretch of it."""

    speaker: str
    who: str | None
    cue: str
    start: int
    end: int
    sentence: Span
    may_go_on: bool = True  # may a quotation behind it be the same one's; a question, a wish or a judgement is whole


@dataclass(frozen=True, slots=True)
class Act:
    """A sentence that tells of somebody: where it starts, whom it names, None for nobody known, and in which words."""

    start: int
    who: str | None
    mention: str

    def is_by(self, said: Said) -> bool:
        """Does it tell of the one who speaks? A "spokesman" without a name is "the spokesman" who comes next."""
        if self.who or said.who:
            return self.who == said.who
        return self.mention.split()[-1:] == said.speaker.split()[-1:]


@dataclass(frozen=True, slots=True)
class Told:
    """What a paragraph reports, of whom its sentences tell, and what else is likely told.

    What is but `likely` says nothing of who goes on speaking, nor of whom "he" is said.
    """

    said: tuple[Said, ...]
    acts: tuple[Act, ...]
    likely: tuple[Said, ...] = ()


def reports_in(doc: Any, marks: Sequence[Marked], roster: Roster, focus: Focus) -> Told:
    """The reports of a paragraph that a word makes or that stand beside words in marks; `focus` goes along."""
    found: list[Said] = []
    acts: list[Act] = []
    likely: list[Said] = []
    for sentence in doc.sents:
        cues = told_in(sentence, marks)
        told = [(cue, reached(cue, stretches(cue, marks), marks, cues)) for cue in cues]
        reported = [span for cue, spans in told if cue.says for span in spans]
        for cue, spans in told:
            # Without a content of its own the words in marks beside it will be it.
            beside = (cue.token.idx, cue.token.idx + len(cue.token.text))
            # Who speaks in what another says is not the one of whom the writer goes on to say "he".
            seen = Focus() if _lies_in(cue.subject, reported) else focus
            reports = _said(cue.subject, cue.token, spans or [beside], marks, roster, focus, seen)
            found += (replace(one, may_go_on=cue.says and lemma_of(cue.token) not in ASKING) for one in reports)
        for mark in marks:
            ends_here = sentence.start_char < mark.end <= sentence.end_char
            if not ends_here or any(one.start < mark.end and mark.start < one.end for one in found):
                continue
            beside_marks = cue_beside(doc, mark, marks)
            if beside_marks is not None:
                found += _said(*beside_marks, [(mark.start, mark.end)], marks, roster, focus, focus)
        for cue in likely_cues(sentence, marks, cues):
            likely += _likely(cue, stretches(cue, marks), roster, focus)
        for cue in hearsay_in(sentence, marks, cues):
            likely += _each("", None, cue.token, stretches(cue, marks))
        act = _follow(sentence, marks, reported, roster, focus)
        acts += [act] if act else []
    said = tuple(one for one in found if not any(_passes_on(one, other) for other in found))
    return Told(said, tuple(acts), tuple(likely))


def _said(
    subject: Any,
    cue: Any,
    spans: Sequence[Span],
    marks: Sequence[Marked],
    roster: Roster,
    focus: Focus,
    seen: Focus,
) -> Iterator[Said]:
    """A report for each stretch of what a subject says; `seen` is the focus that its speaker then takes.

    A colon is a cue behind a person's name, or before marks.
    """
    mention = mention_of(subject) if cue.text != ":" or cue.i > 4 else subject.doc[: subject.i + 1]
    who = _before_colon(subject, marks, roster, focus) or roster.who(mention, focus)
    asks = lemma_of(cue) in ASKING
    to = _addressee(cue, roster, focus) if asks or subject.pos_ == "PRON" else None
    if subject.pos_ == "PRON":
        who = focus.answering(who) if lemma_of(cue) in REPLYING else who
        who = None if who == to else who  # "he told Berg": not Berg
    focus.asks(*((who, to) if asks else (None, None)))
    if who and roster.is_person(who):
        seen.on(who, roster.gender(who))
        focus.on_body(None)  # "it" may be what this person speaks of
    elif who and is_body(who):
        seen.on_body(who)
    elif cue.text == ":" and not marks and subject.lemma_.lower() not in DOCUMENTS:
        return
    yield from _each(mention.text, who, cue, spans)


def _likely(cue: Cue, spans: Sequence[Span], roster: Roster, focus: Focus) -> Iterator[Said]:
    """A report for each stretch that is but likely told: the focus stays where it is, a pronoun names nobody."""
    mention = mention_of(cue.subject)
    who = None if cue.subject.pos_ == "PRON" else roster.who(mention, focus)
    yield from _each(mention.text, who, cue.token, spans)


def _each(speaker: str, who: str | None, cue: Any, spans: Sequence[Span]) -> Iterator[Said]:
    word = "according to" if cue.pos_ == "ADP" or cue.lower_ == "according" else cue.lower_
    sentence = (cue.sent.start_char, cue.sent.end_char)
    for low, high in spans:
        yield Said(speaker, who, word, low, high, sentence)


def _addressee(verb: Any, roster: Roster, focus: Focus) -> str | None:
    """Whom somebody asks or tells, by name."""
    asked = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ == "PROPN"), None)
    return roster.who(mention_of(asked), focus) if asked is not None else None


def _passes_on(one: Said, other: Said) -> bool:
    """Does one only pass on what the other says? "It was late, Doe said, according to Reuters": the words are Doe's."""
    if one.cue not in _PASSING_ON or one.who == other.who or one.sentence != other.sentence or other.cue in _PASSING_ON:
        return False
    return one.start <= other.start and other.end <= one.end and 2 * (other.end - other.start) > one.end - one.start


def _lies_in(token: Any, spans: Sequence[Span]) -> bool:
    return any(low <= token.idx < high for low, high in spans)


def _follow(
    sentence: Any, marks: Sequence[Marked], reported: Sequence[Span], roster: Roster, focus: Focus
) -> Act | None:
    """Turn the focus to whom a sentence speaks of: its subject; nobody, if that is somebody without a name.

    Whoever is the subject within somebody's words, quoted or `reported`, is not the one whom the writer speaks of.
    """
    for entity in sentence.ents:
        if entity.label_ == "PERSON" and not stands_in(entity[0], marks):
            who = roster.named(entity.text)
            if who and roster.is_person(who):
                focus.passing(who, roster.gender(who))
    for token in sentence:
        if not _is_subject(token) or token.head.dep_ != "ROOT" or stands_in(token, marks):
            continue
        if _lies_in(token, reported):
            return None
        mention = mention_of(token)
        who = roster.who(mention, focus)
        if token.lower_ not in ("he", "she", "it"):
            focus.on_body(who if who and is_body(who) else None)
        if token.pos_ == "PRON":
            return Act(sentence.start_char, who, mention.text) if who else None
        if who and (roster.is_person(who) or _names_person(mention, who)):
            focus.on(who, roster.gender(who))
        elif who is None and roster.is_human(mention):
            focus.lose()
        elif who is None:
            continue
        return Act(sentence.start_char, who, mention.text)
    return None


def _names_person(mention: Any, who: str) -> bool:
    """Is this a person's name, though the article has but a part of it: in "Berg" and in "her father, Karl"?"""
    if apposition(mention) is not None:
        return True
    last = who.split()[-1]
    return any(token.ent_type_ == "PERSON" and token.text == last for token in mention)


def _is_subject(token: Any) -> bool:
    """Is it a subject, or a name that the parser takes for a part of the verb behind it: "Berg bristles at it"?"""
    if token.dep_ == "compound" and token.pos_ == "PROPN":
        verb = token.head
        return verb.i == token.i + 1 and verb.tag_ in FINITE and not any(c.dep_ == "nsubj" for c in verb.children)
    return token.dep_ in ("nsubj", "nsubjpass")


def _before_colon(subject: Any, marks: Sequence[Marked], roster: Roster, focus: Focus) -> str | None:
    """Whom a pronoun behind a colon means: in "Doe was more cheerful: he called it progress" that is Doe; else None."""
    if subject.lower_ not in ("he", "she"):
        return None
    colon = next((t for t in subject.sent if t.text == ":" and t.i < subject.i and not stands_in(t, marks)), None)
    if colon is None:
        return None
    for token in subject.doc[subject.sent.start : colon.i]:
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ == "PROPN":
            who = roster.who(mention_of(token), focus)
            return who if who and roster.is_person(who) else None
    return None
