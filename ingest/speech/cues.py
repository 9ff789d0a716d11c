"""Which word of a sentence reports, whose words it reports, and which words they are.

Works on the dependency labels of spaCy's English pipelines. Each rule is a function from a token to a Cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.speech.governed import Tokens, governed_by, puts_it
from ingest.speech.marks import Marked, stands_in
from ingest.speech.subjects import speaks, subject_of
from ingest.speech.tags import around_tag
from ingest.speech.verbs import (
    ABOUT,
    ADJECTIVE,
    CLAUSE,
    DOCUMENTS,
    FINITE,
    NOUN,
    REPORTING,
    SURVEYS,
    THOUGHT,
    VIEWS,
    is_denied,
    lemma_of,
)

_HEADLINE = 25  # words at most


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports: whose words (`subject`, a token), and `content`, the tokens of what is reported.

    `subject` is None where nobody is named who says so. `content` is empty where the words in marks beside it are all
    there is.
    """

    token: Any
    subject: Any
    content: Tokens

    @property
    def is_verb(self) -> bool:
        return self.token.pos_ in ("VERB", "AUX")

    @property
    def says(self) -> bool:
        """Does it tell of speech rather than of a wish, a feeling or a judgement?"""
        if not self.is_verb:
            return self.token.pos_ not in ("NOUN", "ADJ")
        lemma = lemma_of(self.token)
        return lemma in CLAUSE and lemma not in THOUGHT


def told_in(sentence: Any, marks: Sequence[Marked]) -> list[Cue]:
    """The cues of a sentence without the wishes and judgements that stand in what somebody else says.

    "Doe said that the town was worried": Doe's words.
    """
    cues = list(cues_in(sentence, marks))
    return [cue for cue in cues if cue.says or not any(_within(cue, other) for other in cues)]


def _within(cue: Cue, other: Cue) -> bool:
    """Is a cue part of what another reports?"""
    return other is not cue and other.says and any(token.i == cue.token.i for token in other.content)


def cues_in(sentence: Any, marks: Sequence[Marked]) -> Iterator[Cue]:
    """The cues of one sentence that stand outside of quotation marks, in order.

    Whoever is quoted may report in turn, but it is still the one quoted who speaks.
    """
    rules = (_by_colon, _by_phrase, _by_verb, _by_noun, _by_adjective)
    for token in sentence:
        found = next((cue for rule in rules if (cue := rule(token, marks))), None)
        if found and not stands_in(token, marks) and not is_asked(token):
            yield found


def is_asked(token: Any) -> bool:
    """Does a word stand in a question or a condition, "whether he is sure that …", "if he says that …"?"""
    for above in token.ancestors:
        if token.dep_ in ("ccomp", "advcl", "pcomp") and any(
            c.dep_ == "mark" and c.lower_ in ("whether", "if", "unless") for c in token.children
        ):
            return True
        token = above
    return False


