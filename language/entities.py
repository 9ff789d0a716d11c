"""Which words name somebody or something: spaCy's recogniser, read off for many texts at once.

spaCy goes from word to word and weighs every label at each. But where no name is open, its decision hangs on that word
alone; within a name on that word, the one before and the first of the name. So all words are asked at once whether a
name begins there, and then all that begin are carried on together, each with its own label. The weights are spaCy's,
and so is what comes out (tests/language/test_parse.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

_WORD, _FIRST, _BEFORE = 0, 1, 2  # what the network is shown: this word, the first of an open name, the word before
_PADDING = 0  # the row that is shown where there is no such word; the word i has the row i + 1


class EntityRecogniser:
    """Marks the entities in parsed Docs.

    Args:
        component: spaCy's own, of the form that its small pipelines have: three words shown, one hidden layer.
    """

    def __init__(self, component: Any) -> None:
        self._words, self._lower, upper = component.model.layers
        weights, offsets = upper.get_param("W"), upper.get_param("b")
        moves = [component.moves.get_class_name(i) for i in range(component.moves.n_moves)]
        self._labels = sorted({move[2:] for move in moves} - {""})
        begin, go_on, end, alone = ([moves.index(f"{move}-{label}") for label in self._labels] for move in "BILU")
        closed = [moves.index("O"), *begin, *alone]
        self._closed = weights[closed], offsets[closed]
        self._onward = weights[go_on] - weights[end], offsets[go_on] - offsets[end]

    def mark(self, docs: Sequence[Any]) -> None:
        """Set the entities of each Doc, whose sentences are known: no entity reaches from one into the next."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        shown = self._lower.predict(self._words.predict(docs))
        final = np.concatenate([_final(doc) for doc in docs])
        spaces = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]) > 0
        chosen = self._chosen(shown, final, spaces)
        last = self._last(shown, chosen, final)
        start = 0
        for doc in docs:
            end = start + len(doc)
            doc.set_ents(list(self._entities(doc, chosen[start:end], last[start:end] - start)))
            start = end

    def _chosen(self, shown: Floats, final: Flags, spaces: Flags) -> Places:
        """What is decided at each word if no name is open there.

        0 for no name; the number of a label, from 1, for one that begins and goes on; that and how many labels there
        are for one of a single word.
        """
        weights, offsets = self._closed
        around = shown[_PADDING, _FIRST] + shown[_PADDING, _BEFORE]
        scores = self._hidden(shown[1:, _WORD] + around) @ weights.T + offsets
        scores[final, 1 : len(self._labels) + 1] = -np.inf
        scores[spaces, 1:] = -np.inf
        return np.asarray(scores.argmax(axis=1))

    def _last(self, shown: Floats, chosen: Places, final: Flags) -> Places:
        """For each word the last of the name that begins there: the word itself, unless its name goes on."""
        last = np.arange(len(chosen))
        first = np.flatnonzero((chosen > 0) & (chosen <= len(self._labels)))
        at = first + 1
        weights, offsets = self._onward
        while len(first):
            last[first] = at
            hidden = self._hidden(shown[at + 1, _WORD] + shown[first + 1, _FIRST] + shown[at, _BEFORE])
            label = chosen[first] - 1
            goes_on = ~final[at] & ((hidden * weights[label]).sum(axis=1) + offsets[label] > 0)
            first, at = first[goes_on], at[goes_on] + 1
        return last

    def _hidden(self, seen: Floats) -> Floats:
        return np.asarray((seen + self._lower.get_param("b")).max(axis=-1))

    def _entities(self, doc: Any, chosen: Places, last: Places) -> Iterator[Span]:
        """The names of one Doc from left to right: none begins within another."""
        free = 0
        for at in np.flatnonzero(chosen).tolist():
            if at >= free:
                free = int(last[at]) + 1
                yield Span(doc, at, free, label=self._labels[(chosen[at] - 1) % len(self._labels)])


def _final(doc: Any) -> Flags:
    """For each word whether it is the last of its sentence."""
    starts = doc.to_array("SENT_START") == 1
    return np.append(starts[1:], True)
