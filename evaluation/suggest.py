"""Questions that a language model proposes from an article, with `prompts/draft.md`: believed in nothing.

A proposal is kept only where its evidence stands in that article in one run of words, its short answer in that
evidence, and its speaker in that article; the evidence kept is the article's own words, never the model's copy. Which
question is worth asking is for a person to say, as with every proposal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import prompts
from answer.generate import ChatModel
from evaluation.draft import Reading
from evaluation.words import contains, words
from records import Article

Row = dict[str, Any]

_READ = 8000  # characters of an article that the model is shown: about 2,000 tokens
_LEAST = 4  # fewer words are no evidence: they stand in many places


def suggest(store: Reading, chat: ChatModel) -> Iterator[Row]:
    """What the model proposes and the articles bear out, article by article; it is asked only as far as is read."""
    for article in store.articles():
        if article.duplicate_of is None:
            shown = prompts.load("draft").fill(title=article.title, text=article.text[:_READ])
            for told in _objects(chat.ask(shown)):
                if row := _borne_out(told, article):
                    yield row


def _objects(reply: str) -> Iterator[dict[str, str]]:
    """The objects of a reply, one a line, with their values as text; lines of another form don't count."""
    for line in reply.splitlines():
        try:
            told = json.loads(line.strip().rstrip(","))
        except ValueError:
            continue
        if isinstance(told, dict):
            yield {key: value.strip() for key, value in told.items() if isinstance(value, str)}


def _borne_out(told: dict[str, str], article: Article) -> Row | None:
    """The proposal as a row of the test-set form; None where the article does not bear it out."""
    question, answer, speaker = told.get("question", ""), told.get("answer", ""), told.get("speaker", "")
    quote = _as_printed(article.text, told.get("quote", ""))
    if not question or quote is None or len(words(quote)) < _LEAST or contains(question, quote):
        return None
    if (answer and not contains(quote, answer)) or (speaker and not contains(article.text, speaker)):
        return None
    row: Row = {"question": question, "type": "speaker" if speaker else "fact"}
    row["evidence"] = [{"path": article.path, "quote": quote}]
    if speaker:
        row["speaker"] = speaker
    if answer and words(answer) != words(quote):
        row["answer"] = answer
    return row


def _as_printed(text: str, quote: str) -> str | None:
    """The article's own words for a quote, of which a model may have changed marks, case and spaces; None: not there.

    >>> _as_printed("He said: “Go now,  Anna.” She went.", "go now Anna")
    'Go now,  Anna'
    """
    run = r"[\W_]+".join(map(re.escape, words(quote)))
    found = re.search(rf"(?<!\w){run}(?!\w)", text, re.IGNORECASE) if run else None
    return found[0] if found else None
