"""Words that stand for one another, "EU" and "European Union", "Kiev" and "Kyiv": a small file that people may edit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from records import OnRecordError


class Aliases:
    """Groups of names for one thing; the first of a group is written for each of them.

    >>> Aliases([["kyiv", "kiev"], ["eu", "european union"]]).unify("From Kiev to the European Union's seat")
    "From kyiv to the eu's seat"
    """

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._first = {name.casefold(): group[0] for group in groups for name in group[1:]}
        names = sorted(self._first, key=len, reverse=True)  # "united states" before "states"
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE) if names else None
        self.fingerprint = hashlib.sha256(repr(sorted(self._first.items())).encode()).hexdigest()[:8]

    def unify(self, text: str) -> str:
        """The text with each name replaced by the first of its group."""
        return self._pattern.sub(lambda match: self._first[match[0].casefold()], text) if self._pattern else text


def read_aliases(path: Path) -> Aliases:
    """The groups of a file, one a line, names parted by commas, # before a remark; an empty file has none.

    Raises:
        OnRecordError: there is no such file, a line holds a single name, or a name stands in two groups.
    """
    if not path.is_file():  # without them answers change, and nothing would tell why
        raise OnRecordError(
            f"There is no file of aliases {path} in {Path.cwd()}.",
            "Start in the project's folder, or name the file, which may be empty: ONRECORD_ALIASES=PATH",
        )
    groups: list[list[str]] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        names = [name.strip() for name in line.split("#")[0].split(",") if name.strip()]
        if len(names) == 1:
            raise OnRecordError(
                f"{path}:{number} holds the single name {names[0]!r}.", "Give it another, or delete it."
            )
        for name in names:
            if seen.setdefault(name.casefold(), number) != number:
                raise OnRecordError(
                    f"{path}:{number} holds {name!r}, which stands in line {seen[name.casefold()]} too.",
                    "Put all names of one thing on one line.",
                )
        groups += [names] if names else []
    return Aliases(groups)
