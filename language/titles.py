"""What stands before a name and is no part of it, "Foreign Minister", and the words that make a name a body's."""

from __future__ import annotations

import re
from functools import lru_cache

from language.compare import STOP_WORDS, fold
from language.given import is_given
from language.seats import CAPITALS

SALUTATIONS = frozenset("mr mrs ms miss".split())
# Words of offices and ranks. Alone or together they are a role: "deputy foreign minister".
OFFICES = frozenset(
    """president prime minister foreign defence defense interior finance secretary general state chancellor king queen
    prince senator sen governor gov mayor chief head spokesman spokeswoman spokesperson ambassador deputy vice premier
    commissioner representative rep congressman congresswoman leader chairman chairwoman chair director professor prof
    judge justice colonel col captain capt sergeant sgt lieutenant lt major admiral commander pope bishop cardinal
    archbishop diplomat""".split()
)
_TITLES = (
    SALUTATIONS
    | OFFICES
    | frozenset(
        """dr sir lord lady counterpart top high former acting us uk eu russian ukrainian american british european
        turkish german french serbian chinese ss fm republican democratic""".split()
    )
)
_BODIES = re.compile(
    r"(?i)\b(ministry|kremlin|government|white house|department|agency|office|council|union|commission|assembly|army|"
    r"forces|headquarters|police|court|parliament|house of \w+|senate|congress|organi[sz]ation|party|bank|company|"
    r"committee|reuters|tass|sputnik|nato|un|bbc|website|magazine|newspaper|campaign)\b"
)
# A government is called by where it sits; but people are called so too, "Jack London".
_SEAT = re.compile(rf"(?i)\b(?:{'|'.join(CAPITALS)})\b")


def is_title(word: str) -> bool:
    """Is a word one that may lead up to a name: "Mr.", "Secretary-General"?"""
    return all(part in _TITLES for part in fold(word).replace(".", "").split("-"))


def is_body(name: str) -> bool:
    """Is this the name of an office, an army, a party … rather than a person's?

    >>> is_body("the Foreign Ministry"), is_body("London"), is_body("Jack London"), is_body("Central London")
    (True, True, False, True)
    """
    first, *more = name.split() or [""]
    return bool(_BODIES.search(name)) or (is_seat(name) and not (more and is_given(first)))


def is_seat(name: str) -> bool:
    """Is a place named that stands for its government, "Moscow"?"""
    return bool(_SEAT.search(name))


def bodiless(role: str) -> str:
    """A role without the body that it is held at.

    >>> bodiless("Russia's UN ambassador"), bodiless("the White House spokeswoman")
    ("Russia's  ambassador", 'the  spokeswoman')
    """
    return _BODIES.sub("", role)


def bare_name(printed: str) -> str:
    """A printed name without article, titles and possessive; "" where there is nothing else.

    >>> bare_name("the Foreign Minister Sergey Lavrov's"), bare_name("Secretary-General Jan Orlo")
    ('Sergey Lavrov', 'Jan Orlo')
    >>> bare_name("the Foreign Ministry"), bare_name("the foreign minister")
    ('Foreign Ministry', '')
    """
    words = re.sub(r"(?:['’‘]s?|/.*)$", "", printed.strip()).split()
    while words and (words[0].lower() in STOP_WORDS or (is_title(words[0]) and not is_body(" ".join(words)))):
        words.pop(0)
    return " ".join(words).strip(' ,.;:–-—“”"()')


@lru_cache(maxsize=10_000)
def name_behind(printed: str) -> str:
    """The name that stands behind a title, whatever stands before that; where no title stands within, the bare name.

    >>> name_behind("Ukraine's President Zelensky"), name_behind("UN General Assembly"), name_behind("Paul King Lee")
    ('Zelensky', 'UN General Assembly', 'Paul King Lee')
    """
    words = bare_name(printed).split()
    behind = max((i + 1 for i, word in enumerate(words[:-1]) if is_title(word)), default=0)
    name = " ".join(words[behind:])
    return " ".join(words) if is_body(name) or any(map(is_given, words[:behind])) else name
