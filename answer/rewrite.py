"""A follow-up in full, as a language model writes it: taken only if it adds nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

import prompts
from answer.assemble import inert
from answer.checks.reading import read
from answer.generate import ChatModel
from index.count import prompt_tokens
from language.compare import content_words
from language.names import name_key
from records import ModelError, Tokens, Turn

_LONGEST = 300  # characters
_TURNS = 6  # the turns before the question that a model is shown
_TURN = 200  # tokens of each
_KEPT = 0.5  # so much of the question's own words must be left
_HELD = re.compile(r"\b(?:[A-Z][\w’'-]*|\d[\d.,]*)")  # names and numbers, dates with them


def rewrite(question: str, history: Sequence[Turn], chat: ChatModel) -> tuple[str | None, Tokens]:
    """The question as the model rewrites it, None where it failed or did not hold; and what it cost."""
    prompt = prompts.load("stand_alone").fill(turns=_told(history), question=inert(question))
    reply = chat.write([("user", prompt)])
    try:
        written = "".join(reply).strip().strip('"“”').strip()
    except ModelError:
        return None, reply.tokens
    return (written if holds(written, question, history) else None), reply.tokens


def holds(written: str, question: str, history: Sequence[Turn]) -> bool:
    """Is it one short question, with no name, number or date that the turns don't have, and of the same words?

    >>> turns = [Turn("user", "What did Lavrov say about Kyiv?")]
    >>> written = ("What did Kuleba say about Kyiv?", "What did Borrell say about Kuleba?", "Borrell or Kuleba?")
    >>> [holds(text, "And Kuleba?", turns) for text in written]
    [True, False, False]
    """
    if not written or "\n" in written or len(written) > _LONGEST or not written.endswith("?"):
        return False
    known = {
        name_key(word) for turn in (*history, Turn("user", question)) for word in re.findall(r"[\w’'-]+", turn.content)
    }
    named = [name_key(match[0].rstrip(".,")) for match in _HELD.finditer(written)]
    known |= {name_key(word.text) for word in read(written)[:1] if not word.name}  # its capital only opens the sentence
    own = {name_key(word) for word in content_words(question)}
    kept = {name_key(word) for word in content_words(written)}
    return set(named) <= known and len(own & kept) >= _KEPT * len(own)


def _told(history: Sequence[Turn]) -> str:
    lines = []
    for turn in history[-_TURNS:]:
        words = inert(turn.content).split()
        while prompt_tokens(" ".join(words)) > _TURN:
            words = words[: len(words) * 3 // 4]
        lines.append(f"{turn.role}: {' '.join(words)}")
    return "\n".join(lines)
