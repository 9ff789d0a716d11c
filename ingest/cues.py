"""Which word of a sentence reports, whose words it reports, and which words they are.

Works on the dependency labels of spaCy's English pipelines. Each rule is a function from a token to what it governs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.marks import Marked
from ingest.verbs import (
    ADJECTIVE,
    CLAUSE,
    INFINITIVE,
    NOBODY,
    NOUN,
    OBJECT,
    DOCUMENTS,
    SHOWING,
    THOUGHT,
    PREPOSITION,
    VIEWS,
)

Tokens = list[Any]
_LEMMAS = {"hop": "hope", "retweete": "retweet", "cit": "cite", "not": "note", "stat": "state", "stag": "stage"}

_BEFORE_TAG = (",", "”", '"', "''", "’", "'", "—", "–", "?", "!")
_AFTER_TAG = (",", ".", ";", ":", "—", "–", "?", "!")
_ASK = frozenset("ask wonder question inquire".split())
# Verbs that can govern little but a clause.
_PLAIN = frozenset(
    "say insist argue warn contend acknowledge claim believe predict conclude admit assert allege".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports: whose words (`subject`, a token), and `content`, the tokens of what is reported.

    `content` is empty where the words in marks beside it are all there is.
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
        lemma = lemma_of(self.token)
        if self.is_verb:
            return lemma in CLAUSE and lemma not in THOUGHT
        return self.token.pos_ not in ("NOUN", "ADJ")


def cues_in(sentence: Any, marks: Sequence[Marked]) -> Iterator[Cue]:
    """The cues of one sentence that stand outside of quotation marks, in order.

    Whoever is quoted may report in turn, but it is still the one quoted who speaks.
    """
    for token in sentence:
        if inside(token, marks) or _is_asked(token):
            continue
        for rule in (_by_colon, _by_phrase, _by_verb, _by_noun, _by_adjective):
            found = rule(token, marks)
            if found is not None:
                yield found
                break


def inside(token: Any, marks: Sequence[Marked]) -> bool:
    """Does a token stand within quotation marks?"""
    return any(mark.start <= token.idx < mark.end for mark in marks)


def _is_asked(token: Any) -> bool:
    """Does a word stand in a question or a condition? "whether he is sure that …", "if he says that …": nobody says so."""
    for above in token.ancestors:
        if token.dep_ in ("ccomp", "advcl", "pcomp") and any(
            c.dep_ == "mark" and c.lower_ in ("whether", "if", "unless") for c in token.children
        ):
            return True
        token = above
    return False


def _by_colon(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "Jane Doe: The Bridge Is Safe", as headlines have it: a person's name, a colon, and the rest."""
    before = token.doc[token.sent.start : token.i]
    if token.text != ":" or not 1 <= len(before) <= 4 or token.i + 4 > token.sent.end:
        return None
    if any(t.pos_ not in ("PROPN", "PUNCT") for t in before) or before[-1].pos_ != "PROPN":
        return None
    return Cue(token, before[-1], list(token.doc[token.i + 1 : token.sent.end]))


