"""Who is who within one article: full names, and the roles under which they are spoken of.

"Lavrov" is Sergey Lavrov where the article prints that name; "the Russian foreign minister" is he where the article
calls him so; "the minister" only where no other minister is named. What can't be told stays None.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from language.compare import STOP_WORDS, fold
from language.names import name_key, name_keys, same_person

_TITLES = frozenset(
    """mr mrs ms dr sir president prime minister foreign defence defense interior finance secretary general state
    chancellor king queen prince senator governor mayor chief head spokesman spokeswoman spokesperson ambassador deputy
    vice premier commissioner representative leader chairman chairwoman chair director professor judge justice colonel
    captain sergeant lieutenant major admiral commander pope bishop cardinal archbishop counterpart diplomat top high
    former acting us uk eu russian ukrainian british american european turkish german french serbian chinese ss
    fm""".split()
)
# Words for a role that mean the same one. A country's diplomacy is led by its foreign minister.
_SAME_ROLE = {"diplomat": ("foreign", "minister"), "diplomacy": ("foreign", "minister"), "leader": ("president",)}
_ROLE_PARTS = ("NOUN", "PROPN", "ADJ", "DET")
_VAGUE = frozenset("top head chief senior country's nation's respective own visiting veteran".split())
_HUMAN = re.compile(r"(?:er|or|ist|man|woman|ent|cian|host|guest|chief|boss|diplomat|official|king|queen|judge)$")
_BODIES = re.compile(
    r"(?i)\b(ministry|kremlin|government|white house|department|agency|office|council|union|commission|assembly|army|"
    r"forces|headquarters|police|court|parliament|party|bank|company|committee|reuters|tass|sputnik|nato|un|bbc|moscow|"
    r"kyiv|kiev|washington|beijing|london|brussels|paris|berlin|ankara|website|magazine|newspaper)\b"
)


class Roster:
    """The people and bodies that one article names.

    Args:
        docs: the article's parsed paragraphs.
        given: names that are printed as speakers of an interview, or in the title.
    """

    def __init__(self, docs: Iterable[Any], given: Iterable[str] = ()) -> None:
        self._full: dict[str, str] = {}
        self._roles: dict[str, set[str]] = defaultdict(set)
        for name in given:
            self._meet(name)
        docs = list(docs)
        for doc in docs:
            for entity in doc.ents:
                if entity.label_ == "PERSON":
                    self._meet(bare_name(entity.text))
        for doc in docs:
            for entity in doc.ents:
                self._learn_role(entity)

    def who(self, mention: Any, before: str | None) -> str | None:
        """The full name behind a noun phrase (a spaCy Span), None where the article does not make it plain.

        `before` is who a pronoun here would stand for: the person spoken of last, or None.
        """
        root = mention.root
        if root.pos_ == "PRON":
            return before if root.lower_ in ("he", "she") else None
        doc, behind = mention.doc, mention.end
        if root.pos_ == "NOUN" and behind + 1 < len(doc) and doc[behind].text == ",":
            # "the mayor of the city, Jane Doe"
            beside = next((e for e in doc.ents if e.start == behind + 1 and e.label_ == "PERSON"), None)
            if beside is not None:
                return self.named(beside.text)
        named = self.named(mention.text) if root.pos_ == "PROPN" else None
        return named or self._in_role(mention.text, before)

    def named(self, printed: str) -> str | None:
        """The full name of a printed one; a body's, or a person's met only by surname, is what is printed."""
        name = bare_name(printed)
        if not name:
            return None
        last = name.split()[-1]
        full = self._full.get(name_key(last))
        # The words before a known surname are a first name that must agree, or a role: "Russia's foreign minister".
        if full and not _BODIES.search(last) and (same_person(full, name) or name.endswith(full)):
            return full
        return name

    def is_person(self, who: str) -> bool:
        """Is this someone of whom "he" or "she" may be said?"""
        return self._full.get(name_key(who.split()[-1])) == who

    def is_human(self, mention: Any) -> bool:
        """Does a noun phrase without a known name speak of a person: "the blogger", "his host"?"""
        root = mention.root
        return bool((root.pos_ == "NOUN" and _HUMAN.search(root.lower_)) or root.ent_type_ == "PERSON")

    def _meet(self, name: str) -> None:
        if len(name.split()) < 2 or _BODIES.search(name) or any(c.isdigit() for c in name):
            return
        surname = name_key(name.split()[-1])
        if surname not in self._full:
            self._full[surname] = name

    def _learn_role(self, person: Any) -> None:
        """From "Russian Foreign Minister Sergey Lavrov" and from "Josep Borrell, the head of European diplomacy"."""
        who = self._full.get(name_key(person.text.split()[-1]))
        if who is None:
            return
        doc, words = person.doc, []
        at = person.start - 1
        while at >= person.sent.start and (doc[at].pos_ in _ROLE_PARTS or doc[at].lower_ in ("of", "'s", "’s")):
            words.append(doc[at].text)
            at -= 1
        at = person.end + 1
        if person.end < len(doc) and doc[person.end].text == "," and at < len(doc) and doc[at].lower_ in ("the", "a"):
            while at < person.sent.end and (doc[at].pos_ in _ROLE_PARTS or doc[at].lower_ == "of"):
                words.append(doc[at].text)
                at += 1
        self._roles[who] |= _role_words(word for word in words if name_key(word) not in name_keys(who))

    def _in_role(self, printed: str, before: str | None) -> str | None:
        wanted = _role_words(printed.split())
        if not wanted or printed.split()[0].lower() in ("a", "an", "another", "one", "some"):
            return None
        fitting = self._holding(wanted) or self._holding(_office(wanted))
        if len(fitting) == 1:
            return fitting[0]
        if before in fitting:
            return before
        body = bare_name(printed)
        return body if _BODIES.search(body) and len(body.split()) > 1 else None

    def _holding(self, roles: set[str]) -> list[str]:
        return [who for who, held in self._roles.items() if roles <= held]


def bare_name(printed: str) -> str:
    """A printed name without article, titles and possessive: "the Foreign Minister Sergey Lavrov's" → his name."""
    words = re.sub(r"['’]s$", "", printed).split()
    while words and (words[0].lower() in STOP_WORDS or (_title(words[0]) and not _BODIES.search(" ".join(words)))):
        words.pop(0)
    return " ".join(words).strip(' ,.;:–-—“”"')


def _title(word: str) -> bool:
    return fold(word).strip(".") in _TITLES


def _role_words(words: Iterable[str]) -> set[str]:
    roles: set[str] = set()
    for word in words:
        key = fold(word).strip(".,;:“”\"'").removesuffix("'s").removesuffix("’s")
        if not key.isalpha() or key in STOP_WORDS or key in _VAGUE:
            continue
        roles.add(key)
    return roles


def _office(roles: set[str]) -> set[str]:
    """The same role by the name of its office: a "Russian diplomat" may be the Russian foreign minister."""
    return {word for role in roles for word in _SAME_ROLE.get(role, (role,))}
