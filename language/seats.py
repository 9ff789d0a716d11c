"""Capitals that stand for the government which sits there: "London says" is what Britain's government says."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLACE = "in|at|near|from|to|into|outside|around|over|on|of"
# What is named after the city where it came about.
_MADE_THERE = "accords?|agreements?|protocols?|treaty|treaties|pact|convention|process|format|summit|conference|talks"

# Each with the words by which the country or union is called, and what is of it.
CAPITALS = {
    words[0]: tuple(words[1:])
    for words in (
        line.split()
        for line in """
        Moscow Russia Russian
        Kyiv Ukraine Ukrainian
        Kiev Ukraine Ukrainian
        Washington US USA U.S. America American
        London Britain British UK U.K.
        Brussels EU European
        Berlin Germany German
        Paris France French
        Rome Italy Italian
        Madrid Spain Spanish
        Warsaw Poland Polish
        Budapest Hungary Hungarian
        Belgrade Serbia Serbian
        Minsk Belarus Belarusian
        Ankara Turkey Turkish
        Athens Greece Greek
        Beijing China Chinese Sino
        Tokyo Japan Japanese
        Delhi India Indian
        Islamabad Pakistan Pakistani
        Kabul Afghanistan Afghan
        Tehran Iran Iranian
        Baghdad Iraq Iraqi
        Damascus Syria Syrian
        Jerusalem Israel Israeli
        Cairo Egypt Egyptian
        Riyadh Saudi
        Canberra Australia Australian
        Ottawa Canada Canadian
        Brasília Brazil Brazilian
        Caracas Venezuela Venezuelan
        Havana Cuba Cuban
        """.strip().splitlines()
    )
}
_COUNTRY_OF = {capital.casefold(): country for capital, (country, *_) in CAPITALS.items()} | {"kremlin": "Russia"}
_SEATED = re.compile(rf"(?i)\b(?:{'|'.join(_COUNTRY_OF)})(?=['’]s\b)")
# What a government is called by the nation's name: "the British authorities", "the British", "Britain".
_RULERS = re.compile(r"(?i)(?P<nation>.+?)(?:['’]s)? (?:government|authorities|leadership|officials|side|camp)")
# "The Kremlin's boss" is whoever presides over Russia.
_RULER = re.compile(
    rf"(?i)\b(?:the )?(?P<seat>{'|'.join(_COUNTRY_OF)})(?:['’]s)? (?:chief|boss|leader|ruler|strongman)(?! \w)"
)
# "The president in Kyiv" is Ukraine's, but the Danish envoy in Kyiv is Denmark's.
_SITS = re.compile(
    r"(?i)(?:the )?(?P<office>president|leader|leadership|government|cabinet|(?:foreign |prime )?minist(?:ry|er))"
    rf" in (?:the )?(?P<seat>{'|'.join(_COUNTRY_OF)})"
)
# Whoever heads a ministry is a minister.
_MINISTRY = re.compile(
    r"(?i)(?:the )?(?:head|chief|boss) of (?P<of>.+) ministry|(?P<own>.+) ministry['’]s (?:head|chief|boss)"
)
_HEAD = re.compile(r"(?i)\bhead of state\b")
_OF_CITIES = re.compile(r"(?i)\b(?:mayor|governor|archbishop|bishop|police|court)")


def governed_from(name: str, question: str = "") -> tuple[str, ...]:
    """The words for what is governed from a capital; none where a question means the city, or what came about there.

    >>> governed_from("London", "What does London say of the toll?")
    ('Britain', 'British', 'UK', 'U.K.')
    >>> governed_from("London", "How many met in London?"), governed_from("Bonn")
    ((), ())
    """
    capital = next((one for one in CAPITALS if one.casefold() == name.casefold()), None)
    city = re.escape(name)
    if capital is None or re.search(rf"(?i)\b(?:{_PLACE}) {city}\b|\b{city} (?:{_MADE_THERE})\b", question):
        return ()
    return CAPITALS[capital]


def governed_by(rulers: str) -> tuple[str, ...]:
    """The words for the nation whose government is meant; none where no government is.

    >>> governed_by("the British government"), governed_by("the Danish ferry"), governed_by("the Greeks")
    (('Britain', 'British', 'UK', 'U.K.'), (), ('Greece', 'Greek'))
    """
    match = _RULERS.fullmatch(rulers)
    return _nation(match["nation"] if match else rulers)


def is_nation(name: str) -> bool:
    """Is a country or its people named alone, "Russia", "the Greeks"? Its government may be meant, or not."""
    return bool(_nation(name))


def _nation(name: str) -> tuple[str, ...]:
    named = re.sub("(?i)^the ", "", name)
    return next((nation for nation in CAPITALS.values() if _is_called(named, nation)), ())


def _is_called(named: str, nation: Sequence[str]) -> bool:
    """Is this one of a nation's names, or its people's? Of two letters as printed: "us" is no country."""
    people = named.casefold().removesuffix("s")
    return named in nation or any(people == word.casefold().removesuffix("s") for word in nation if len(word) > 2)


def by_country(role: str) -> str:
    """A role with the country in the place of the seat of its government; what a city has of its own stays.

    Whoever is at the head of a state is its president.

    >>> by_country("Moscow's top diplomat"), by_country("the Kremlin's envoy"), by_country("Moscow's mayor")
    ("Russia's top diplomat", "the Russia's envoy", "Moscow's mayor")
    >>> by_country("the head of the Danish foreign ministry")
    'the Danish foreign minister'
    >>> by_country("the president in Kyiv"), by_country("the Danish envoy in Kyiv")
    ("Ukraine's president", 'the Danish envoy in Kyiv')
    >>> by_country("the Kremlin chief"), by_country("Ukraine's head of state"), by_country("Moscow's chief diplomat")
    ("Russia's president", "Ukraine's president", "Russia's chief diplomat")
    """
    if _OF_CITIES.search(role):
        return role
    role = _HEAD.sub("president", role)
    if heads := _MINISTRY.fullmatch(role.strip()):
        role = f"{heads['of'] or heads['own']} minister"
    if sits := _SITS.fullmatch(role.strip()):
        return f"{_COUNTRY_OF[sits['seat'].casefold()]}'s {sits['office']}"
    role = _RULER.sub(lambda match: f"{_COUNTRY_OF[match['seat'].casefold()]}'s president", role)
    return _SEATED.sub(lambda match: _COUNTRY_OF[match[0].casefold()], role)
