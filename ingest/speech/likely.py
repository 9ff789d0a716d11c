"""Words that report though no table has them: "embraced the idea", "threatened to resign", "voted against the plan".

Every verb, noun and adjective that has a speaker and governs something may report. Whether it does is weighed: by the
word, where it is often marked as a cue, by what it governs, by who would speak, and by its place in the sentence.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.speech.cues import Cue, is_asked
from ingest.speech.humans import is_human
from ingest.speech.marks import Marked, stands_in
from ingest.speech.subjects import speaks, subject_of
from ingest.speech.verbs import DOCUMENTS, FINITE, NOBODY, is_denied, lemma_of
from ingest.speech.weights import MANY, length, weights
from language.titles import is_body

# Where, on articles held back from learning, two of three words that are told beside the rules are rightly told.
SURE = 0.45
_WORDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_COMMON = ("NOUN", "VERB", "ADJ")
_PRONOUNS = frozenset("he she they who his her their".split())
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", ""))
# Nouns that are neither people nor bodies by name, and yet say, want or hold
_TELLING = DOCUMENTS | frozenset("campaign camp group team party authority people percent majority letter ad".split())
_CLIMBED = ("conj", "xcomp", "advcl", "pcomp", "prep", "dep", "acomp", "amod")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may report; how its speaker hangs on it (`via`), by which construction its content does (`by`)."""

    cue: Cue
    via: str
    by: str
    head: Any  # the token that the content hangs on


def likely_cues(sentence: Any, marks: Sequence[Marked], told: Sequence[Cue]) -> list[Cue]:
    """The words of a sentence that likely report beside those which the rules have `told`, the likeliest first.

    Of one word the likeliest content is taken, and none that lies in what is told already.
    """
    table = weights("cue")
    weighed = [(table.chance(features(one, marks, table.of)), one.cue) for one in candidates(sentence, marks, told)]
    found: list[Cue] = []
    for chance, cue in sorted(weighed, key=lambda pair: -pair[0]):
        if chance < SURE:
            break
        if not any(_shares(cue, other) for other in found):
            found.append(cue)
    return found


def candidates(sentence: Any, marks: Sequence[Marked], told: Sequence[Cue]) -> Iterator[Candidate]:
    """Each word outside of marks, and of what is told, that has a speaker, with each content that it may have."""
    taken = {token.i for cue in told for token in (cue.token, *cue.content) if cue.content}
    for token in sentence:
        if token.pos_ not in _WORDS or token.i in taken or stands_in(token, marks):
            continue
        if is_denied(token) or is_asked(token):
            continue
        governed = list(_governed(token))
        subject, via = _speaker(token, marks) if governed else (None, "")
        if subject is None or not _can_speak(subject):
            continue
        own = {t.i for t in subject.subtree} if subject.head == token else {subject.i}
        for by, head, content in governed:
            kept = [t for t in content if t.i not in own and not t.is_space]
            if kept and 2 * sum(t.i in taken for t in kept) <= len(kept):
                yield Candidate(Cue(token, subject, kept), via, by, head)


def features(one: Candidate, marks: Sequence[Marked], known: Container[str]) -> list[str]:
    """What is weighed of a candidate; a word is itself where it is among the `known`, else one of the rare ones."""
    token, content = one.cue.token, one.cue.content
    kind = _WORDS[token.pos_]
    word, by, speaker = word_of(one), f"by={kind} {one.by}", f"speaker={_sort(one.cue.subject)}"
    first = content[0]
    found = [
        by,
        speaker,
        f"via={one.via}",
        f"tag={token.tag_}",
        f"dep={kind} {token.dep_}",
        f"first={first.pos_ if first.pos_ in MANY else first.lower_}",
        f"head={one.head.pos_} {one.head.ent_type_}".strip(),
        length(sum(t.is_alpha for t in content)),
        *(f"aux={c.lower_}" for c in token.children if c.dep_ == "aux"),
        *([f"of={lemma_of(one.head)}"] if one.head.pos_ in _COMMON and one.head.text[0].islower() else []),
    ]
    if word in known:
        found += [word, f"{word} {one.by}", *(f"{word}+{c.lower_}" for c in token.children if c.dep_ == "prt")]
    else:
        found += ["rare", f"rare {by}", f"rare {speaker}"]
    found += ["finite"] * any(t.tag_ in FINITE for t in content)
    return found + ["marks"] * any(stands_in(t, marks) for t in content)


def word_of(one: Candidate) -> str:
    """A candidate's word as a feature: "word=chide verb"."""
    return f"word={lemma_of(one.cue.token)} {_WORDS[one.cue.token.pos_]}"


def _shares(cue: Cue, other: Cue) -> bool:
    """Are two cues one word, or do they report some of the same words?"""
    return cue.token.i == other.token.i or bool({t.i for t in cue.content} & {t.i for t in other.content})


