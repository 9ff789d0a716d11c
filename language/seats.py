"""Capitals that stand for the government which sits there: "London says" is what Britain's government says."""

from __future__ import annotations

import re

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
# What a government is called by the nation's name: "the British authorities".
_RULERS = re.compile(r"(?i)(?:the )?(?P<nation>\S+?)(?:['’]s)? (?:government|authorities|leadership|officials|side)")
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

    >>> governed_by("the British government"), governed_by("the Danish ferry")
    (('Britain', 'British', 'UK', 'U.K.'), ())
    """
    match = _RULERS.fullmatch(rulers)
    return next((nation for nation in CAPITALS.values() if match and match["nation"] in nation), ())


def by_country(role: str) -> str:
    """A role with the country in the place of the seat of its government; what a city has of its own stays.

    >>> by_country("Moscow's top diplomat"), by_country("the Kremlin's envoy"), by_country("Moscow's mayor")
    ("Russia's top diplomat", "the Russia's envoy", "Moscow's mayor")
    """
    if _OF_CITIES.search(role):
        return role
    return _SEATED.sub(lambda match: _COUNTRY_OF[match[0].casefold()], role)
