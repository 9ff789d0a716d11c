"""Gold sentences made false in one place: what a verifier is measured on, with those of `paraphrase`.

Each change is made by grammar and chance (a seeded one), on sentences that stand in the passage they cite. Nothing here
is shared with the verifier: neither its rules nor its lists of words. That a change makes a sentence false is likely,
not certain: "did not fall" may be as true as "fell" where the passage says nothing of it; so a catch of 100 % is not to
be had, and not to be wished for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

from evaluation.substitute import COUNTS, Change, Gold, cut, replaced

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MODALS = {"will": "may", "would": "might", "may": "will", "might": "will", "could": "will", "can": "must"}
_MODALS |= {"must": "may", "should": "might", "shall": "might"}
_OPPOSITES = (
    "rise fall|rose fell|rising falling|increase decrease|increased decreased|increasing decreasing|more less|"
    "won lost|win lose|winning losing|before after|support oppose|supported opposed|above below|higher lower|"
    "highest lowest|largest smallest|larger smaller|first last|started ended|began ended|open closed|"
    "opened closed|accepted rejected|allowed banned|always never|north south|northern southern|east west|"
    "eastern western|early late|earlier later|old new|strong weak|best worst|better worse|male female|men women|"
    "good bad|long short|many few|most least|inside outside|bought sold|joined left|success failure|"
    "agreed disagreed|love hate|public private|major minor"
)
_OPPOSITE = {a: b for pair in _OPPOSITES.split("|") for a, b in (pair.split(), pair.split()[::-1])}


def negation(gold: Gold, chance: random.Random) -> str | None:
    """A "not" taken out where there is one, or else put to one of the verbs."""
    cues = [t for t in gold.doc if t.lower_ in ("not", "n't", "n’t", "never", "no")]
    if cues and chance.random() < 0.5:
        cue = chance.choice(cues)
        swapped = {"no": "a", "never": "always"}.get(cue.lower_, "")
        return replaced(gold, cue, swapped) if cue.lower_ not in ("n't", "n’t") else cut(gold, cue)
    verbs = [t for t in gold.doc if _finite(t) and not any(c.dep_ == "neg" for c in t.children)]
    if not verbs:
        return None
    verb = chance.choice(verbs)
    auxiliary = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ != "TO"), None)
    place = auxiliary or (verb if verb.lemma_ == "be" else None)
    if place is not None:
        return replaced(gold, place, f"{place.text} not")
    helper = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}[verb.tag_]
    return replaced(gold, verb, f"{helper} {verb.lemma_}")


def number(gold: Gold, chance: random.Random) -> str | None:
    """A number replaced by another of its passage, or by one that differs in a digit."""
    places = [t for t in gold.doc if t.pos_ == "NUM" and t.ent_type_ != "DATE" and (t.is_digit or t.lower_ in COUNTS)]
    if not places:
        return None
    place = chance.choice(places)
    if not place.is_digit:
        return replaced(gold, place, chance.choice([c for c in COUNTS if c != place.lower_]))
    others = [n for n in gold.numbers if n != place.text]
    if others and chance.random() < 0.5:
        return replaced(gold, place, chance.choice(others))
    at = chance.randrange(len(place.text))
    digit = chance.choice([d for d in "123456789" if d != place.text[at]])
    return replaced(gold, place, place.text[:at] + digit + place.text[at + 1 :])


def name(gold: Gold, chance: random.Random) -> str | None:
    """The name of a person, body or place, not of the speaker, replaced by another of its kind in the article."""
    ents = [e for e in gold.doc.ents if gold.others.get(e.label_) and not _same(e.text, gold.speaker or "")]
    return _renamed(gold, chance.choice(ents), chance) if ents else None


def speaker(gold: Gold, chance: random.Random) -> str | None:
    """The speaker replaced by somebody else whom the article names."""
    others = [o for o in gold.others.get("PERSON", ()) if gold.speaker and not _same(o, gold.speaker)]
    if not others or not gold.speaker:
        return None
    return str(gold.text).replace(gold.speaker, chance.choice(others), 1)


def date(gold: Gold, chance: random.Random) -> str | None:
    """A year, month or weekday replaced by another."""
    places = [t for t in gold.doc if t.ent_type_ == "DATE" and (_is_year(t.text) or t.text in _MONTHS + _DAYS)]
    if not places:
        return None
    place = chance.choice(places)
    if _is_year(place.text):
        return replaced(gold, place, str(int(place.text) + chance.choice((-10, -3, -2, -1, 1, 2, 3, 10))))
    among = _MONTHS if place.text in _MONTHS else _DAYS
    return replaced(gold, place, chance.choice([other for other in among if other != place.text]))


def modality(gold: Gold, chance: random.Random) -> str | None:
    """A modal verb replaced by one of another strength or left out, or put where the sentence states a fact."""
    modals = [t for t in gold.doc if t.tag_ == "MD" and t.lower_ in _MODALS]
    if modals:
        modal = chance.choice(modals)
        return replaced(gold, modal, _MODALS[modal.lower_])
    verbs = [
        t
        for t in gold.doc
        if _finite(t) and t.pos_ == "VERB" and not any(c.dep_ in ("aux", "auxpass", "neg") for c in t.children)
    ]
    if not verbs:
        return None
    verb = chance.choice(verbs)
    return replaced(gold, verb, f"{chance.choice(('may', 'might', 'should', 'must', 'could'))} {verb.lemma_}")


def unrelated(gold: Gold, chance: random.Random) -> str | None:
    """Another sentence altogether, with the same citation."""
    return chance.choice(gold.strangers) if gold.strangers else None


def swap(gold: Gold, chance: random.Random) -> str | None:
    """Two names of one kind, each in the other's place."""
    pairs = [
        (a, b)
        for a in gold.doc.ents
        for b in gold.doc.ents
        if a.start < b.start and a.label_ == b.label_ and a.label_ in _NAMED and not _same(a.text, b.text)
    ]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    text = str(gold.doc.text)
    return f"{text[: a.start_char]}{b.text}{text[a.end_char : b.start_char]}{a.text}{text[b.end_char :]}"


