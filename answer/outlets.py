"""The outlets in a question: which it names, what it asks of them, and whose they are by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.compare import content_words, fold

_OUTLETS = (
    r"(?:the |different |various |other |all |each |every )*"
    r"(?:outlets?|media|newspapers?|papers|articles?|reports|sources|sites|agencies)"
)
_TELL = (
    r"describe|report|cover|portray|present|frame|tell|call|say|write|see|differ|disagree|"
    r"covered|reported|described|said|written|told"
)
# "Keller's blog": the name of an outlet tells whose it is.
_OWNED = re.compile(r"(?i)(?P<owner>.+?)['’]s? (?:substack|blog|newsletter|diary|journal|page|letter|notes)")


def outlets_in(question: str, outlets: Sequence[str]) -> tuple[str, ...]:
    """The outlets that a question names as such: "in ABC", "according to ABC and the Morning Post"."""
    asked = fold(question)
    known = {fold(outlet): outlet for outlet in outlets if fold(outlet) in asked}  # seldom: there may be hundreds
    if not known:
        return ()
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    each = rf"(?:the )?(?:{names})\b"
    row = re.search(
        rf"\b(?:in|by|from|between|according to|did|do|does|has|have) (?P<row>{each}(?:(?:, and |, | and ){each})*)",
        asked,
    )
    return tuple(known[name] for name in re.findall(rf"\b(?:{names})\b", row["row"])) if row else ()


def of_outlets(question: str, names: Sequence[str] = ()) -> str | None:
    """What it is that outlets are asked for, those of these names or all; None where the question asks none.

    >>> of_outlets("How did different outlets describe the dam?"), of_outlets("What did ABC say of it?", ["ABC"])
    (' the dam?', ' of it?')
    """
    these = rf"(?:the )?(?:{'|'.join(map(re.escape, names))})"
    subject = rf"(?:{_OUTLETS}|{these}(?:(?:, and |, | and ){these})*)" if names else _OUTLETS
    match = re.match(rf"(?i)^\s*(?:how|what) (?:did|do|does|have|has) {subject} (?:{_TELL})\b(?P<rest>.*)$", question)
    return match["rest"] if match else None


def hosted_by(who: str, outlets: Sequence[str]) -> str | None:
    """The outlet that is named after whom a question asks for, "Keller's blog"; None where none is."""
    owners = ((_OWNED.fullmatch(outlet), outlet) for outlet in outlets)
    return next((outlet for match, outlet in owners if match and fold(match["owner"]) == fold(who)), None)


def is_outlet(name: str, outlets: Sequence[str]) -> bool:
    """Does a name share its first word with an outlet's: "Sputnik International"?"""
    return any(content_words(outlet)[:1] == content_words(name)[:1] for outlet in outlets)
