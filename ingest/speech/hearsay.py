"""Words that report though nobody is named who says so: "is expected to rise", "reportedly rose", "seems to rise".

Whoever reads such a sentence is told what others say, but not who they are: it becomes a report without a speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.speech.cues import Cue, is_asked
from ingest.speech.marks import Marked, stands_in
from ingest.speech.verbs import HEARD, HEARSAY, SAID_SO, SEEMING, lemma_of

_RELATIVE = ("WDT", "WP")


def hearsay_in(sentence: Any, marks: Sequence[Marked], told: Sequence[Cue]) -> Iterator[Cue]:
    """The cues of a sentence without a speaker (`subject` is None), in order: none in marks, nor in what is `told`."""
    taken = {token.i for cue in told for token in (cue.token, *cue.content) if cue.content}
    for token in sentence:
        rule = _RULES.get(token.pos_)
        if rule is None or token.i in taken or stands_in(token, marks):
            continue
        content = [t for t in rule(token) if t.i not in taken]
        if content and not is_asked(token):
            yield Cue(token, None, content)


def _of_passive(verb: Any) -> list[Any]:
    """ "The bridge is expected to open", "It was said that it opened", "Asked whether it is open": what is so told."""
    wanted = HEARSAY.get(lemma_of(verb), "").split() if verb.tag_ == "VBN" else []
    if not wanted or any(c.dep_ == "agent" for c in verb.children):
        return []
    governed = _governed(verb, wanted)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if not passive:  # "When asked whether …", "a bridge seen as unsafe"
        return governed if verb.dep_ == "advcl" else []
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if not governed or subject is None or subject.lower_ == "it" or subject.tag_ in _RELATIVE:
        return governed
    return [*subject.subtree, *governed]


def _governed(word: Any, wanted: Sequence[str]) -> list[Any]:
    """The tokens of the first of the constructions that are wanted behind a word."""
    for child in word.children:
        if child.i < word.i:
            continue
        if (child.dep_ == "xcomp" and "to" in wanted) or (child.dep_ in ("ccomp", "acl") and "that" in wanted):
            return list(child.subtree)
        if child.dep_ == "oprd" and "so" in wanted:
            return list(child.subtree)
        if child.dep_ == "prep" and child.lower_ in wanted:
            return [t for t in child.subtree if t.i != child.i]
    return []


def _of_noun(noun: Any) -> list[Any]:
    """ "the suggestion that it is open", "questions about the bridge": a noun of speech that nobody is named for."""
    wanted = HEARD.get(lemma_of(noun), "").split()
    return _governed(noun, wanted) if wanted and not any(c.dep_ == "poss" for c in noun.children) else []


def _of_verb(verb: Any) -> list[Any]:
    """What a verb tells without a speaker: one of seeming, or a passive."""
    return _of_seeming(verb) if lemma_of(verb) in SEEMING else _of_passive(verb)


def _of_seeming(verb: Any) -> list[Any]:
    """ "It appears that the bridge is shut", "the bridge seems shut": what is so held, with its subject."""
    held = next((c for c in verb.children if c.i > verb.i and c.dep_ in ("xcomp", "ccomp", "oprd", "acomp")), None)
    if held is None:
        return []
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in ("it", "there") or subject.tag_ in _RELATIVE:
        return list(held.subtree)
    return [*subject.subtree, *held.subtree]


def _of_adverb(adverb: Any) -> list[Any]:
    """ "The bridge reportedly opened": the clause; "an allegedly unsafe bridge": what stands behind."""
    if adverb.lower_ not in SAID_SO or adverb.dep_ != "advmod":
        return []
    head = adverb.head
    clause = [t for t in head.subtree if t.i != adverb.i and not (t.is_punct and t.head.i == head.i)]
    return clause if head.pos_ in ("VERB", "AUX") else [t for t in clause if t.i > adverb.i]


_RULES = {"VERB": _of_verb, "NOUN": _of_noun, "ADV": _of_adverb}
