"""What kind of thing a question asks for, and does a sentence hold one? A number, a date, a person, a place …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.counting import AMOUNTS, MONTHS, NUMBERS, WEEKDAYS
from language.seats import CAPITALS

_MONTHS = "|".join(map(str.capitalize, MONTHS))
_DAYS = "|".join(map(str.capitalize, WEEKDAYS))
_NUMBER_WORDS = "|".join((*NUMBERS, *AMOUNTS))
# Days, years, shares, distances, sums and what is numbered: "9 May", "in 2022", "30 km", "$5", "80th", "Type-3".
_COUNTS_NOTHING = (
    rf"(?i)\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b(?:,? \d{{4}}\b)?|"
    rf"\b(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?\b|"
    rf"\b(?:in|since|of|from|until|by|before|after|early|late|{_MONTHS}),? (?:1[5-9]|20)\d\d\b(?! [a-z]+s\b)|"
    r"\b\d[\d.,]* ?(?:%|per ?cent|percent|km|kilomet\w+|miles?|met(?:er|re)s?|degrees|[ap]\.?m\b)|"
    rf"(?:\b\d[\d.,]*|\b(?:{_NUMBER_WORDS}))[- ](?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)\b|"
    r"[$€£¥₽] ?\d[\d.,]*(?: (?:m|b|tr)illion)?|\b\d+(?:st|nd|rd|th)\b|\b[a-z]+-\d+\b|\b\d\d?:\d\d\b|"
    r"\bone (?:of|another|day|side)\b|\b(?:no|any|some|every)[ -]?one\b"
)
# What is counted apart: a sentence that tells how many were killed does not tell how many were wounded.
_COUNTED_APART = tuple(
    tuple(re.compile(rf"(?i)\b(?:{words})") for words in group)
    for group in (
        (
            r"kill|dead\b|die[ds]?\b|dying|death|fatal|perish",
            r"injur|wound|hurt\b",
            r"captur|prisoner|detain|arrest",
            r"missing\b",
        ),
        (r"favou?r|support|back(?:ed|ing)?\b", r"against\b|oppos|reject", r"abst[ae]"),
    )
)
_SPAN = (
    r"seconds?|minutes?|hours?|hourly|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|until|till|"
    r"overnight|briefly"
)
_OF_NATIONS = "|".join(word for nation in CAPITALS.values() for word in nation)
_NO_ADJECTIVE = "did|do|does|was|were|is|are|has|have|had|of|in"
_WHAT = r"\b(?:what|which) (?:is |was |were |are )?(?:the )?(?:total |exact )?"


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A kind of thing: how a question asks for it, and how a sentence holds it.

    `measured` kinds have a unit of their own: where no sentence has one, there is no answer. `unlike` is what looks
    like one and is none.
    """

    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str]
    measured: bool = False
    unlike: re.Pattern[str] | None = None


def _kind(name: str, asks: str, holds: str, measured: bool = False, unlike: str | None = None) -> AnswerType:
    return AnswerType(
        name, re.compile(asks, re.IGNORECASE), re.compile(holds), measured, re.compile(unlike) if unlike else None
    )


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
        "a length of time",  # "the first since May" tells when something began, not how long it lasted
        r"\bhow long (?:did|do|does|will|would)\b.* (?:last|take|go on)\b",
        rf"(?i)\b(?:{_SPAN})\b",
        measured=True,
    ),
    _kind(
        "a length of time",
        r"\bhow long (?:did|do|does|will|would|has|have|had|after|before|ago|into|since|until)\b|\bfor how long\b",
        rf"(?i)\b(?:{_SPAN}|since)\b",
        measured=True,
    ),
    _kind(
        "a count",
        r"\bhow many(?! (?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|kilomet\w+|miles?)\b)",
        rf"(?i)\d|\b(?:{_NUMBER_WORDS}|both|none|nobody)\b",
        measured=True,
        unlike=_COUNTS_NOTHING,
    ),
    _kind(
        "a number",
        rf"\bhow (?:much|many|long|far|old|tall|high|large|big|close|often|fast|deep)\b"
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
        r"^\W*(?:and |so )?where\b|"
        r"\b(?:what|which) (?:cit(?:y|ies)|towns?|villages?|ports?|places?|countr(?:y|ies)|regions?|capitals?)\b",
        r"\b(?:in|at|to|from|near|of|on|into|around) (?:the )?(?:[a-z]+ (?:of )?){0,3}(?P<name>[A-Z][\w’'-]+)",
    ),
    _kind(
        "a name",
        rf"\b(?:what |which (?:(?!(?:{_NO_ADJECTIVE})\b)[\w-]+ ){{0,3}}?)(?:compan(?:y|ies)|firms?|outlets?|"
        r"newspapers?|broadcasters?|channels?|agenc(?:y|ies)|banks?|airlines?|websites?|brands?)\b",
        rf"(?P<name>(?<=[\w,;:(] )(?!(?:{_OF_NATIONS})\b)[A-Z][\w’'&-]+|\b[A-Z]{{2,}}\b|^[A-Z][\w’'-]+ [A-Z][\w’'-]+)",
        measured=True,
    ),
    _kind(
        "the holder of an office",
        r"^\W*(?:and |so )?who(?: is|['’]s| was) (?:the |a |an )?(?:[\w-]+ ){0,3}?"
        r"(?P<office>mayor|president|premier|prime minister|minister|governor|chancellor|king|queen|pope|ambassador)\b",
        r"\b(?P<name>[A-Z][\w’'-]+ [A-Z][\w’'-]+)",
        measured=True,
    ),
    _kind(
        "a person",
        r"^\W*(?:and |so )?(?:who|whom|whose)\b|"
        r"\b(?:what|which) (?:m[ae]n|wom[ae]n|person|people|ministers?|politicians?|officials?|diplomats?)\b",
        r"\b(?P<name>[A-Z][\w’'-]+ [A-Z][\w’'-]+)",
    ),
)


def kind_of(question: str) -> AnswerType | None:
    """The kind of thing asked for, None where a sentence about the subject will do.

    >>> kind_of("How many abstained?").name, kind_of("How old is he?").name, kind_of("What happened in Bucha?")
    ('a count', 'an age', None)
    """
    return next((kind for kind in KINDS if kind.asks.search(question)), None)


def holds(kind: AnswerType, sentence: str, question: str) -> bool:
    """Has the sentence something of that kind, and for a person or a place one that the question does not name itself?

    Whoever holds an office is told in a sentence that has a word for it.

    >>> where = kind_of("Where is Bonn?")
    >>> holds(where, "They met in Antalya.", "Where is Bonn?"), holds(where, "In Bonn.", "Where is Bonn?")
    (True, False)
    """
    asked, asks = question.casefold(), kind.asks.search(question)
    office = asks.groupdict().get("office") if asks else None
    if office and office.casefold() not in sentence.casefold():
        return False
    if kind.unlike and _tells_of_others(sentence, question):
        return False
    told = kind.unlike.sub("", sentence) if kind.unlike else sentence
    return any(
        "name" not in match.re.groupindex or match["name"].casefold() not in asked
        for match in kind.holds.finditer(told)
    )


def _tells_of_others(sentence: str, question: str) -> bool:
    """Does a sentence tell how many there are of others only than those asked for?"""
    for group in _COUNTED_APART:
        asked = [words for words in group if words.search(question)]
        told = [words for words in group if words.search(sentence)]
        if asked and told and not any(words in told for words in asked):
            return True
    return False
