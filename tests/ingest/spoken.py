"""What is found to be said in small texts of our own, with the real parser."""

from ingest.speech.quotes import QuoteFinder
from records import Article, Block

FINDER = QuoteFinder()


def found(*paragraphs, language=None):
    """(who, kind, words) of each quote, in order."""
    text = "\n\n".join(paragraphs)
    article = Article("a", "t", text, "p", "s", language=language)
    return [(q.who, str(q.kind), text[q.start : q.end]) for q in FINDER.find(article, blocks(*paragraphs))]


def blocks(*paragraphs):
    """Where each paragraph stands."""
    some, at = [], 0
    for paragraph in paragraphs:
        some.append(Block(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return some


def whose(words, *paragraphs):
    """The speakers of the quotes that hold these words."""
    return {who for who, _, text in found(*paragraphs) if words in text}


def speakers(words, *paragraphs):
    """The speakers of the quotes that hold these words, one a quote."""
    return [who for who, _, text in found(*paragraphs) if words in text]
