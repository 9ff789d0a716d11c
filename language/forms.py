"""Each word's part of speech and lemma, remembered: spaCy's rules are asked once for a word, its tag and its place.

spaCy lays 179 patterns to every word of every text. Nearly all of them look at one word alone, so that the same
word with the same tag and the same label of the parse comes out the same wherever it stands. Only the few that look at
two words ("let's", "gonna", "there is") are laid to every text. Morphology, and the label of a space, which nobody here
reads, are not told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

_TOLD_BY: list[int | str] = ["ORTH", "TAG", "DEP"]
_TOLD: list[int | str] = ["TAG", "POS", "LEMMA"]
_MOST = 200_000  # so many are remembered, about 50 MB; then they are forgotten and asked for anew
_ANY = "dep"  # stands for all labels of the parse that no pattern names

Form = tuple[int, ...]


class WordForms:
    """Sets parts of speech and lemmas of parsed Docs.

    Args:
        nlp: the pipeline whose attribute ruler and lemmatizer are asked.
    """

    def __init__(self, nlp: Any) -> None:
        patterns = nlp.get_pipe("attribute_ruler").patterns
        self._single, self._double = (nlp.create_pipe("attribute_ruler") for _ in range(2))
        self._single.add_patterns([one for one in patterns if _looks_at(one) == 1])
        self._double.add_patterns([one for one in patterns if _looks_at(one) > 1])
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        _as_sets(self._lemmatizer.lookups.get_table("lemma_index"))
        self._vocab = nlp.vocab
        self._any = nlp.vocab.strings.add(_ANY)
        self._labels = np.array([nlp.vocab.strings.add(label) for label in _labels(patterns)], dtype=np.uint64)
        self._known: dict[Form, Form] = {}

    def tell(self, docs: Sequence[Any]) -> None:
        """Set them in each Doc, which has tags and a parse. May be asked from several threads."""
        if len(self._known) > _MOST:
            self._known = {}  # another thread may be reading the old one
        known = self._known
        told_by = np.concatenate([doc.to_array(_TOLD_BY) for doc in docs])
        told_by[~np.isin(told_by[:, 2], self._labels), 2] = self._any
        forms: list[Form] = list(map(tuple, told_by.tolist()))
        known |= self._asked(set(forms) - known.keys())
        told = _array(known[form] for form in forms)
        start = 0
        for doc in filter(len, docs):
            doc.from_array(_TOLD, told[start : start + len(doc)])
            self._double(doc)
            start += len(doc)

    def _asked(self, forms: Collection[Form]) -> dict[Form, Form]:
        """What the rules say of words, as if these were one text: no pattern that is laid to it looks at two."""
        if not forms:
            return {}
        doc = Doc(self._vocab, words=[self._vocab.strings[form[0]] for form in forms])
        doc.from_array(_TOLD_BY[1:], _array(form[1:] for form in forms))
        self._lemmatizer(self._single(doc))
        return dict(zip(forms, map(tuple, doc.to_array(_TOLD).tolist()), strict=True))


def _array(rows: Iterable[Form]) -> Any:
    return np.array(list(rows), dtype=np.uint64)


def _as_sets(table: Any) -> None:
    """A table whose lists, of up to 57,000 words, are looked through for every word, with sets in their stead."""
    for key in list(table):
        table[key] = frozenset(table[key])


def _looks_at(pattern: Any) -> int:
    """How many words the longest form of a pattern looks at."""
    return max(len(form) for form in pattern["patterns"])


def _labels(patterns: Iterable[Any]) -> Iterator[str]:
    """The labels of the parse that patterns name, alone or in lists; "" is no label."""
    for pattern in patterns:
        for word in (word for form in pattern["patterns"] for word in form if "DEP" in word):
            named = word["DEP"]
            for some in [[named]] if isinstance(named, str) else named.values():
                yield from some
