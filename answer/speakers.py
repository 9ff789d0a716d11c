"""Everyone who is quoted in an index, one entry a person however the name is spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from language.names import may_mean, name_keys, same_person
from language.roles import Roles


class Speakers:
    """The people and bodies quoted.

    Args:
        counts: number of quotes by name as stored; several names may be one person's.
        mentions: under which words each name is spoken of.
    """

    def __init__(self, counts: Mapping[str, int], mentions: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in sorted(counts, key=lambda n: (len(n.split()) < 2, -counts[n], n)):
            known = next((full for full in self._names if same_person(full, name)), None)
            self._names.setdefault(known or name, []).append(name)
        self._roles = Roles()
        for full, names in self._names.items():
            for said in (said for name in names for said in sorted(mentions.get(name, ()))):
                self._roles.learn(full, said.split())
        self._counts = {full: sum(counts[name] for name in names) for full, names in self._names.items()}

    def __iter__(self) -> Iterator[str]:
        """Full names, most quoted first."""
        return iter(sorted(self._names, key=lambda full: (-self._counts[full], full)))

    def named(self, asked: str) -> str | None:
        """The full name behind what a question calls somebody: a name, or a role that only one is spoken of by."""
        fitting = [full for full, names in self._names.items() if any(may_mean(asked, name) for name in names)]
        if fitting:
            return max(fitting, key=lambda full: self._counts[full])
        in_role = self._roles.holders(asked)
        return in_role[0] if len(in_role) == 1 else None

    def within(self, text: str) -> list[str]:
        """The full names of those whose last name, or whole name for a body, stands in a text."""
        keys = name_keys(text)
        found = []
        for full, names in self._names.items():
            for name in names:
                own = name_keys(name)
                alone = own[-1:] if own and own[-1] in keys and not _is_body(name) else own
                if alone and any(keys[i : i + len(alone)] == alone for i in range(len(keys))):
                    found.append(full)
                    break
        return found

    def full(self, who: str) -> str:
        """The name under which a quote's speaker is shown: the fullest that the index holds."""
        return next((full for full, names in self._names.items() if who in names), who)

    def is_same(self, full: str, who: str | None) -> bool:
        """Is `who`, as a quote names its speaker, this person?"""
        return who is not None and who in self._names.get(full, ())


def _is_body(name: str) -> bool:
    return bool(re.search(r"(?i)ministry|council|assembly|government|office|headquarters|department|union|house", name))
