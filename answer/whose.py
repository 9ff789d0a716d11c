"""Whose words does a sentence hold?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from records import Kind, Quote, Sentence

# A stretch of speech that reaches into a sentence by no more characters than this is only its edge.
_EDGE = 3


def whose(sentence: Sentence, said: Sequence[Quote], wanted: Callable[[str], bool] = lambda who: True) -> Quote | None:
    """The quote of a known speaker that holds most of a sentence, None where there is none.

    Where someone is reported as saying what another reports ("Lavrov told …, according to Reuters"), it is the inner
    one, whose words they are.

    Args:
        said: the quotes of the sentence's article.
        wanted: whether a speaker, as a quote names him or her, may be taken.
    """
    shares = [(quote, min(quote.end, sentence.end) - max(quote.start, sentence.start)) for quote in said]
    holding = [(q, share) for q, share in shares if share > _EDGE and q.who is not None and wanted(q.who)]
    verbs = [(quote, share) for quote, share in holding if quote.cue != "according to"] or holding
    return max(verbs, key=lambda pair: (pair[1], pair[0].kind is Kind.DIRECT), default=(None, 0))[0]
