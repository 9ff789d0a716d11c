"""Is what somebody said found where he said much? `python -m benchmarks.quotes INDEX [--nouns rarest|any|near]`.

The questions are made of the index's own quotes, so that nobody has to label any: a quote is drawn whose speaker has
many, and the question is "What did SPEAKER say about N and M?", N and M being nouns of it. Right is the passage that
holds the quote, and told is a sentence of it, or one in the same words. "rarest" takes the rarest two to four of the
nouns, which words find easily. "any" takes two at random, which others of the speaker's quotes may well hold too: what
is told may then be as right, so that only the difference between two versions says something. "near" takes two at
random and puts for one of them the noun that the embedder has for nearest to it, as people ask in words of their own.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from answer.ask import Answerer, open_answerer
from answer.question import understand
from evaluation.halves import HALVES, half_of
from evaluation.words import holds
from language.compare import content_words
from language.names import parse
from records import Quote
from settings import read_settings

LONG = 8  # content words of a quote that says something
MANY = 30  # quotes of a speaker who has said much
MOST = 4  # nouns in a question
SAME = 4  # letters at the beginning by which one noun is taken for a form of another


@dataclass(frozen=True, slots=True)
class Drawn:
    """A quote, its words, the full name of who said it, and its nouns in order."""

    quote: Quote
    text: str
    who: str
    nouns: tuple[str, ...]

    @property
    def half(self) -> str:
        return half_of(f"{self.quote.article_id}:{self.quote.start}")


def main() -> None:
    """Prints, for each half, how many are found and told, and how soon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("--nouns", choices=("rarest", "any", "near"), default="rarest")
    parser.add_argument("--n", type=int, default=400, help="questions")
    parser.add_argument("--show", action="store_true", help="each question whose quote is not told")
    options = parser.parse_args()
    answerer = open_answerer(replace(read_settings(os.environ), index=options.index))
    asked = questions(answerer, list(draw(answerer, options.n)), options.nouns)
    results = [(one, question, *ask(answerer, one, question)) for one, question in asked]
    k = answerer.retriever.settings.k
    print(f"{answerer.retriever.store.counts()}; {len(results)} questions, nouns: {options.nouns}")
    print(f"| half | n | passage first | among {k} | quote told first | told | refused | p50 / p95 |")
    for half in HALVES:
        rows = [result for result in results if result[0].half == half]
        shares = " | ".join(f"{np.mean([row[2][i] for row in rows]):.3f}" for i in range(5))
        p50, p95 = np.percentile([1000 * row[3] for row in rows], (50, 95))
        print(f"| {half} | {len(rows)} | {shares} | {p50:.0f} / {p95:.0f} ms |")
    for one, question, (_, _, _, told, _), _ in results if options.show else ():
        if not told:
            print(one.half, question, "|", one.text)


def draw(answerer: Answerer, n: int) -> Iterator[Drawn]:
    """At most `n` long quotes of those who are quoted often and whom a question by name asks for, by chance."""
    store, full = answerer.retriever.store, answerer.speakers.full
    texts = {article.id: article.text for article in store.articles() if not article.duplicate_of}
    every = [(quote, full(quote.who)) for article_id in texts for quote in store.quotes(article_id) if quote.who]
    counts = Counter(who for _, who in every)
    asks_for = cache(lambda who: understand(f"What did {who} say?", answerer.speakers).understood.speakers == (who,))
    random.Random(0).shuffle(every)
    for quote, who in every:
        text = texts[quote.article_id][quote.start : quote.end]
        if n < 1 or counts[who] < MANY or len(content_words(text)) < LONG:
            continue
        nouns = nouns_of(text, who)
        if len(nouns) > 1 and asks_for(who):
            n -= 1
            yield Drawn(quote, text, who, nouns)


def nouns_of(text: str, who: str) -> tuple[str, ...]:
    """The nouns of a text as printed, each once, but those of the speaker's name."""
    (parsed,) = parse([text])
    found = {t.text.lower(): t.text for t in parsed if t.pos_ in ("NOUN", "PROPN") and t.is_alpha and len(t.text) > 2}
    return tuple(noun for low, noun in found.items() if low not in who.lower())


def questions(answerer: Answerer, drawn: Sequence[Drawn], which: str) -> Iterator[tuple[Drawn, str]]:
    """A question for each quote, of such of its nouns."""
    chance, words, embed = random.Random(1), answerer.retriever.words, answerer.retriever.embedder.embed
    every = list(dict.fromkeys(noun for one in drawn for noun in one.nouns)) if which == "near" else []
    vectors = embed(every)
    for one in drawn:
        wanted = chance.randint(2, MOST) if which == "rarest" else 2
        rarity = {n: max(words.rarity(words.terms(n)).values(), default=0.0) for n in one.nouns}
        ranked = sorted(one.nouns, key=lambda noun: (-rarity[noun], noun))
        chosen = ranked[:wanted] if which == "rarest" else chance.sample(one.nouns, wanted)
        nouns = [noun for noun in one.nouns if noun in chosen]
        if which == "near":
            at = chance.randrange(2)
            nearest = np.argsort(-(vectors @ vectors[every.index(nouns[at])]))
            nouns[at] = next(every[i] for i in nearest if every[i][:SAME].lower() != nouns[at][:SAME].lower())
        yield one, f"What did {one.who} say about {' and '.join(nouns)}?"


def ask(answerer: Answerer, one: Drawn, question: str) -> tuple[tuple[bool, bool, bool, bool, bool], float]:
    """((the passage is the first hit, among the hits, the quote told first, told at all, it abstains), seconds)."""
    started = time.perf_counter()
    answer = answerer.answer(question)
    took = time.perf_counter() - started
    passages = (hit.passage for hit in answer.hits)
    found = [is_it(one, passage.article_id, passage.start, passage.end, passage.text) for passage in passages]
    told = [is_it(one, cited.article_id, cited.start, cited.end, cited.quote) for cited in answer.citations]
    return (any(found[:1]), any(found), any(told[:1]), any(told), answer.abstained), took


def is_it(one: Drawn, article_id: str, start: int, end: int, text: str) -> bool:
    """Does a stretch of an article share half of a quote, or half of itself, or hold the quote's words elsewhere?"""
    shared = min(end, one.quote.end) - max(start, one.quote.start)
    inside = article_id == one.quote.article_id and shared > min(end - start, one.quote.end - one.quote.start) / 2
    return inside or holds(text, one.text)


if __name__ == "__main__":
    main()
