"""The latest or the earliest of what was said: does a question ask for it, and by which day does an article stand?"""

from __future__ import annotations

import re

from language.reporting import SPEAKING, forms
from records import Article

_SAID = rf"(?:{forms(SPEAKING)})\b"
_THING = (
    r"(?:(?:known|public|official) )?"
    r"(?:thing|statement|comment|remark|word|speech|interview|quote|message|view|report)s?\b"
)
# Asked for is the latest of what was said; the latest sanctions are a thing that may be spoken of at any time.
_ORDER = re.compile(
    rf"(?i)\s*\b(?:(?P<latest>latest|most recent|newest|last)|(?P<earliest>earliest|first))\b(?= {_THING}| {_SAID})"
    r"|\s*\b(?:(?P<newer>latest|most recent|newest)|(?P<older>earliest))\b"
    rf"(?=\W*$| (?:that|from|on|about|of|by|in|regarding)\b| (?:[\w.'’-]+ ){{1,3}}{_SAID})"
    r"|\s*\b(?P<lately>most recently)\b"
)


def order_in(question: str) -> tuple[str, int, int] | None:
    """("latest" or "earliest", start and end of the words that ask for it), None where a question asks for neither.

    >>> order_in("What did Keller say most recently?"), order_in("What did Keller say of the latest tolls?")
    (('latest', 19, 33), None)
    """
    match = _ORDER.search(question)
    if match is None:
        return None
    return ("earliest" if match["earliest"] or match["older"] else "latest"), match.start(), match.end()


def by_day(order: str, article: Article | None) -> tuple[bool, int]:
    """A key to sort articles by, the latest or the earliest first.

    One without a date comes last: it may be newer or older than any other.
    """
    printed = article.published if article else None
    if printed is None:
        return True, 0
    return False, -printed.toordinal() if order == "latest" else printed.toordinal()