def _by_phrase(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "According to Doe, …", "in the minister's words, …", "For Doe, …" : what is left of the sentence."""
    subject = None
    if token.lower_ == "according":
        subject = next((g for c in token.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"), None)
    elif token.lower_ in ("in", "by"):
        view = next((c for c in token.children if c.dep_ == "pobj" and c.lower_ in VIEWS), None)
        subject = next((c for c in view.children if c.dep_ == "poss"), None) if view is not None else None
    elif opens_with_for(token):
        subject = next((c for c in token.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
    if subject is None:
        return None
    rest = _without(token.sent, token.subtree)
    beside = next(
        (e for e in token.sent.ents if rest and e.label_ == "PERSON" and e.start - 1 <= rest[0].i <= e.start), None
    )
    if beside is not None and beside.end < token.sent.end and token.doc[beside.end].text == ",":
        rest = [t for t in rest if t.i > beside.end]  # "According to the mayor, Jane Doe, …"
    return Cue(token, subject, rest)


def _by_verb(token: Any, marks: Sequence[Marked]) -> Cue | None:
    lemma = lemma_of(token)
    if token.pos_ not in ("VERB", "AUX") or lemma in ("be", "have", "do"):
        return None
    if (
        lemma == "ask" and token.dep_ == "advcl" and token.tag_ == "VBN"
    ):  # "When asked about …, he stressed": not his words
        return None
    if not (
        lemma in SHOWING
        or lemma in CLAUSE
        or lemma in INFINITIVE
        or lemma in OBJECT
        or lemma in PREPOSITION
        or lemma == "make"
    ):
        return None
    if lemma not in CLAUSE and any(c.dep_ == "neg" for c in token.children):  # "does not plan to mend it"
        return None
    if lemma not in CLAUSE and token.dep_ == "acl":  # "the countries supporting the plan"
        return None
    subject = subject_of(token, marks)
    if subject is None:
        return None
    tagged = _tagged(token, subject, marks) if lemma in CLAUSE else []
    if tagged:
        return Cue(token, subject, tagged)
    for governs in (_parenthesis, _clause, _infinitive, _object, _prepositional, _rest):
        content = governs(token)
        if content:
            own = {t.i for t in subject.subtree} if subject.head is token else {subject.i}
            return Cue(token, subject, [t for t in content if t.i not in own and t.i != token.i])
    return Cue(token, subject, []) if lemma in CLAUSE else None


def _by_noun(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "his claim that …", "they made the case that …", "a statement saying …"."""
    if token.pos_ != "NOUN" or lemma_of(token) not in NOUN:
        return None
    clause = next((c for c in token.children if c.dep_ in ("acl", "ccomp") and _is_that_or_to(c)), None)
    if clause is None:
        return None
    subject = next((c for c in token.children if c.dep_ == "poss"), None)
    if subject is None and token.dep_ == "dobj":
        subject = subject_of(token.head, marks)
    return Cue(token, subject, list(clause.subtree)) if _speaks(subject) else None


def _by_adjective(token: Any, marks: Sequence[Marked]) -> Cue | None:
    """ "is concerned that …", "is hopeful about …"."""
    if (
        token.pos_ not in ("ADJ", "VERB")
        or token.lower_ not in ADJECTIVE
        or token.dep_ not in ("acomp", "ROOT", "conj")
    ):
        return None
    subject = subject_of(token if token.dep_ == "ROOT" else token.head, marks)
    governed = [c for c in token.children if c.i > token.i and (c.dep_ in ("ccomp", "xcomp") or c.dep_ == "prep")]
    clause = next((c for c in governed if c.dep_ == "ccomp"), None) or next(iter(governed), None)
    if clause is None or not _speaks(subject):
        return None
    content = list(clause.subtree)
    return Cue(token, subject, content[1:] if clause.dep_ == "prep" else content)


def lemma_of(token: Any) -> str:
    """A word's lemma in lower case, with what the lemmatizer gets wrong put right: "hoped" is no hopping."""
    lemma: str = token.lemma_.lower()
    return _LEMMAS.get(lemma, lemma)


def subject_of(verb: Any, marks: Sequence[Marked]) -> Any:
    """Who does what a verb says, also where it shares its subject with the verb it hangs on; None where nobody does."""
    beside = _right_before(verb, marks)
    if beside is not None:
        return beside if _speaks(beside) else None
    for _ in range(4):
        # Of several, which only a slip of the parser makes, the nearest.
        subjects = [c for c in verb.children if c.dep_ == "nsubj" and not inside(c, marks)]
        subject = min(subjects, key=lambda c: abs(c.i - verb.i), default=None)
        if subject is not None:
            if subject.lower_ in ("who", "that", "which") and verb.dep_ == "relcl":
                subject = verb.head
            return subject if _speaks(subject) else None
        if any(c.dep_ == "nsubjpass" for c in verb.children):
            return None
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            holder = verb.head
            while holder.dep_ in ("pobj", "prep", "dobj", "conj") and holder.pos_ not in ("VERB", "AUX"):
                holder = holder.head  # "issued a statement saying …": whoever issued it
            if holder.pos_ not in ("VERB", "AUX"):
                return holder if _speaks(holder) else None
            verb = holder
            continue
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep") or verb.head is verb:
            return None
        verb = governor(verb)
    return None


def _right_before(verb: Any, marks: Sequence[Marked]) -> Any:
    """The noun before a verb of saying that has no subject of its own: "…, the minority leader, said that it was late".

    The parser has hung it elsewhere; the subject of the verb that this one hangs on would be somebody else.
    """
    if lemma_of(verb) not in _PLAIN or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    if at > verb.sent.start and verb.doc[at].text == ",":
        at -= 1
    noun = verb.doc[at]
    if (
        at < verb.sent.start
        or noun.pos_ not in ("NOUN", "PROPN")
        or noun.ent_type_ in ("DATE", "TIME")
        or inside(noun, marks)
    ):
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    while noun.dep_ in ("appos", "compound") and noun.head.i < verb.i and noun.head is not noun:
        noun = noun.head
    return noun


def governor(verb: Any) -> Any:
    """The verb that a conjunct shares its subject with: in "said it was late, and accused them" that is "said"."""
    head = verb.head
    if verb.dep_ == "conj" and head.dep_ == "ccomp" and resumes(verb):
        return head.head
    return head


def resumes(verb: Any) -> bool:
    """Does a verb that hangs on a reported clause rather go on with the report? "…, and accused them", "…, adding"."""
    clause = verb.head
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) or not _after_comma(verb):
        return False
    return (
        verb.dep_ == "conj" and clause.dep_ == "ccomp" and verb.tag_ in ("VBD", "VBZ") and verb.tag_ == clause.head.tag_
    )


