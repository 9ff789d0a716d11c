"""Who is who within one article: full names, and the roles under which they are spoken of.

"Lavrov" is Sergey Lavrov where the article prints that name and no other Lavrov is as much spoken of; "the Russian
foreign minister" is he where the article calls him so. What can't be told stays None: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.focus import Focus
from language.compare import fold
from language.given import Gender, gender_of, is_given, same_given
from language.names import name_keys, same_person
from language.roles import Roles
from language.spelling import name_key
from language.titles import SALUTATIONS, bare_name, is_body, is_title

_ROLE_PARTS = ("NOUN", "PROPN", "ADJ", "DET")
_HUMAN = re.compile(r"(?:er|or|ist|man|woman|ent|cian|host|guest|chief|boss|diplomat|official|king|queen|judge|aide)$")
# So many times more often than the next must a full name be printed for its surname alone to mean it.
_PLAINLY = 2


class Roster:
    """The people and bodies that one article names.

    Args:
        docs: the article's parsed paragraphs.
        given: names that are printed as speakers of an interview, or in the title.
    """

    def __init__(self, docs: Iterable[Any], given: Iterable[str] = ()) -> None:
        self._people: dict[str, Counter[str]] = defaultdict(Counter)  # by the key of the surname
        self._roles = Roles()
        self._titled: dict[str, Gender | None] = {}
        for name in given:
            self._meet(bare_name(name))
        docs = list(docs)
        for doc in docs:
            for entity in doc.ents:
                if entity.label_ == "PERSON":
                    self._meet(bare_name(entity.text))
            for run in _name_runs(doc):
                self._meet(run)
        for _ in range(2):  # again, as a colleague has the office that another is only later said to hold
            before: list[str] = []  # who is named in the sentence before
            for sentence in (sentence for doc in docs for sentence in doc.sents):
                named: list[str] = []
                for entity in sentence.ents:
                    # "Orlo and her colleague", or else "Orlo told them … Her colleague …": its subject comes first
                    who = self._learn_role(entity, named[-1:] or before[:1])
                    named += [who] if who else []
                before = named or before

    def who(self, mention: Any, focus: Focus) -> str | None:
        """The full name behind a noun phrase (a spaCy Span), None where the article does not make it plain."""
        root = mention.root
        if root.pos_ == "PRON":
            return focus.meant_by(root.lower_)
        beside = _apposition(mention)
        if beside is not None:
            return self.named(_name_at(beside))
        if is_body(root.text):
            body = bare_name(mention.text)
            return body if len(body.split()) > 1 or root.pos_ == "PROPN" else None
        if self._is_name(root) and root.ent_type_ != "NORP":
            found = self.named(_name_at(root))
            if found is not None:
                return found
        return self._in_role(mention.text, focus)

    def named(self, printed: str) -> str | None:
        """The full name of a printed one; a body's, or a person's met only by surname, is what is printed.

        None for a surname that two people bear and that stands for neither plainly.
        """
        name = bare_name(printed)
        if not name:
            return None
        last = name.split()[-1]
        known = self._people.get(name_key(last))
        if not known or is_body(last):
            return name
        fitting = [f for f in known if same_person(f, name) or name.endswith(f) or _nicknamed(f, name)]
        if len(name.split()) > 1:
            return max(fitting, key=lambda full: known[full]) if fitting else name
        titled = gender_of(printed)
        if titled is not None and len(fitting) > 1:
            fitting = [full for full in fitting if gender_of(full) in (titled, None)]
        ranked = sorted(fitting, key=lambda full: -known[full])
        if len(ranked) > 1 and known[ranked[0]] < _PLAINLY * known[ranked[1]]:
            return None
        return ranked[0] if ranked else None

    def called(self, who: str) -> str:
        """The words of the roles under which the article speaks of somebody: "foreign minister russia"."""
        return self._roles.words(who)

    def is_person(self, who: str) -> bool:
        """Is this someone of whom "he" or "she" may be said?"""
        return who in self._people.get(name_key(who.split()[-1]), ())

    def gender(self, who: str) -> Gender | None:
        """Which of the two is said of them, by their given name or a "Mr." or "Ms." in the article; None: untold."""
        return gender_of(who) or self._titled.get(name_key(who.split()[-1]))

    def is_human(self, mention: Any) -> bool:
        """Does a noun phrase without a known name speak of a person: "the blogger", "his host"?"""
        root = mention.root
        return bool((root.pos_ == "NOUN" and _HUMAN.search(root.lower_)) or root.ent_type_ == "PERSON")

    def _is_name(self, token: Any) -> bool:
        """A proper noun, or what the parser takes for a common one though somebody is called so: "Sanders"."""
        return token.pos_ == "PROPN" or (token.text[:1].isupper() and name_key(token.text) in self._people)

    def _meet(self, name: str) -> None:
        if len(name.split()) < 2 or is_body(name) or any(c.isdigit() for c in name):
            return
        known = self._people[name_key(name.split()[-1])]
        # "Sergey" and "Sergei" are one; the spelling met first stands for both.
        same = next((full for full in known if same_person(full, name) or _nicknamed(full, name)), None)
        known[same or name] += 1

    def _learn_role(self, entity: Any, beside: Sequence[str]) -> str | None:
        """From "Russian Foreign Minister Sergey Lavrov" and from "Josep Borrell, the head of European diplomacy".

        `beside` may hold the one whose colleague a colleague is. Returns whose role it is, None for what is nobody's.
        """
        who = self.named(entity.text)
        if who is None or not self.is_person(who):
            return None
        before = _role_before(entity)
        if before and fold(before[0]).strip(".") in SALUTATIONS:
            self._titled[name_key(who.split()[-1])] = gender_of(f"{before[0]} {entity.text}")
        words = [*before, *_role_behind(entity), *_role_beside(entity), *entity.text.split()]
        own = [word for word in words if name_key(word) not in name_keys(who)]
        self._roles.learn(who, own, next(iter(beside), None))
        return who

    def _in_role(self, printed: str, focus: Focus) -> str | None:
        holders = self._roles.holders(printed)
        if len(holders) == 1:
            return holders[0]
        spoken_of = [who for who in holders if focus.holds(who)]
        if len(spoken_of) == 1:
            return spoken_of[0]
        body = bare_name(printed)
        return body if is_body(body) and len(body.split()) > 1 and not holders else None


def _name_runs(doc: Any) -> Iterator[str]:
    """Names that the recogniser overlooks: a given name and the proper nouns behind it, "host Sean Berg"."""
    for token in doc:
        if token.pos_ != "PROPN" or token.ent_type_ == "PERSON" or not is_given(token.text):
            continue
        end = token.i + 1
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[0].isupper() and end - token.i < 4:
            end += 1
        yield bare_name(doc[token.i : end].text)


def _nicknamed(one: str, other: str) -> bool:
    """The same surname, and given names of which one is short for the other: "Bill" and "William"."""
    a, b = one.split(), other.split()
    return len(a) > 1 and len(b) > 1 and same_given(a[0], b[0])


def _role_before(entity: Any) -> list[str]:
    """The words that lead up to a name, the nearest first: in "Foreign Minister Sergey Lavrov" Minister, Foreign."""
    doc, words, at = entity.doc, [], entity.start - 1
    while at >= entity.sent.start and (doc[at].pos_ in _ROLE_PARTS or doc[at].lower_ in ("of", "'s", "’s", ".")):
        words.append(doc[at].text)
        at -= 1
    return words


def _role_behind(entity: Any) -> list[str]:
    """The words of the apposition behind a name: in "Josep Borrell, the head of European diplomacy" these."""
    doc, words, at = entity.doc, [], entity.end + 1
    if at >= len(doc) or doc[entity.end].text != "," or doc[at].lower_ not in ("the", "a", "an"):
        return []
    while at < entity.sent.end and (doc[at].pos_ in _ROLE_PARTS or doc[at].lower_ in ("of", "'s", "’s")):
        words.append(doc[at].text)
        at += 1
    return words


def _role_beside(entity: Any) -> list[str]:
    """The words of a role that a name is set beside: in "The foreign minister of Russia, Sergei Lavrov," these."""
    root = entity.root
    if root.dep_ != "appos" or root.head.pos_ != "NOUN":
        return []
    return [t.text for t in entity.doc[root.head.left_edge.i : entity.start] if t.pos_ in _ROLE_PARTS]


def _apposition(mention: Any) -> Any:
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


def _name_at(token: Any) -> str:
    """The name that a token heads or belongs to: the person's as recognised, or the proper nouns that lead up to it."""
    doc = token.doc
    entity = next((e for e in doc.ents if e.start <= token.i < e.end and e.label_ == "PERSON"), None)
    if entity is not None:
        title = doc[entity.start - 1].text if entity.start and is_title(doc[entity.start - 1].text) else ""
        return f"{title} {entity.text}".strip()
    start = token.i
    while start > 0 and doc[start - 1].head.i <= token.i and _leads_up(doc[start - 1], token):
        start -= 1
    return str(doc[start : token.i + 1].text)


def _leads_up(before: Any, head: Any) -> bool:
    """Is a token part of the name that ends in `head`?"""
    if before.text[:1].islower() or head not in (before.head, before.head.head):
        return False
    return before.dep_ in ("compound", "nmod", "amod", "nummod") or before.text in (".", "&", "'s", "’s", "-")
