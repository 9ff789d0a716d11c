"""Who is who within one article: full names, and the roles under which they are spoken of.

"Lavrov" is Sergey Lavrov where the article prints that name and no other Lavrov is as much spoken of; "the Russian
foreign minister" is he where the article calls him so. What can't be told stays None: a wrong name is worse than none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.speech.called import roles_of
from ingest.speech.focus import Focus
from ingest.speech.humans import is_human
from ingest.speech.mentions import apposition, name_at, names_in
from language.compare import fold
from language.given import Gender, gender_of
from language.names import name_keys, same_person
from language.roles import Roles
from language.spelling import name_key
from language.titles import SALUTATIONS, bare_name, is_body, is_seat, is_title

# So many times more often than the next must a full name be printed for its surname alone to mean it.
_PLAINLY = 2


class Roster:
    """The people and bodies that one article names.

    Args:
        docs: the article's parsed paragraphs.
        given: names that are printed as speakers of an interview.
    """

    def __init__(self, docs: Iterable[Any], given: Iterable[str] = ()) -> None:
        self._people: dict[str, Counter[str]] = defaultdict(Counter)  # by the key of the surname
        self._roles = Roles()
        self._titled: dict[str, Gender | None] = {}
        docs = list(docs)
        met = [bare_name(name) for name in given]
        met += [bare_name(name.text) for doc in docs for name in names_in(doc)]
        for name in sorted(met, key=_is_short):  # an initial stands for whom the article names in full
            self._meet(name)
        for name in (name for doc in docs for name in names_in(doc)):
            self._meet_titled(name)
        before: list[str] = []  # who is named in the sentence before
        for sentence in (sentence for doc in docs for sentence in doc.sents):
            named: list[str] = []
            for name in _named_in(sentence):
                who = self._learn_role(name, _beside(name, named, before))
                named += [who] if who else []
            before = named or before

    def who(self, mention: Any, focus: Focus) -> str | None:
        """The full name behind a noun phrase (a spaCy Span), None where the article does not make it plain."""
        root = mention.root
        if root.pos_ == "PRON":
            return focus.meant_by(root.lower_)
        beside = apposition(mention)
        if beside is not None:
            return self.named(name_at(beside))
        if is_body(_in_full(root)) and not self._is_called(root, focus):
            body = bare_name(mention.text)
            return body if len(body.split()) > 1 or root.pos_ == "PROPN" else focus.body(body.lower())
        if self._is_name(root) and root.ent_type_ != "NORP":
            found = self.named(name_at(root))
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
        known = self._people.get(_surname(name))
        if not known:
            return name
        fitting = [full for full in known if same_person(full, name) or name.endswith(full)]
        if len(name_keys(name)) > 1 and not _is_short(name):
            return max(fitting, key=lambda full: known[full]) if fitting else name
        titled = gender_of(printed)
        if titled is not None and len(fitting) > 1:
            fitting = [full for full in fitting if gender_of(full) in (titled, None)]
        ranked = sorted(fitting, key=lambda full: -known[full])
        if len(ranked) > 1 and (_is_short(name) or known[ranked[0]] < _PLAINLY * known[ranked[1]]):
            return name if _is_short(name) else None
        return ranked[0] if ranked else None

    def called(self, who: str) -> str:
        """The words of the roles under which the article speaks of somebody: "foreign minister russia"."""
        return self._roles.words(who)

    def is_person(self, who: str) -> bool:
        """Is this someone of whom "he" or "she" may be said?"""
        return who in self._people.get(_surname(who), ())

    def gender(self, who: str) -> Gender | None:
        """Which of the two is said of them, by their given name or a "Mr." or "Ms." in the article; None: untold."""
        return gender_of(who) or self._titled.get(_surname(who))

    def is_human(self, mention: Any) -> bool:
        """Does a noun phrase without a known name speak of a person: "the blogger", "his host"?"""
        root = mention.root
        return bool((root.pos_ == "NOUN" and is_human(root.lower_)) or root.ent_type_ == "PERSON")

    def _is_name(self, token: Any) -> bool:
        """A proper noun, or what the parser takes for a common one though somebody is called so: "Sanders"."""
        return token.pos_ == "PROPN" or (token.text[:1].isupper() and name_key(token.text) in self._people)

    def _is_called(self, root: Any, focus: Focus) -> bool:
        """Is a person meant by the name of a place, one with the given name before it, or the one spoken of last?"""
        known = self._people.get(name_key(root.text), ()) if is_seat(root.text) else ()
        printed = name_at(root)
        return any(focus.holds(full) or (" " in printed and same_person(full, printed)) for full in known)

    def _meet(self, name: str) -> None:
        if len(name_keys(name)) < 2 or any(c.isdigit() for c in name):
            return
        if is_body(name) and not (is_seat(name) and len(name.split()) == 2):
            return
        known = self._people[_surname(name)]
        # "Sergey" and "Sergei" are one; the spelling met first stands for both.
        same = [full for full in known if same_person(full, name)]
        if len(same) > 1 and _is_short(name):
            return
        known[same[0] if same else name] += 1

    def _meet_titled(self, name: Any) -> None:
        """Somebody whom the article names but by title and surname: "President Berg"."""
        bare = bare_name(name.text)
        before = name.doc[name.start - 1].text if name.start else ""
        titled = is_title(before) or (name[0].text not in bare and is_title(name[0].text))
        if not titled or len(name_keys(bare)) != 1 or is_body(bare):
            return
        if not any(" " in full for full in self._people.get(_surname(bare), ())):
            self._people[_surname(bare)][bare] += 1

    def _learn_role(self, name: Any, beside: Sequence[str]) -> str | None:
        """From "Russian Foreign Minister Sergey Lavrov" and from "Josep Borrell, the head of European diplomacy".

        `beside` are those whose colleague a colleague is. Returns whose role it is, None for what is nobody's.
        """
        who = self.named(name.text)
        if who is None or not self.is_person(who):
            return None
        for words in roles_of(name):
            if fold(words[-1]).strip(".") in SALUTATIONS:
                self._titled[_surname(who)] = gender_of(f"{words[-1]} {name.text}")
            self._roles.learn(who, words, beside)
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


def _beside(name: Any, named: list[str], before: list[str]) -> list[str]:
    """Whose colleague somebody may be: "their", of all who are named in the sentence; else of the one named last.

    Where nobody is, "Orlo told them … Her colleague …", of the first in the sentence before: that is its subject.
    """
    theirs = any(token.lower_ == "their" for token in name.doc[name.sent.start : name.start])
    return named if theirs and named else named[-1:] or before[:1]


def _named_in(sentence: Any) -> Iterator[Any]:
    """What is named in a sentence, people first where the recogniser sees something else in the same words."""
    people = list(names_in(sentence))
    others = [e for e in sentence.ents if not any(p.start < e.end and e.start < p.end for p in people)]
    yield from sorted((*people, *others), key=lambda name: name.start)


def _in_full(root: Any) -> str:
    """The noun that heads a phrase, with the rest of the body's name that it is part of: "House of Commons"."""
    whole = next((e for e in root.doc.ents if e.label_ == "ORG" and e.start <= root.i < e.end), None)
    return str(whole.text if whole is not None and whole.root == root else root.text)


def _surname(name: str) -> str:
    return next(reversed(name_keys(name)), "")


def _is_short(name: str) -> bool:
    """Is the given name but an initial: "J. Berg", "J.D. Berg"?"""
    first = name.split()[0] if name else ""
    return len(first.replace(".", "")) == 1 or "." in first