def _after_comma(verb: Any) -> bool:
    left = verb.left_edge.i
    while left > verb.sent.start and verb.doc[left - 1].pos_ in ("CCONJ", "ADV"):
        left -= 1
    return left > verb.sent.start and verb.doc[left - 1].text in (",", "—", "-", "–")


def _speaks(subject: Any) -> bool:
    if subject is None or subject.pos_ not in ("PROPN", "PRON", "NOUN", "NUM"):
        return False
    # "those surveyed" are somebody, "those" alone are not
    return subject.lower_ not in NOBODY or (subject.lower_ in ("those", "one") and subject.n_rights > 0)


def _tagged(verb: Any, subject: Any, marks: Sequence[Marked]) -> Tokens:
    """ "The bridge is safe, she said.", "The bridge, she said on Monday, is safe": all of the sentence but the tag."""
    doc, sent = verb.doc, verb.sent
    if subject.i < sent.start or (subject.head is not verb and not 0 < verb.i - subject.right_edge.i <= 2):
        return []
    left = min(subject.left_edge.i, verb.i)
    if left - 1 <= sent.start or doc[left - 1].text not in _BEFORE_TAG:
        return []
    if any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "dobj") for c in verb.children):
        return []
    if doc[left - 2].tag_ in ("WDT", "WP", "IN", "CC"):  # "a bridge that, she said, was safe": no sentence of hers
        return []
    right = max(subject.right_edge.i, verb.i)
    while right + 1 < sent.end and doc[right + 1].text not in _AFTER_TAG and not inside(doc[right + 1], marks):
        right += 1
    before = [t for t in sent if t.i < left]
    goes_on = _goes_on(doc, right + 1, sent.end, before)
    if not goes_on and not any(t.pos_ in ("VERB", "AUX") for t in before):
        return []
    return before + (list(doc[right + 1 : sent.end]) if goes_on else [])


def _goes_on(doc: Any, comma: int, end: int, before: Sequence[Any]) -> bool:
    """Does the reported clause go on behind the tag? Not where the writer goes on: ", adding that", ", who came late"."""
    if comma + 1 >= end or doc[comma].text != ",":
        return False
    follows = doc[comma + 1]
    if follows.tag_ in ("VBG", "VBN", "WP", "WDT", "WRB") or follows.pos_ == "ADP":
        return False
    if follows.pos_ == "CCONJ":
        return doc[min(comma + 2, end - 1)].pos_ not in ("VERB", "AUX", "ADV")
    return not any(t.dep_ == "ROOT" for t in before) or follows.tag_ in ("VBD", "VBZ", "VBP", "MD")


