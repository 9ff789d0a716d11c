"""What kind of thing a question asks for, and does a sentence hold one? A number, a date, a person, a place …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.counting import AMOUNTS, MONTHS, NUMBERS, WEEKDAYS

_MONTHS = "|".join(map(str.capitalize, MONTHS))
_DAYS = "|".join(map(str.capitalize, WEEKDAYS))
_NUMBER_WORDS = "|".join((*NUMBERS, *AMOUNTS))
_WHAT = r"\b(?:what|which) (?:is |was |were |are )?(?:the )?(?:total |exact )?"


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A kind of thing: how a question asks for it, and how a sentence holds it.

    `measured` kinds have a unit of their own: where no sentence has one, there is no answer.
    """

    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str]
    measured: bool = False


def _kind(name: str, asks: str, holds: str, measured: bool = False) -> AnswerType:
    return AnswerType(name, re.compile(asks, re.IGNORECASE), re.compile(holds), measured)


# The first that a question asks for is taken, so the narrower come first.
KINDS = (
    _kind(
        "an age",
        rf"\bhow old\b|{_WHAT}age of\b",
        r"(?i)\d[- ]years?[- ]old\b|\baged? (?:of )?\d|, \d\d,|\bcentur(?:y|ies) old\b|"
        r"\bborn (?:in|on)\b|\bturn(?:s|ed) \d|\bbirthday\b",
        measured=True,
    ),
    _kind(
        "a sum of money",
        r"\bhow much (?:money|is .+ worth|(?:do|did|does|will|would|has|have|had) .+ (?:cost|pay|paid|earn|spen[dt]))\b"
        rf"|{_WHAT}(?:price|salary|fine|cost)\b",
        r"(?i)[$€£¥₽]|\b(?:dollars?|euros?|pounds?|rou?bles?|yen|yuan|cents?|francs?|hryvnias?|free of charge)\b",
        measured=True,
    ),
    _kind(
        "a share",
        rf"\bhow many per ?cent\b|{_WHAT}(?:percentage|share|proportion)\b",
        r"(?i)%|\bper ?cent|\b(?:half|third|quarter|fifth|tenth|majority|all|none)s?\b",
        measured=True,
    ),
    _kind(
        "a distance",
        rf"\bhow far (?:away|off|is|was|are|were|from)\b|{_WHAT}distance\b",
        r"(?i)\b(?:km|kilomet\w+|miles?|met(?:er|re)s?|feet|foot|yards?|light[- ]years?|border|outskirts)\b",
        measured=True,
    ),
    _kind(
        "a number",
        rf"\bhow (?:many|much|long|far|old|tall|high|large|big|close|often|fast|deep)\b"
        rf"|{_WHAT}(?:number|sum|death toll)\b",
        rf"(?i)\d|\b(?:{_NUMBER_WORDS})\b",
    ),
    _kind(
        "a date",
        r"^\W*(?:and |so )?(?:since |until |by |before |after )?when\b|\b(?:what|which) (?:day|date|year|month)\b",
        rf"\b(?:{_MONTHS})\b|\b(?:{_DAYS})\b|(?i:\b(?:yesterday|today)\b)|"
        r"\b(?:1[0-9]|20)\d\d\b",
    ),
    _kind(
        "a place",
        r"^\W*(?:and |so )?where\b|\b(?:what|which) (?:city|town|village|port|place|country|region|capital)\b",
        r"\b(?:in|at|to|from|near|of|on|into|around) (?:the )?(?:[a-z]+ (?:of )?){0,3}(?P<name>[A-Z][\w’'-]+)",
    ),
    _kind(
        "a person",
        r"^\W*(?:and |so )?(?:who|whom|whose)\b|\b(?:what|which) (?:man|woman|person|minister|politician)\b",
        r"\b(?P<name>[A-Z][\w’'-]+ [A-Z][\w’'-]+)",
    ),
)


def kind_of(question: str) -> AnswerType | None:
    """The kind of thing asked for, None where a sentence about the subject will do.

    >>> kind_of("How many abstained?").name, kind_of("How old is he?").name, kind_of("What happened in Bucha?")
    ('a number', 'an age', None)
    """
    return next((kind for kind in KINDS if kind.asks.search(question)), None)


def holds(kind: AnswerType, sentence: str, question: str) -> bool:
    """Has the sentence something of that kind, and for a person or a place one that the question does not name itself?

    >>> where = kind_of("Where is Bonn?")
    >>> holds(where, "They met in Antalya.", "Where is Bonn?"), holds(where, "In Bonn.", "Where is Bonn?")
    (True, False)
    """
    asked = question.casefold()
    return any(
        "name" not in match.re.groupindex or match["name"].casefold() not in asked
        for match in kind.holds.finditer(sentence)
    )
