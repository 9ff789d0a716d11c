"""Who speaks: the subject of a word that reports, as a token of the parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.speech.marks import Marked, stands_in
from ingest.speech.verbs import ALONE, CLAUSE, NOBODY, THOUGHT, lemma_of

_MARKS = ("”", '"', "''", "’", "'")
_FINITE = ("VBD", "VBZ", "VBP", "VBN")


def subject_of(verb: Any, marks: Sequence[Marked]) -> Any:
    """Who does what a verb says, also where it shares its subject with the verb it hangs on; None where nobody does."""
    beside = _right_before(verb, marks)
    if beside is not None:
        return beside if speaks(beside) else None
    for _ in range(4):
        # Of several, which only a slip of the parser makes, the nearest.
        subjects = [c for c in verb.children if c.dep_ == "nsubj" and _is_word(c) and not stands_in(c, marks)]
        subject = min(subjects, key=lambda c: abs(c.i - verb.i), default=None)
        if subject is not None:
            if subject.lower_ in ("who", "that", "which") and verb.dep_ == "relcl":
                subject = verb.head
            return subject if speaks(subject) else None
        if any(c.dep_ == "nsubjpass" for c in verb.children):
            return None
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            holder = _holder(verb)
            if holder.pos_ not in ("VERB", "AUX"):
                return holder if speaks(holder) else None
            verb = holder
            continue
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep") or verb.head == verb:
            return None
        verb = verb.head.head if resumes(verb) else verb.head
    return None


def _is_word(token: Any) -> bool:
    return bool(token.text[0].isalnum()) or token.text == "%"  # "85% of the voters said"


def speaks(subject: Any) -> bool:
    """May a token be a speaker: a name, a noun, a pronoun of the third person? "those surveyed" may, "those" not."""
    if subject is None or not (subject.pos_ in ("PROPN", "PRON", "NOUN", "NUM") or _is_misread(subject)):
        return False
    return subject.lower_ not in NOBODY or (subject.lower_ in ("those", "one") and subject.n_rights > 0)


def _is_misread(subject: Any) -> bool:
    """A name that the parser takes for a verb, though it knows that it is a subject: "Trump defended the plan"."""
    return bool(subject.dep_ == "nsubj" and subject.pos_ in ("VERB", "ADJ") and subject.text[0].isupper())


def resumes(verb: Any) -> bool:
    """Does a verb that hangs on a reported clause rather go on with the report: "said that it was late, and left"?

    So does one that reports itself: "said that it was late but added …", "said that it was late, explaining …".
    """
    clause = verb.head
    if clause.dep_ != "ccomp" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return False
    tells = lemma_of(verb) in CLAUSE - THOUGHT and lemma_of(clause.head) in CLAUSE
    if verb.tag_ == "VBG":
        return tells and verb.dep_ == "advcl" and after_comma(verb)
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or verb.tag_ != clause.head.tag_:
        return False
    # "said that they had come and left": he who said it left. In "said that they came and left" nobody can tell.
    return after_comma(verb) or clause.tag_ != verb.tag_ or tells


def after_comma(verb: Any) -> bool:
    """Does a comma or a dash part a clause from what stands before it, an "and" and quotation marks left aside?"""
    left = verb.left_edge.i
    while left > verb.sent.start and (verb.doc[left - 1].pos_ in ("CCONJ", "ADV") or verb.doc[left - 1].text in _MARKS):
        left -= 1
    return left > verb.sent.start and verb.doc[left - 1].text in (",", "—", "-", "–")


def _holder(participle: Any) -> Any:
    """What a participle says more of, or the verb that this is an object of: "issued a statement saying …"."""
    holder = participle.head
    while holder.dep_ in ("pobj", "prep", "dobj", "conj") and holder.pos_ not in ("VERB", "AUX"):
        holder = holder.head
    return holder


def _right_before(verb: Any, marks: Sequence[Marked]) -> Any:
    """The noun before a verb of saying that has no subject of its own: "…, the minority leader, said that it was late".

    The parser has hung it elsewhere; the subject of the verb that this one hangs on would be somebody else.
    """
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    if own or lemma_of(verb) not in ALONE or verb.tag_ not in _FINITE:
        return None
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    if at > verb.sent.start and verb.doc[at].text == ",":
        at -= 1
    noun = verb.doc[at]
    if at < verb.sent.start or noun.pos_ not in ("NOUN", "PROPN") or stands_in(noun, marks):
        return None
    if noun.ent_type_ in ("DATE", "TIME"):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ != "of":
        return None
    while noun.dep_ in ("appos", "compound") or (noun.dep_ == "pobj" and noun.head.lower_ == "of"):
        head = noun.head if noun.dep_ != "pobj" else noun.head.head  # "the Ministry of Defence"
        by_the_way = head.dep_ == "pobj" and head.head.lower_ != "of"  # "According to the BBC, the mayor, Doe, said"
        if head.i >= verb.i or head == noun or by_the_way:
            break
        noun = head
    return noun
