"""Questions that a corpus answers, drawn from who is quoted in it and what they speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import islice

from answer.speakers import Speakers
from index.store import Store

_SPEAKERS = 8
_SUBJECTS = 4
# Common nouns by their endings: small letters, so no names; and neither verbs nor adverbs.
_THING = re.compile(
    r"\b(?!(?:others|ones|things)\b)[a-z]{3,}(?:tions|sions|ments|ities|ries|ers|ors|ons|ngs|ges|ves|ols)\b"
)


def examples(store: Store, speakers: Speakers, answers: Callable[[str], bool], n: int) -> tuple[str, ...]:
    """At most `n` questions that are answered: of the most quoted people, each about what they speak of most."""
    found: list[str] = []
    taken: set[str] = set()
    outlets = store.outlets()
    people = (who for who in speakers if who not in outlets)
    for who in islice(people, _SPEAKERS):
        for subject in _subjects(store, speakers, who):
            question = f"What did {who} say about {subject}?"
            if subject not in taken and answers(question):
                found.append(question)
                taken.add(subject)
                break
        if len(found) == n:
            break
    return tuple(found)


def _subjects(store: Store, speakers: Speakers, who: str) -> list[str]:
    """The things that somebody's quotes share most, by the number of quotes that name them."""
    quotes: Counter[str] = Counter()
    for words in store.words_of([name for name in store.speakers() if speakers.is_same(who, name)]):
        quotes.update(set(_THING.findall(words)))
    ranked = sorted(quotes, key=lambda word: (-quotes[word], word))
    return ranked[:_SUBJECTS]
