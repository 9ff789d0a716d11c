"""Closer reading: which sentence of the passages found answers the question?

Each passage is read once by the embedding model; its token states give two measures of every sentence
in its context. *Meaning* is the cosine of the question with the mean of the sentence's tokens. *Late interaction* is
the best match of each question token among the sentence's tokens, weighted by how rare the token's word is (ColBERT's
MaxSim, Khattab and Zaharia 2020, with idf weights). *Words* is the weighted share of the question's words that the
sentence has itself. The best sentences by these are read once more by the cross-encoder, *together* with the question.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from index.cross import CrossEncoder, Pair
from index.embed import Embedder, TokenStates, Vectors
from index.floor import above
from index.onnx import mean_vector
from index.words import WordIndex
from records import Hit, Sentence

KEPT = 512  # passages whose states are kept at hand
_AROUND = 0.4  # what a word in the same passage counts against one in the sentence itself
_ACROSS = 2.1  # what a mixture between two languages counts
# What meaning, late interaction and words weigh: in which sentence comes first, and in whether it is an answer at all.
# By chance a sentence has a question's words more easily than its meaning (docs/decisions/0004, 0005, 0017).
_ORDER = (0.3, 0.5, 0.2)
_CONFIDENCE = (0.5, 0.3, 0.2)
_SPREAD = 4.0  # the logit of the cross-encoder at which it is sure by e to 1
# A sentence may only make sense behind the one before it; then both tell more than that one alone, by so much in odds.
_ADDS = 1.28
_START, _END = itemgetter(0), itemgetter(1)  # of a token's span in its text
_PLAIN = 0.05  # weight of a question token whose word is not asked about, against an average rare word's 1


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as read for a question. The measures lie in 0..1; `vector` is its mean state, a unit vector.

    `floor` is the embedder's: the cosine of texts that have nothing to do with each other. `together` is None where no
    sentence was read together with the question, 0 where others were; `around` is the same of its whole passage, None
    where that was not.
    """

    sentence: Sentence
    hit: Hit
    meaning: float
    late: float
    words: float
    vector: Vectors
    floor: float = 0.0
    together: float | None = None
    around: float | None = None

    def likeness(self, other: Reading) -> float:
        """How alike two sentences are: 1.0 for the same, about 0 for two that have nothing to do with each other."""
        return above(float(self.vector @ other.vector), self.floor)

    def score(self, across: bool = False) -> float:
        """How well the sentence does against others, in 0..1; `across`: it is in another language than the question."""
        apart = self._mixed(_ORDER, across)
        return apart if self.together is None else (apart + self.together) / 2

    def confidence(self, across: bool = False) -> float:
        """How likely it is an answer at all, in 0..1: comparable between questions, but no probability."""
        apart = self._mixed(_CONFIDENCE, across)
        if self.together is None:
            return apart
        return (apart + self.together + (self.together if self.around is None else self.around)) / 3

    def _mixed(self, weights: tuple[float, float, float], across: bool) -> float:
        """The measures in one. A sentence in another language can't have the question's words.

        Within one language meaning is nearer as well: a factor makes up for both (docs/decisions/0010-languages.md).
        """
        meaning, late, words = weights
        of_states = meaning * self.meaning + late * self.late
        return min(_ACROSS * of_states, 1.0) if across else of_states + words * self.words


@dataclass(frozen=True, slots=True)
class InContext:
    """A question, a sentence, how likely that answers it by itself, and the sentence before, empty without one."""

    question: str
    alone: str
    likely: float
    before: str

    @property
    def whole(self) -> Pair:
        """The question and both sentences."""
        return self.question, f"{self.before} {self.alone}".strip()

    @property
    def without(self) -> Pair:
        """The question and what stands before the sentence."""
        return self.question, self.before


