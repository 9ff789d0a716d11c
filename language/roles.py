"""The roles under which articles speak of people: "the Russian foreign minister", "the top diplomat", "the senator".

A role is a set of words in one form each: "Russia's", "Russian" and "Russia" are one, and so are "spokeswoman" and
"spokesperson". Whoever is called the Russian foreign minister is also the Russian minister and the Russian diplomat;
but the minister's wife, the deputy minister and the former one are none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from language.compare import STOP_WORDS, fold
from language.seats import CAPITALS
from language.spelling import name_key
from language.titles import OFFICES, is_body

_POSSESSIVE = re.compile(r"['’]s?$")
# Words that stand for one another, each written as the last of its line.
_SAME = {
    word: line.split()[-1]
    for line in """
    russian russia
    ukrainian ukraine
    turkish turkey
    us american usa america
    uk british britain
    eu european europe
    french france
    german germany
    chinese china
    italian italy
    spanish spain
    polish poland
    serbian serbia
    israeli israel
    iranian iran
    indian india
    japanese japan
    canadian canada
    hungarian hungary
    belarusian belarus
    syrian syria
    iraqi iraq
    afghan afghanistan
    pakistani pakistan
    egyptian egypt
    greek greece
    swedish sweden
    norwegian norway
    danish denmark
    finnish finland
    dutch netherlands
    austrian austria
    swiss switzerland
    portuguese portugal
    irish ireland
    czech czechia
    romanian romania
    bulgarian bulgaria
    georgian georgia
    korean korea
    australian australia
    brazilian brazil
    mexican mexico
    venezuelan venezuela
    cuban cuba
    diplomacy diplomat
    defence defense
    spokesman spokeswoman spokesperson
    chairman chairwoman chairperson chair
    congressman congresswoman congressperson
    sen senator
    rep representative
    gov governor
    pres president
    fm foreign-minister
    negotiator-in-chief negotiator
    commander-in-chief commander
    """.strip().splitlines()
    for word in line.split()
}
# Whoever holds the words on the left may be called by those on the right as well.
_ALSO = (
    ({"foreign", "minister"}, {"diplomat"}),
    ({"foreign", "policy"}, {"diplomat"}),
    ({"secretary", "state"}, {"diplomat"}),
    ({"press", "secretary"}, {"spokesperson"}),
    ({"president"}, {"leader"}),
    ({"prime", "minister"}, {"leader", "premier"}),
    ({"representative"}, {"congressperson", "lawmaker"}),
    ({"senator"}, {"lawmaker"}),
    ({"ambassador"}, {"envoy"}),
    ({"representative"}, {"envoy"}),
    ({"leader", "delegation"}, {"negotiator"}),
)
# Who asks chooses other words than the article: a country's foreign policy chief, its top envoy, is its diplomat.
_DIPLOMACY = (frozenset(("foreign", "policy")), frozenset(("external", "affairs")), frozenset(("envoy",)))
_LEADING = frozenset("top head chief minister commissioner representative".split())
# What a role loses nothing by: "the top diplomat", "the country's foreign minister".
_VAGUE = frozenset(
    """top head chief senior country country's nation's nation respective own visiting veteran said late
    official""".split()
)
# Whoever is called so with an office does not hold the office itself: "the deputy mayor", "a former president".
_LESSER = frozenset("deputy vice former ex onetime assistant associate incoming would-be".split())
# The words of office by which somebody may be called alone. Where another's is named, "the mayor's wife", it is no part
# of the role as such.
_HOLDERS = (
    OFFICES - frozenset("prime foreign defence defense interior finance general state chief head".split()) - _LESSER
)

_STATES = frozenset(_SAME.get(fold(word), fold(word)) for words in CAPITALS.values() for word in words)
# Who holds one of these speaks for a country where its government is asked for.
_OF_STATE = frozenset(
    "president premier chancellor minister secretary diplomat ambassador spokesperson commissioner".split()
)

# A role of these alone is nobody's in particular, though only one holder may be named.
_COUNTRY = frozenset(_SAME[word] for word in "russian ukrainian us uk eu french german turkish chinese".split())

# Whoever is called so holds the office of whom he or she is named beside: "Lavrov and his Turkish colleague".
_ALIKE = frozenset(("colleague", "counterpart"))
_MEETING = frozenset(("minister", "diplomat"))


class Roles:
    """Who is called what."""

    def __init__(self) -> None:
        self._held: dict[str, set[str]] = defaultdict(set)
        self._bearers: dict[str, list[str]] = defaultdict(list)  # by the word that stands for their office

    def learn(self, who: str, words: Iterable[str], beside: Iterable[str] = ()) -> None:
        """These words stood with the name of `who`: "Russian Foreign Minister".

        Where they make `who` a colleague or counterpart, the office is that of those named `beside` them, whenever that
        is learned, here or in another article.
        """
        held = role_of(words)
        if who not in self._held:
            self._bearers[_as_is(who)].append(who)
        self._held[who] |= held
        if held & _ALIKE:
            self._held[who] |= set(map(_as_is, beside))
        for having, also in _ALSO:
            if having <= self._held[who]:
                self._held[who] |= also

    def holders(self, printed: str) -> list[str]:
        """Everyone who may be meant by "the Russian minister"; none for words that name no role."""
        words = printed.split()
        wanted = role_of(words)
        if not wanted or wanted <= _COUNTRY or words[0].lower() in ("a", "an", "another", "one", "some", "any"):
            return []
        found = self._holding(wanted)
        if not found and _LEADING.intersection(map(str.lower, words)):
            own = next((wanted - theirs for theirs in _DIPLOMACY if theirs < wanted), set())
            found = self._holding(own | {"diplomat"}) if own else []
        people = _LEADING.intersection(word.lower() for word in words)  # no body is the chief of another
        return [who for who in found if not (people and is_body(who))]

    def _holding(self, wanted: set[str]) -> list[str]:
        return [who for who, held in self._held.items() if wanted <= held | self._shared(held, wanted)]

    def serving(self, country: str) -> list[str]:
        """Everyone who holds an office of a country, told by one of its words; not "the British envoy to Russia"."""
        own = role_of([country])
        return [who for who, held in self._held.items() if held & _STATES == own and held & _OF_STATE]

    def _shared(self, held: set[str], wanted: set[str]) -> set[str]:
        """The words of the offices that a colleague shares with those whose colleague he or she is.

        Where no office of theirs is known, whoever is "their Turkish colleague" may be called the Turkish minister, but
        nothing higher. Then the country must be wanted as well.
        """
        beside = [who for word in held & self._bearers.keys() for who in self._bearers[word]]
        offices = set().union(*(self._held[who] for who in beside)) & OFFICES
        return offices or (wanted & _MEETING if held & _ALIKE and wanted & held & _STATES else set())

    def words(self, who: str) -> str:
        """The words of all the roles that somebody is known by, in one form each; "" for none."""
        return " ".join(sorted(self._held.get(who, ())))


def _as_is(who: str) -> str:
    """The word that stands for the office of somebody: by the surname, as articles may print no more of the name."""
    return f"as_{name_key(who.split()[-1])}"


def role_of(words: Iterable[str]) -> set[str]:
    """The words of a role, given in order, in the form in which they are compared.

    A word behind an underscore is no office of whoever is called so: it is another's, or once was theirs. Words in this
    form stay as they are.

    >>> sorted(role_of("the Russian Federation's top diplomat".split())), sorted(role_of(["the", "U.S.", "envoy"]))
    (['diplomat', 'federation', 'russia'], ['america', 'envoy'])
    >>> sorted(role_of("the deputy mayor".split())), sorted(role_of("the wife of the mayor".split()))
    (['deputy_', 'deputy_mayor'], ['of_mayor', 'wife'])
    >>> role_of("the mayor's wife".split()) == role_of("the wife of the mayor".split())
    True
    """
    read = [(printed, word) for printed in words for word in _parted(printed)]
    owned = max(
        (i for i, (printed, _) in enumerate(read) if i + 1 < len(read) and _POSSESSIVE.search(printed)), default=-1
    )
    lesser, behind_of = "", False
    found: set[str] = set()
    for i, (printed, word) in enumerate(read):
        if "_" in printed:
            found.add(printed)
        elif word == "of":
            lesser, behind_of = "", True
        elif word in _LESSER:
            lesser = lesser or word
            found.add(f"{word}_")
        elif word.replace("-", "").isalpha() and word not in _VAGUE:
            form = _SAME.get(word, word)
            another = word in _HOLDERS and (behind_of or i <= owned)
            found.add(f"of_{form}" if another else f"{lesser}_{form}" if lesser else form)
    return found


def _parted(printed: str) -> list[str]:
    """A printed word as the words that it is made of, folded; none for one of grammar other than "of".

    >>> _parted("Secretary-General"), _parted("ex-mayor"), _parted("London-based"), _parted("the")
    (['secretary', 'general'], ['ex', 'mayor'], ['london-based'], [])
    """
    bare = _POSSESSIVE.sub("", printed.strip('.,;:“”"()-')).strip("'").replace(".", "")
    word = fold(bare)
    if word in STOP_WORDS and word != "of" and bare != "US":
        return []
    parts = word.split("-")
    if parts[0] in _LESSER and parts[1:]:
        return [parts[0], "-".join(parts[1:])]
    return parts if OFFICES.issuperset(parts) else [word]