def opposite(gold: Gold, chance: random.Random) -> str | None:
    """A word replaced by its opposite."""
    places = [t for t in gold.doc if t.lower_ in _OPPOSITE]
    if not places:
        return None
    place = chance.choice(places)
    return replaced(gold, place, _OPPOSITE[place.lower_])


def graft(gold: Gold, chance: random.Random) -> str | None:
    """The subject of the sentence replaced by that of another sentence of the passage."""
    root = next((t for t in gold.doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None) if root else None
    if subject is None or subject.pos_ == "PRON":
        return None
    start, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge.text)
    others = [s for s in gold.subjects if not _same(s, gold.doc.text[start:end])]
    return gold.doc.text[:start] + chance.choice(others) + gold.doc.text[end:] if others else None


PERTURBED: Mapping[str, Change] = {
    "negation": negation,
    "number": number,
    "name": name,
    "speaker": speaker,
    "unrelated": unrelated,
}
HELD_OUT: Mapping[str, Change] = {"date": date, "modality": modality}
HARDER: Mapping[str, Change] = {"swap": swap, "opposite": opposite, "graft": graft}
_NAMED = ("PERSON", "ORG", "GPE", "NORP", "LOC")


def _finite(token: Any) -> bool:
    """A verb that a "not" can be put to: of a main or a subordinate clause, and not an auxiliary itself."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
        return False
    auxiliary = any(c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in token.children)
    return token.tag_ in ("VBD", "VBZ", "VBP") or (auxiliary and token.tag_ in ("VB", "VBN", "VBG"))


def _renamed(gold: Gold, ent: Any, chance: random.Random) -> str | None:
    others = [o for o in gold.others[ent.label_] if not _same(o, ent.text) and o not in gold.text]
    if not others:
        return None
    return str(gold.doc.text[: ent.start_char]) + chance.choice(others) + str(gold.doc.text[ent.end_char :])


def _is_year(text: str) -> bool:
    return re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", text) is not None


def _same(one: str, other: str) -> bool:
    """May two names be meant for one? They share a word that is more than a title."""
    a, b = (set(re.findall(r"\w{3,}", text.lower())) - {"the", "mrs"} for text in (one, other))
    return bool(a & b)