def _by_colon(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "Jane Doe: The Bridge Is Safe", "Poll: …", as headlines have it: a name or a paper, a colon, and the rest."""
    if token.text != ":":
        return None
    doc, before = token.doc, token.doc[token.sent.start : token.i]
    if not 1 <= len(before) <= 4 or not before[-1].is_alpha:
        return None
    if token.sent.start == 0 and len(doc) <= _HEADLINE:  # of which the parser makes what it likes
        rest = doc[token.i + 1 :]
        named = all(t.is_punct or (t.text[0].isupper() and t.tag_ not in FINITE) for t in before)
        if (named or before[-1].lemma_.lower() in DOCUMENTS) and any(t.tag_ in FINITE for t in rest):
            return Cue(token, before[-1], list(rest))
    proper = before[-1].pos_ == "PROPN" and all(t.pos_ in ("PROPN", "PUNCT") for t in before)
    if not proper or token.i + 4 > token.sent.end:
        return None
    return Cue(token, before[-1], list(doc[token.i + 1 : token.sent.end]))


def _by_phrase(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "According to Doe, …", "in the minister's words, …", "For Doe, …": what is left of the sentence."""
    subject = None
    if token.lower_ == "according":
        subject = next((g for c in token.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"), None)
    elif token.lower_ in ("in", "by"):
        view = next((c for c in token.children if c.dep_ == "pobj" and c.lower_ in VIEWS), None)
        subject = next((c for c in view.children if c.dep_ == "poss"), None) if view is not None else None
    elif _opens_with_for(token):
        subject = next((c for c in token.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
    if subject is None and token.lower_ == "in" and token.is_sent_start:
        subject = next((c for c in token.children if c.dep_ == "pobj" and c.lemma_ in SURVEYS), None)
    if subject is None:
        return None
    own = {t.i for t in token.subtree}
    rest = [t for t in token.sent if t.i not in own]
    return Cue(token, subject, _behind_name(rest, token))


def _behind_name(rest: Tokens, cue: Any) -> Tokens:
    """The rest of a sentence without a name that goes with the source: "According to the mayor, Jane Doe, …"."""
    people = (e for e in cue.sent.ents if rest and e.label_ == "PERSON" and e.start - 1 <= rest[0].i <= e.start)
    name = next(people, None)
    if name is None or name.end >= cue.sent.end or cue.doc[name.end].text != ",":
        return rest
    return [t for t in rest if t.i > name.end]


def _opens_with_for(token: Any) -> bool:
    """ "For Lavrov, what happened changes everything": a view given as somebody's."""
    following = token.i + 2
    return bool(
        token.text == "For" and token.is_sent_start and following < len(token.doc) and token.doc[following].text == ","
    )


def _by_verb(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "said that …", "…, she said", "promised to …", "accused them of …", "called for …"."""
    if token.pos_ not in ("VERB", "AUX") or ((lemma := lemma_of(token)) not in REPORTING and not puts_it(token)):
        return None
    if lemma == "ask" and token.tag_ == "VBN" and token.dep_ == "advcl":  # "When asked about …": not his words
        return _by_agent(token)
    # "does not plan to mend it", "the countries supporting the plan": nobody says so
    if lemma not in CLAUSE and (token.dep_ == "acl" or is_denied(token)):
        return None
    if lemma not in THOUGHT and is_denied(token):  # "never said that …": whoever does not think so thinks otherwise
        return None
    subject = subject_of(token, marks)
    if subject is None:
        return None
    tagged = around_tag(token, subject, marks) if lemma in CLAUSE else []
    content = tagged or governed_by(token)
    if not content:
        return Cue(token, subject, []) if lemma in CLAUSE else None
    own = {t.i for t in subject.subtree} if subject.head == token and not tagged else {subject.i}
    return Cue(token, subject, [t for t in content if t.i not in own and t.i != token.i])


def _by_agent(verb: Any) -> Cue | None:
    """ "Asked by Doe whether it was safe": whoever asks."""
    agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    content = [t for c in verb.children if c.dep_ in ("ccomp", "xcomp", "advcl") for t in c.subtree]
    return Cue(verb, agent, content) if content and speaks(agent) else None


def _by_noun(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "his claim that …", "they made the suggestion that …", "her claim is that …", "his criticism of …"."""
    if token.pos_ != "NOUN":
        return None
    lemma = lemma_of(token)
    subject = next((c for c in token.children if c.dep_ == "poss"), None)
    if subject is None and token.dep_ == "dobj":
        subject = subject_of(token.head, marks)
    if not speaks(subject):
        return None
    content: Tokens = []
    if lemma in NOUN:
        clause = next((c for c in token.children if c.dep_ in ("acl", "ccomp") and _is_that_or_to(c)), None)
        if clause is None and token.dep_ == "nsubj" and lemma_of(token.head) == "be":
            clause = next((c for c in token.head.children if c.dep_ in ("ccomp", "xcomp") and c.i > token.i), None)
        content = list(clause.subtree) if clause is not None else []
    return Cue(token, subject, content or _about(token)) if content or _about(token) else None


def _about(noun: Any) -> Tokens:
    """What a noun of speech is about: "his criticism of the plan"."""
    prep = next(
        (c for c in noun.children if c.dep_ == "prep" and lemma_of(noun) in ABOUT.get(c.lower_, "").split()), None
    )
    return [t for t in prep.subtree if t.i != prep.i] if prep is not None else []


def _by_adjective(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "is concerned that …", "is hopeful about …"."""
    if token.pos_ not in ("ADJ", "VERB") or token.lower_ not in ADJECTIVE:
        return None
    if token.dep_ not in ("acomp", "ROOT", "conj"):
        return None
    subject = subject_of(token if token.dep_ == "ROOT" else token.head, marks)
    governed = [c for c in token.children if c.i > token.i and c.dep_ in ("ccomp", "xcomp", "prep")]
    clause = next((c for c in governed if c.dep_ == "ccomp"), None) or next(iter(governed), None)
    if clause is None or not speaks(subject):
        return None
    content = list(clause.subtree)
    return Cue(token, subject, content[1:] if clause.dep_ == "prep" else content)


def _is_that_or_to(clause: Any) -> bool:
    return any(c.lower_ in ("that", "to") and c.dep_ in ("mark", "aux") for c in clause.children)