def _speaker(token: Any, marks: Sequence[Marked]) -> tuple[Any, str]:
    """Whose words a word would report, and by which way it is found; (None, "") for nobody's."""
    if token.pos_ in ("VERB", "AUX"):
        return _of_verb(token, marks)
    if token.pos_ == "ADJ":
        return _of_verb(token.head, marks)[0] if token.dep_ in ("acomp", "oprd", "conj") else None, "adjective"
    for child in token.children:
        if child.dep_ == "poss":
            return (child, "poss") if speaks(child) else (None, "")
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for one in child.children:
                if one.dep_ == "pobj" and speaks(one):
                    return one, child.lower_
    verb = token
    for _ in range(4):
        if verb.dep_ not in ("pobj", "prep", "dobj", "attr"):
            return None, ""
        verb = verb.head
        if verb.pos_ in ("VERB", "AUX"):
            return _of_verb(verb, marks)[0], f"verb {token.dep_}"
    return None, ""


def _of_verb(verb: Any, marks: Sequence[Marked]) -> tuple[Any, str]:
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if any(c.dep_ in ("auxpass", "agent") for c in verb.children) or (verb.tag_ == "VBN" and not perfect):
        agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
        return (agent, "agent") if speaks(agent) else (None, "")
    subject = subject_of(verb, marks)
    if subject is not None:
        return subject, "own" if subject.head == verb else "shared"
    for _ in range(4):
        labels = {c.dep_ for c in verb.children}
        if "nsubj" in labels:
            found = next(c for c in verb.children if c.dep_ == "nsubj")
            return (found, "far") if speaks(found) and not stands_in(found, marks) else (None, "")
        if "nsubjpass" in labels or verb.dep_ not in _CLIMBED or verb.head == verb:
            return None, ""
        verb = verb.head
    return None, ""


def _governed(token: Any) -> Iterator[tuple[str, Any, list[Any]]]:
    """Each construction that stands behind a word: its name, what it hangs on, and its tokens."""
    behind = [c for c in token.children if c.i > token.i and not c.is_punct]
    for child in behind:
        if child.dep_ == "prep":
            yield child.lower_, _object(child), _but(child)
        elif name := _built(child):
            yield name, child, list(child.subtree)
        elif child.dep_ in ("prt", "advmod", "acomp"):  # "backed away from the plan"
            for prep in child.children:
                if prep.dep_ == "prep" and prep.i > child.i:
                    yield f"{child.lower_} {prep.lower_}", _object(prep), _but(prep)
    parts = [c for c in behind if c.dep_ in ("dobj", "oprd", "prep", "ccomp", "xcomp")][:4]
    if parts and parts[0].dep_ in ("dobj", "oprd"):  # "chided them for their haste"
        for n in range(2, len(parts) + 1):
            last = parts[n - 1]
            name = f"object {last.lower_ if last.dep_ == 'prep' else last.dep_}"
            yield name, parts[0], [t for part in parts[:n] for t in part.subtree]


def _built(branch: Any) -> str | None:
    """How a branch behind a word is built; None for what is no content."""
    if branch.dep_ in ("ccomp", "parataxis"):
        return "clause"
    if branch.dep_ in ("dobj", "oprd"):
        return "object"
    if branch.dep_ not in ("xcomp", "acl", "relcl", "advcl", "acomp"):
        return None
    if branch.tag_ == "VB" and any(c.lower_ == "to" for c in branch.children):
        return "to"
    if branch.dep_ == "xcomp":
        return "participle" if branch.tag_ == "VBG" else "clause"
    if any(c.lower_ == "that" and c.dep_ == "mark" for c in branch.children):
        return "clause"
    return "participle" if branch.dep_ == "acl" and branch.tag_ == "VBG" else None


def _object(prep: Any) -> Any:
    return next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), prep)


def _but(prep: Any) -> list[Any]:
    return [t for t in prep.subtree if t.i != prep.i]


def _can_speak(subject: Any) -> bool:
    """Is it somebody, or a body, or a paper that tells: no heap of coal that looked like a whale?"""
    if subject.pos_ == "PRON":
        return subject.lower_ in _PRONOUNS
    if subject.pos_ == "PROPN":
        return subject.ent_type_ in _NAMES
    lemma = subject.lemma_.lower()
    return subject.lower_ not in NOBODY and (is_human(lemma) or is_body(subject.text) or lemma in _TELLING)


def _sort(subject: Any) -> str:
    """What sort of speaker a token is: a pronoun by itself, a name by what it names, any other noun by being human."""
    if subject.pos_ == "PRON":
        return str(subject.lower_)
    if subject.pos_ == "PROPN":
        return f"name {subject.ent_type_}".strip()
    return "human" if is_human(subject.lemma_.lower()) else str(subject.tag_)
