"""What kind of thing a question asks for, and does a sentence hold one? A number, a date, a person or a place."""

from __future__ import annotations

import re

_ASKS = (
    (
        "number",
        r"\bhow (?:many|much|long|far|old|tall|high|large|big|close)\b|\bwhat (?:number|share|percentage|sum)\b",
    ),
    (
        "date",
        r"^\W*(?:and |so )?(?:since |until |by |before |after )?when\b|\b(?:what|which) (?:day|date|year|month)\b",
    ),
    ("place", r"^\W*(?:and |so )?where\b|\b(?:what|which) (?:city|town|village|port|place|country|region|capital)\b"),
    ("person", r"^\W*(?:and |so )?(?:who|whom|whose)\b|\b(?:what|which) (?:man|woman|person|minister|politician)\b"),
)
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half"
)
_HOLDS = {
    "number": rf"(?i)\d|\b(?:{_NUMBER_WORDS})\b",
    "date": r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)\b|\b(?:1[5-9]|20)\d\d\b",
    "place": r"\b(?:in|at|to|from|near|of|on|into|around) (?:the )?(?:[a-z]+ (?:of )?){0,3}(?P<name>[A-Z][\w’'-]+)",
    "person": r"\b(?P<name>[A-Z][\w’'-]+ [A-Z][\w’'-]+)",
}


def kind_of(question: str) -> str | None:
    """The kind of thing asked for, None where a sentence about the subject will do.

    >>> kind_of("How many abstained?"), kind_of("When did they meet?"), kind_of("What happened in Bucha?")
    ('number', 'date', None)
    """
    return next((kind for kind, asks in _ASKS if re.search(asks, question, re.IGNORECASE)), None)


def holds(kind: str, sentence: str, question: str) -> bool:
    """Has the sentence something of that kind, and for a person or a place one that the question does not name itself?

    >>> holds("place", "They met in Antalya.", "Where did they meet?"), holds("place", "In Bonn.", "Where is Bonn?")
    (True, False)
    """
    asked = question.casefold()
    return any(
        "name" not in match.re.groupindex or match["name"].casefold() not in asked
        for match in re.finditer(_HOLDS[kind], sentence)
    )
