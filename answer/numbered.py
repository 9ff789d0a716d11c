"""Things of one name told apart by their number: the second round from the first, the 80th birthday from the 75th."""

from __future__ import annotations

import re
from collections import defaultdict

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERED = re.compile(
    rf"(?i)\b(?P<which>\d+(?=(?:st|nd|rd|th)\b)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?[ -](?P<thing>[a-z]{{4,}})"
)


def is_of_another(text: str, question: str) -> bool:
    """Does a text tell of another thing only than a question asks for, one of another number?

    >>> is_of_another("In the first round 30 ran.", "Who won the 2nd round?"), is_of_another("It began.", "Who won?")
    (True, False)
    """
    asked = _numbered(question)
    told = _numbered(text) if asked else {}  # texts are many
    return any(thing in told and not which & told[thing] for thing, which in asked.items())


def _numbered(text: str) -> dict[str, set[str]]:
    """The numbers of each thing that has one."""
    numbers = {word: str(n) for n, word in enumerate(_ORDINALS, 1)}
    found: dict[str, set[str]] = defaultdict(set)
    for match in _NUMBERED.finditer(text):
        which = match["which"].lower()
        found[match["thing"].lower()].add(numbers.get(which, which))
    return found
