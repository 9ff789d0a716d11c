"""The form in which two spellings of a name are one: Cyrillic in Latin letters, accents off, i and y as one letter."""

from __future__ import annotations

import re
from functools import lru_cache

from language.compare import fold

_TWICE = re.compile(r"(\w)\1")
_ENDING = re.compile(r"(?:iy|yy|yi|ij|ii|ey|ei|y|i)$")
_LETTERS = dict(zip("абвгдезийклмнопрстуфыэіґ", "abvgdeziyklmnoprstufyeig", strict=True)) | dict(
    pair.split("=")
    for pair in "ё=yo ж=zh х=kh ц=ts ч=ch ш=sh щ=shch ъ= ь= ю=yu я=ya ї=yi є=ye ў=u ђ=dj ј=j љ=lj њ=nj ћ=c".split()
)
_SHORT, _LONG = 5, 8  # letters
_LATIN = str.maketrans(_LETTERS)


@lru_cache(maxsize=50_000)  # the same few names, again and again
def name_key(word: str) -> str:
    """One word of a name in the form that its spellings share: Latin letters, i and y as one, double letters single.

    >>> {name_key(word) for word in ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenski")}
    {'zelenski'}
    >>> name_key("Sergei") == name_key("Sergey"), name_key("Volodymyr") == name_key("Volodymir")
    (True, True)
    >>> name_key("Лавров") == name_key("Lavrov"), name_key("Сергей") == name_key("Sergei")
    (True, True)
    """
    # Cyrillic first: taking the accents off would make и of й.
    folded = fold(latin(word.casefold())).removesuffix("'s").removesuffix("’s").replace("defence", "defense")
    return _TWICE.sub(r"\1", _ENDING.sub("y", folded).replace("y", "i")) if len(folded) > 3 else folded


def latin(word: str) -> str:
    """A word in lower case with its Cyrillic letters as Latin ones; other letters stay.

    >>> latin("лавров"), latin("зеленский"), latin("berg")
    ('lavrov', 'zelenskiy', 'berg')
    """
    return word.translate(_LATIN)


def is_slip(typed: str, meant: str) -> bool:
    """Is a word another one with two neighbouring letters swapped or, if it is long, one letter too many or too few?

    The first and the last two letters must be right: "Zelenska" is not "Zelensky".

    >>> is_slip("lavorv", "lavrov"), is_slip("ukranian", "ukrainian"), is_slip("weber", "webber")
    (True, True, False)
    """
    if min(len(typed), len(meant)) < _SHORT or typed == meant or (typed[0], typed[-1]) != (meant[0], meant[-1]):
        return False
    first = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), 0)
    if len(typed) == len(meant):
        return typed[:first] + typed[first : first + 2][::-1] + typed[first + 2 :] == meant
    short, long = sorted((typed, meant), key=len)
    return len(long) >= _LONG and short == long[:first] + long[first + 1 :]