class SentenceReader:
    """Reads sentences in the light of a question; without a cross-encoder none is read together with it."""

    def __init__(self, embedder: Embedder, cross: CrossEncoder | None = None) -> None:
        self._embedder = embedder
        self._cross = cross
        self._states: OrderedDict[str, TokenStates] = OrderedDict()

    @property
    def english_only(self) -> bool:
        """Can it read no other language?"""
        return self._embedder.english_only

    def read(
        self,
        question: str,
        asked: str,
        sentences: Sequence[tuple[Sentence, Hit, str]],
        words: WordIndex,
        never: float = 1.0,
        act: str = "",
    ) -> list[Reading]:
        """A Reading of each sentence, in the order given.

        Args:
            question: the whole question.
            asked: its part that a sentence must be about; the other words hardly count.
            sentences: each with the hit that it lies in and its own text.
            words: for the rarity of words.
            never: how many times its rarity a word weighs that stands in no passage at all.
            act: what was done by saying it, "deny"; a sentence need not have that word, only come near it.
        """
        if not sentences:
            return []
        self._prepare([hit for _, hit, _ in sentences])
        whole = self._embedder.embed_question(question)
        tokens = self._embedder.read([question])[0]
        weights = self._weights(question, f"{asked} {act}", tokens, words, 1.0 if act else never)
        rarity = _weighed(asked, words, never)
        passages = {hit.passage.id: hit.passage.text for _, hit, _ in sentences}
        around = {id_: set(words.terms(text)) for id_, text in passages.items()}
        floor = self._embedder.floor
        readings = []
        for sentence, hit, text in sentences:
            states = self._states_of(sentence, hit)
            vector = mean_vector(states)
            best = above((tokens.states @ states.T).max(axis=1), self._embedder.token_floor)
            readings.append(
                Reading(
                    sentence,
                    hit,
                    meaning=max(above(float(whole @ vector), floor), 0.0),
                    late=max(float(best @ weights), 0.0),
                    words=_share(rarity, set(words.terms(text)), around[hit.passage.id]),
                    vector=vector,
                    floor=floor,
                )
            )
        return readings

    def together(self, pairs: Sequence[Pair]) -> list[float] | None:
        """How likely each text answers its question, in 0..1, read together with it; None where nothing reads so."""
        if self._cross is None:
            return None
        likely = self._likely(pairs)
        return [likely[pair] for pair in pairs]

    def in_context(self, sentences: Sequence[InContext]) -> list[float]:
        """How likely each sentence answers where it may be read behind the one before it.

        What that adds counts only where both say more than the sentence before alone: else every sentence would share
        in its neighbour's answer.
        """
        behind = self._likely([one.whole for one in sentences if one.before])
        higher = [one for one in sentences if behind.get(one.whole, 0.0) > one.likely]
        before = self._likely([one.without for one in higher])
        adds = {one.whole for one in higher if _odds(behind[one.whole]) > _odds(before[one.without]) * _ADDS}
        return [behind[one.whole] if one.whole in adds else one.likely for one in sentences]

    def _likely(self, pairs: Sequence[Pair]) -> dict[Pair, float]:
        assert self._cross is not None
        logits = self._cross.scores(pairs)
        return {pair: 1 / (1 + math.exp(-logit / _SPREAD)) for pair, logit in logits.items()}

    def _prepare(self, hits: Sequence[Hit]) -> None:
        """Read the passages that are not at hand, the longest first, so that no core ends long before another."""
        some = sorted(hits, key=lambda hit: -len(hit.passage.text))
        missing = {hit.passage.id: hit.passage.text for hit in some if hit.passage.id not in self._states}
        for key, states in zip(missing, self._embedder.read(list(missing.values())), strict=True):
            self._states[key] = states
        for hit in hits:
            self._states.move_to_end(hit.passage.id)
        while len(self._states) > max(KEPT, len(hits)):
            self._states.popitem(last=False)

    def _states_of(self, sentence: Sentence, hit: Hit) -> Vectors:
        """The states of the tokens of one sentence, read within its passage."""
        read = self._states[hit.passage.id]
        low, high = sentence.start - hit.passage.start, sentence.end - hit.passage.start
        first, last = bisect_left(read.offsets, low, key=_START), bisect_right(read.offsets, high, key=_END)
        return read.states[first:last] if first < last else read.states

    def _weights(
        self, question: str, asked: str, tokens: TokenStates, words: WordIndex, never: float
    ) -> NDArray[np.float32]:
        """How much each token of the question counts; together 1."""
        wanted = _weighed(asked, words, never)
        weights = np.full(len(tokens.offsets), _PLAIN, dtype=np.float32)
        for i, (start, end) in enumerate(tokens.offsets):
            terms = words.terms(_word_around(question, start, end))
            weights[i] = max([wanted.get(term, 0.0) for term in terms], default=0.0) or _PLAIN
        return weights / weights.sum() if len(weights) else weights


def _odds(likely: float) -> float:
    return likely / (1 - likely)


def _weighed(asked: str, words: WordIndex, never: float) -> dict[str, float]:
    """The stems asked about with their weights."""
    rarity = words.rarity(set(words.terms(asked)))
    return {term: weight * (never if weight >= words.never else 1.0) for term, weight in rarity.items()}


def _share(rarity: dict[str, float], own: set[str], around: set[str]) -> float:
    """The weighted share of the words asked for that a sentence has; those that only its passage has count in part."""
    total = sum(rarity.values())
    weights = (w * (1 if term in own else _AROUND if term in around else 0) for term, w in rarity.items())
    return sum(weights) / total if total else 0.0


def _word_around(text: str, start: int, end: int) -> str:
    """The whole word that a word piece belongs to."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]
