"""A sentence read word by word: what each word is, what it hangs on; and two sentences laid side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from language.counting import NUMBERS
from language.names import name_key, parse

_SPELT = {
    "%": "percent",
    "n't": "not",
    "n’t": "not",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
    "'ll": "will",
    "’ll": "will",
}
_SPELT |= {"cannot": "can", "'d": "would", "’d": "would", "per cent": "percent", "kiev": "kyiv"}
_BARE = frozenset(("'s", "’s", "'", "’"))
_NAMED = frozenset("PERSON ORG GPE NORP LOC FAC EVENT WORK_OF_ART PRODUCT LAW".split())
_MARKED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|(?<!\w)‘([^‘]+?)’(?!\w)")
_CONTENT = frozenset("NOUN VERB ADJ ADV NUM PROPN".split())
_LIGHT = frozenset("be have do also then there so very just".split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence.

    `key` is the form in which two words are the same: a number's digits, or the lemma without the ways of spelling it.
    `head` is the place of the word that it hangs on, its own for the root, and `role` how (spaCy's labels). `at` is the
    offset of its first character in the text that it was read from.
    """

    text: str
    lemma: str
    key: str
    kind: str  # part of speech
    role: str
    head: int
    at: int
    name: bool = False
    date: bool = False

    @property
    def content(self) -> bool:
        """Does it carry meaning, rather than grammar?"""
        if self.lemma in _LIGHT and self.kind != "VERB":
            return False
        return self.kind in _CONTENT or self.lemma == "percent"

    @property
    def number(self) -> bool:
        return self.lemma[:1].isdigit()


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Word, ...]:
    """The words of a sentence, without punctuation and white space.

    >>> [word.key for word in read("Zelenskyy's men didn't take two towns.")]
    ['zelenski', 'man', 'do', 'not', 'take', '2', 'town']
    """
    (doc,) = parse([text])
    kept = [
        token for token in doc if token.text == "%" or not (token.is_punct or token.is_space or token.text in _BARE)
    ]
    place = {token.i: i for i, token in enumerate(kept)}
    return tuple(_word(token, place) for token in kept)


def join(parts: Sequence[tuple[int, tuple[Word, ...]]]) -> tuple[Word, ...]:
    """Several sentences as one run of words; each comes with the offset at which it starts in the whole text."""
    words: list[Word] = []
    for start, sentence in parts:
        here = len(words)
        words += [replace(word, head=word.head + here, at=word.at + start) for word in sentence]
    return tuple(words)


def align(said: Sequence[Word], source: Sequence[Word]) -> dict[int, int]:
    """Which word of `source` each word of `said` is: those in the same order first, then content words that moved.

    >>> align(read("Kuleba met Lavrov."), read("On Monday Lavrov met Kuleba."))
    {0: 4, 1: 3, 2: 2}
    """
    matcher = SequenceMatcher(None, [w.key for w in said], [w.key for w in source], autojunk=False)
    pairs: dict[int, int] = {}
    for a, b, size in matcher.get_matching_blocks():
        pairs.update((a + i, b + i) for i in range(size))
    left: dict[str, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for j, word in enumerate(source):
        if j not in taken and (word.content or word.name):
            left[word.key].append(j)
    for i, word in enumerate(said):
        if i not in pairs and left.get(word.key):
            near = min(left[word.key], key=lambda j: (_apart(pairs, i, j), j))
            left[word.key].remove(near)
            pairs[i] = near
    return pairs


def quoted(text: str) -> Iterator[str]:
    """The words in quotation marks of a text.

    >>> list(quoted("He called it “a choice”, and 'no more'."))
    ['a choice']
    """
    for match in _MARKED.finditer(text):
        yield next(group for group in match.groups() if group is not None)


def near(words: Sequence[Word], i: int, reach: int) -> list[int]:
    """The places of the words around one, up to `reach` on either side."""
    return [k for k in range(max(0, i - reach), min(len(words), i + reach + 1)) if k != i]


def _apart(pairs: dict[int, int], i: int, j: int) -> int:
    """How far a word of the source lies from where the neighbours of the word said are."""
    around = [pairs[k] for k in (i - 2, i - 1, i + 1, i + 2) if k in pairs]
    return min((abs(j - k) for k in around), default=1000)


def _word(token: Any, place: dict[int, int]) -> Word:
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    own = place[token.i]
    lemma = _lemma(token)
    return Word(
        token.text,
        lemma,
        name_key(lemma),
        token.pos_,
        token.dep_,
        place.get(head.i, own),
        token.idx,
        token.pos_ == "PROPN" or (token.ent_type_ in _NAMED and token.pos_ in ("ADJ", "NOUN", "X")),
        token.ent_type_ == "DATE",
    )


def _lemma(token: Any) -> str:
    lower = str(token.lower_)
    known = _SPELT.get(lower) or NUMBERS.get(lower)
    if known:
        return known
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", lower):
        return lower.replace(",", "")
    return lower if token.pos_ == "PROPN" else str(token.lemma_ or lower).lower()