def _rest(verb: Any) -> Tokens:
    """ "said ending aid before a truce could be found would harm them": the rest of a sentence that defies parsing."""
    if lemma_of(verb) not in _PLAIN or verb.i + 1 >= verb.sent.end or verb.nbor().is_punct or verb.nbor().tag_ == "TO":
        return []
    rest = list(verb.doc[verb.i + 1 : verb.sent.end])
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest)
    return rest if finite and rest[0].pos_ != "ADP" else []


def _parenthesis(verb: Any) -> Tokens:
    """ "The bridge, she said, was safe", "As she said, the bridge was safe": the clause around it."""
    if lemma_of(verb) not in CLAUSE or verb.head is verb:
        return []
    aside = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.children))
    if not aside or not any(c.dep_ == "nsubj" for c in verb.children) or any(c.dep_ == "ccomp" for c in verb.children):
        return []
    return _without(verb.head.subtree, verb.subtree)


def _clause(verb: Any) -> Tokens:
    lemma = lemma_of(verb)
    if lemma == "make":  # "made it clear that …"
        clear = next((c for c in verb.children if c.lower_ == "clear"), None)
        found = [c for c in (clear.children if clear is not None else ()) if c.dep_ in ("ccomp", "advcl")]
        found = found or [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and clear is not None]
    elif lemma in CLAUSE:
        found = [
            c for c in verb.children if c.dep_ in ("ccomp", "parataxis") or (lemma in _ASK and _is_indirect_question(c))
        ]
    else:
        found = []
    # "said that it was safe, but that it would be closed": the parser hangs the second on the verb.
    found += [
        c
        for c in verb.children
        if found and c.dep_ == "conj" and any(x.lower_ == "that" and x.dep_ == "mark" for x in c.children)
    ]
    return [token for clause in found for token in clause.subtree]


def _is_indirect_question(clause: Any) -> bool:
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in clause.children)


def _infinitive(verb: Any) -> Tokens:
    if lemma_of(verb) not in INFINITIVE:
        return []
    for clause in verb.children:
        words = {c.lower_ for c in clause.children}
        # "promised to mend it"; "called for them to mend it"
        if "to" in words and (clause.dep_ == "xcomp" or ("for" in words and clause.dep_ in ("advcl", "ccomp"))):
            return [t for t in clause.subtree if not (t.head is clause and t.lower_ == "for")]
    return []


def _object(verb: Any) -> Tokens:
    document = any(c.dep_ == "nsubj" and c.lemma_.lower() in DOCUMENTS for c in verb.children)
    if lemma_of(verb) not in OBJECT and not (document and lemma_of(verb) in SHOWING):
        return []
    kept = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "prep")]
    if not kept or kept[0].dep_ == "prep":
        return []
    objects = [c for c in kept if c.dep_ != "prep" or c.lower_ in ("of", "for", "as", "over", "to", "with")]
    return [token for one in objects for token in one.subtree]


def _prepositional(verb: Any) -> Tokens:
    wanted = PREPOSITION.get(lemma_of(verb), "").split()
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in wanted), None)
    content = [t for t in prep.subtree if t.i != prep.i] if prep is not None else []
    return content if any(t.ent_type_ not in ("DATE", "TIME") and t.is_alpha for t in content) else []


def _is_that_or_to(clause: Any) -> bool:
    return any(c.lower_ in ("that", "to") and c.dep_ in ("mark", "aux") for c in clause.children)


def opens_with_for(token: Any) -> bool:
    """ "For Lavrov, what happened changes everything": a view given as somebody's."""
    following = token.i + 2
    return bool(
        token.text == "For" and token.is_sent_start and following < len(token.doc) and token.doc[following].text == ","
    )


def _without(tokens: Iterable[Any], others: Iterable[Any]) -> Tokens:
    own = {token.i for token in others}
    return [token for token in tokens if token.i not in own]
