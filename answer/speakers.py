"""Everyone who is quoted in an index, one entry a person however the name is spelt."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from language.names import may_mean, name_key, name_keys, one_each
from language.roles import Roles
from language.seats import by_country, governed_by, governed_from
from language.spelling import is_slip
from language.titles import bodiless, is_body, name_behind

_NAMESAKES = 4  # of those who bear the name or hold the role asked for, at most so many are asked for

# What may be a name: a word with a capital, or a long one typed small, which is less likely to be another by chance.
_NAME = re.compile(r"\b(?:[A-Z][^\W\d_]{3,}|[^\W\d_]{6,})")


class Speakers:
    """The people and bodies quoted.

    Args:
        counts: number of quotes by name as stored; several names may be one person's.
        mentions: under which words each name is spoken of.
    """

    def __init__(self, counts: Mapping[str, int], mentions: Mapping[str, Iterable[str]]) -> None:
        self._full = one_each(counts)
        self._counts: Counter[str] = Counter()
        self._roles = Roles()
        for name, full in self._full.items():
            self._counts[full] += counts[name]
            if is_body(full):  # "Sweden's ministry of defence" is the Swedish Defence Ministry
                self._roles.learn(full, full.removeprefix("the ").split())
            for said in sorted(mentions.get(name, ())):
                self._roles.learn(full, said.split())
        self._ranked = sorted(self._counts, key=lambda full: (-self._counts[full], full))
        # Whoever is called by a name has his last word in it: there may be many thousands to look through.
        self._by_last: dict[str, list[str]] = defaultdict(list)
        for full in self._ranked:
            for last in name_keys(full)[-1:]:
                self._by_last[last].append(full)

    def __iter__(self) -> Iterator[str]:
        """Full names, most quoted first."""
        return iter(self._ranked)

    def named(self, asked: str) -> tuple[str, ...]:
        """The full names behind what a question calls somebody, most quoted first; none where nobody is called so.

        They are several where several people bear the name asked for, and with them the bare surname where an article
        does not tell whose it is, where several are spoken of by the role asked for, "the minister", or where a capital
        stands for a government: the British defence ministry for "London".
        """
        asked = by_country(asked)
        alike = [full for last in set(name_keys(asked)) for full in self._by_last.get(last, ())]
        fitting = [full for full in alike if may_mean(asked, full) and not self._is_anyones(full, asked)]
        found = {*fitting, *self._governing_from(asked)} or {*self._roles.holders(asked)}
        return tuple(sorted(found, key=lambda full: (-self._counts[full], full)))[:_NAMESAKES]

    def spelt(self, text: str) -> str:
        """A text with the last names of those quoted as the articles print them.

        "Zelenskyy" is "Zelensky" where they have it so, and "Lavorv" is "Lavrov".
        """
        return _NAME.sub(lambda match: self._printed(match[0]), text)

    def _printed(self, word: str) -> str:
        """A word as it is printed in the name of whoever is quoted; itself where it is nobody's last name."""
        key = name_key(word)
        own = self._people(key) or [name for last in self._by_last if is_slip(key, last) for name in self._people(last)]
        printed = [full.split()[-1] for full in own]
        return printed[0] if printed and word.casefold() not in map(str.casefold, printed) else word

    def _people(self, key: str) -> list[str]:
        """The full names of the people, bodies apart, who have this last name, most quoted first."""
        return [full for full in self._by_last.get(key, ()) if not is_body(full)]

    def _governing_from(self, asked: str) -> list[str]:
        """The bodies called by a government's country, and those in its offices: of Russia, for "Moscow"."""
        own = governed_from(asked) or governed_by(asked)
        bodies = [full for full in self._ranked if is_body(full) and full.removeprefix("the ").split()[0] in own]
        return bodies + self._roles.serving(own[0]) if own else []

    def may_hold(self, asked: str) -> bool:
        """Does somebody hold an office, at whatever body it is: the Russian ambassador for "Russia's UN ambassador"?"""
        return bool(self._roles.holders(by_country(bodiless(asked))))

    def _is_anyones(self, full: str, asked: str) -> bool:
        """Is this a surname alone that may be anyone's, where somebody is asked for by the given name too?"""
        key = name_keys(full)
        alone = len(key) == 1 and len(name_keys(name_behind(asked))) > 1
        return alone and any(len(name_keys(one)) > 1 for one in self._by_last[key[0]])

    def within(self, text: str) -> list[str]:
        """The full names of those whose last name, or whole name for a body, stands in a text."""
        keys = name_keys(text)
        found = []
        for name, full in self._full.items():
            own = name_keys(name)
            alone = own[-1:] if own and own[-1] in keys and not is_body(name) else own
            if full not in found and alone and any(keys[i : i + len(alone)] == alone for i in range(len(keys))):
                found.append(full)
        return found

    def full(self, who: str) -> str:
        """The name under which a quote's speaker is shown: the fullest that the index holds."""
        return self._full.get(who, who)

    def is_same(self, full: str, who: str | None) -> bool:
        """Is `who`, as a quote names its speaker, this person?"""
        return who is not None and self._full.get(who) == full


def enumerated(names: str) -> list[str]:
    """The names that "and" and commas join.

    >>> enumerated("Keller, Weber and the mayor")
    ['Keller', 'Weber', 'the mayor']
    """
    return re.split(r",? and |, ", names)
