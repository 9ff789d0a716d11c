"""Of whom is "he" or "she" said, and of what "it"? The person spoken of last of whom that pronoun can be said.

Whoever is the subject of a sentence is spoken of; so is whoever speaks in it. Somebody without a name who comes between
("the blogger") takes the place, and then "he" is nobody that can be named. "It" is the body that the sentence before
is about, "the ministry" the one so named that was spoken of last.
"""

from __future__ import annotations

from language.given import Gender

_POSSESSIVE = {"his": "he", "her": "she", "him": "he"}


class Focus:
    """Who is spoken of, as an article goes on."""

    def __init__(self) -> None:
        self._subject: dict[Gender, str | None] = dict.fromkeys(Gender)
        self._mentioned: dict[Gender, str | None] = dict.fromkeys(Gender)
        self._said_of: dict[str, Gender] = {}  # which of the two an article says of whom no name tells it
        self._in_doubt: dict[Gender, bool] = {}  # may it be whoever was spoken of before
        self._bodies: list[str] = []  # that were spoken of, the last at the end
        self._it: str | None = None
        self._asks: tuple[str | None, str | None] = (None, None)

    def on(self, who: str, gender: Gender | None) -> None:
        """`who` is spoken of: the next "he", or "she", or either where `gender` is None, is said of them."""
        gender = gender or self._said_of.get(who)
        for each in [gender] if gender else Gender:
            if self._subject[each] != who:
                self._in_doubt[each] = gender is None and self._subject[each] is not None
            self._subject[each] = who

    def on_body(self, name: str | None) -> None:
        """A sentence is about a body, or, for None, about another thing: "it" is that, or no body."""
        self._it = name
        if name:
            self._bodies.append(name)

    def body(self, noun: str) -> str | None:
        """The body that "the ministry" is: the one with that word in its name of which was spoken last."""
        return next((name for name in reversed(self._bodies) if noun in name.lower().split()), None)

    def passing(self, who: str, gender: Gender | None) -> None:
        """`who` is mentioned by the way: theirs is a pronoun that no subject so far could bear."""
        if gender:
            self._mentioned[gender] = who

    def lose(self) -> None:
        """Somebody without a name is spoken of: who comes next as "he" or "she" can't be told."""
        self._subject = dict.fromkeys(Gender)
        self._mentioned = dict.fromkeys(Gender)

    def meant_by(self, pronoun: str) -> str | None:
        """The full name that "he", "she" or "it", "his" or "her" stands for here, None where it is not plain."""
        if pronoun == "it":
            return self._it
        pronoun = _POSSESSIVE.get(pronoun, pronoun)
        if pronoun not in ("he", "she"):
            return None
        gender = Gender(pronoun)
        who = self._subject[gender] or self._mentioned[gender]
        if who is not None and not self._in_doubt.get(gender):  # whoever is "she" here is not "he" in the next sentence
            self._said_of[who] = gender
            for other in Gender:
                if other is not gender and self._subject[other] == who:
                    self._subject[other] = None
        return who

    def asks(self, who: str | None, whom: str | None) -> None:
        """`who` has put a question, to `whom` where that is told; nobody has for None."""
        self._asks = (who, whom)

    def answering(self, who: str | None) -> str | None:
        """Who replies as "he" or "she": `who` is meant, but whoever has asked does not reply; it is whom they asked."""
        asker, asked = self._asks
        return asked if who is not None and who == asker else who

    def holds(self, who: str) -> bool:
        """Is this one of those spoken of last?"""
        return who in self._subject.values()
