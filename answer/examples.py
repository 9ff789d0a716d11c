"""Questions that a corpus answers, drawn from who is quoted in it and what they speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice

from answer.speakers import Speakers
from index.store import Store
from language.compare import content_words

_SPEAKERS = 8
_DULL = frozenset(
    "said says say told year years day time people country countries thing things way many much first".split()
)


def examples(store: Store, speakers: Speakers, answers: Callable[[str], bool], n: int) -> tuple[str, ...]:
    """At most `n` questions that `answers` says are answered: of the most quoted, each about what they speak of most."""
    found: list[str] = []
    taken: set[str] = set()
    for who in islice(iter(speakers), _SPEAKERS):
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
    """The words that somebody's quotes share most, by the number of articles and then of quotes that hold them."""
    quotes: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    names = {word for full in speakers for word in content_words(full)}
    for article in store.articles():
        here: set[str] = set()
        for quote in store.quotes(article.id):
            if speakers.is_same(who, quote.who):
                own = {w for w in content_words(article.text[quote.start : quote.end]) if len(w) > 5 and w.isalpha()}
                quotes.update(own)
                here |= own
        articles.update(here)
    ranked = sorted(quotes, key=lambda word: (-articles[word], -quotes[word], word))
    return [word for word in ranked if word not in names and word not in _DULL][:4]
