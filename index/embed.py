"""Texts → unit vectors, and their token states for closer reading: the house's only door to sentence-transformers.

Which weights they are, `index/weights.py` tells. A mean-pooled model runs in its ONNX form (`index/onnx.py`), one text
at a time on each core, so that no vector depends on its neighbours; any other model, and every one where that form
can't be had, runs in sentence-transformers.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.count import TokenCounter, Tokenised
from index.floor import SENTENCES, floor_of
from index.onnx import FORM, OnnxEncoder, cores, export, mean_vector
from index.weights import Weights, find_weights, read_prompts
from records import OnRecordError
from settings import Settings

Vectors = NDArray[np.float32]

_BATCH = 8  # texts at once, in sentence-transformers
# "The ministers spoke of peace at the talks in the capital."
_OTHER_WORDS = "Министры говорили о мире на переговорах в столице."

_log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class TokenStates:
    """One text as the model reads it: `states` (tokens, dim) unit rows, `offsets` the span of each in the text."""

    states: Vectors
    offsets: tuple[tuple[int, int], ...]


class Encoder(Protocol):
    """A tokenised text → the states of its tokens. May be asked from several threads at once."""

    def states(self, text: Tokenised) -> Vectors:
        """The last hidden states of a text, (tokens, dim), special tokens included."""
        ...


class Embedder:
    """The embedding model of an index.

    Args:
        weights: the model.
        cache: the folder for its ONNX form; None runs it in sentence-transformers.

    Raises:
        WeightsError: there are no weights in the model's folder, or they are not the expected ones.
    """

    def __init__(self, weights: Weights, cache: Path | None = None) -> None:
        self.name = weights.name
        self.folder = weights.folder
        self._cache = cache
        self._prompts = read_prompts(weights.folder)
        self.weights_sha256 = weights.sha256()
        self.counter = TokenCounter(weights.folder / "tokenizer.json")

    @cached_property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self.embed_question("").shape[0])

    @cached_property
    def english_only(self) -> bool:
        """Has its vocabulary no words of other languages? Then it spells them out, letter by letter."""
        return self.counter.count(_OTHER_WORDS) > len(_OTHER_WORDS) / 2

    @cached_property
    def floor(self) -> float:
        """The cosine of a question with a text that has nothing to do with it; 0 where it is hardly above 0."""
        return floor_of([self.embed_question(text) for text in SENTENCES], list(self.embed(SENTENCES)))

    @cached_property
    def token_floor(self) -> float:
        """The same of the states of two tokens."""
        states = [read.states for read in self.read(SENTENCES)]
        return floor_of(states, states)

    @cached_property
    def max_tokens(self) -> int:
        """Tokens of a text that the model reads, special ones not counted: what is longer it would cut silently."""
        return self._window - max(map(self.counter.count, (self._prompts.question, self._prompts.passage)))

    @cached_property
    def _window(self) -> int:
        """Tokens that the model reads, the prompt's among them, special ones not."""
        told = self.folder / "sentence_bert_config.json"
        if told.is_file():
            return int(json.loads(told.read_text(encoding="utf-8"))["max_seq_length"]) - 2
        return int(self._original.max_seq_length) - 2

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors of passages, float32 (n, dim), in the order given; `progress` is told how many are done.

        Raises:
            OnRecordError: a text is longer than the model reads. Cutting it would hide its end from every search.
        """
        read = self.counter.tokenise([self._prompts.passage + text for text in texts])
        for text, tokens in zip(texts, read, strict=True):
            if len(tokens.ids) - 2 > self._window:
                raise OnRecordError(
                    f"A text of {self.counter.count(text)} tokens ({text[:40]!r}…) is longer than {self.name} reads: "
                    f"{self.max_tokens}.",
                    "Make shorter passages: set ONRECORD_CHUNK_TOKENS lower and ingest again.",
                )
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        if self._encoder is None:
            return self._embed_original(texts, progress)
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for i, vector in enumerate(self._cores.map(self._vector, read)):
            vectors[i] = vector
            if progress:
                progress(1)
        return vectors

    def embed_question(self, text: str) -> Vectors:
        """Unit vector of a question, float32 (dim,). A question longer than the model reads is read up to there."""
        text = self._prompts.question + text
        if self._encoder is None:
            return np.asarray(self._original.encode(text, prompt="", normalize_embeddings=True), dtype=np.float32)
        return self._vector(self._cut(self.counter.tokenise([text])[0]))

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        """The token states of each text, as far as the model reads it, without those of special tokens or a prompt."""
        prompted = [self._prompts.passage + text for text in texts]
        read = [self._cut(tokens) for tokens in self.counter.tokenise(prompted)]
        states = self._cores.map(self._encoder.states, read) if self._encoder else self._original_states(prompted, read)
        found = []
        for text, tokens, of_text in zip(prompted, read, states, strict=True):
            spans = [_in_text(text, span, len(self._prompts.passage)) for span in tokens.offsets]
            kept = [j for j, (start, end) in enumerate(spans) if end > start]
            norms = np.linalg.norm(of_text[kept], axis=1, keepdims=True).clip(min=1e-12)
            found.append(TokenStates(of_text[kept] / norms, tuple(spans[j] for j in kept)))
        return found

    def _cut(self, tokens: Tokenised) -> Tokenised:
        """What the model reads of a text: its first tokens, and the closing special one."""
        if len(tokens.ids) - 2 <= self._window:
            return tokens
        keep = self._window + 1
        return Tokenised((*tokens.ids[:keep], tokens.ids[-1]), (*tokens.offsets[:keep], tokens.offsets[-1]))

    def _vector(self, text: Tokenised) -> Vectors:
        assert self._encoder
        return mean_vector(self._encoder.states(text))

    @cached_property
    def _cores(self) -> ThreadPoolExecutor:
        """A thread for each core that this process may use."""
        return ThreadPoolExecutor(cores(), thread_name_prefix="embed")

    @cached_property
    def _encoder(self) -> Encoder | None:
        """The ONNX form of the model; None where it runs in sentence-transformers."""
        if self._cache is None or not _is_mean_pooled(self.folder):
            return None
        path = self._cache.expanduser() / f"{self.weights_sha256[:16]}-{FORM}.onnx"
        try:
            if not path.is_file():
                _log.warning("Preparing the embedder once for this machine, in %s …", path.parent)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    export(self._load("eager"), path)
            return OnnxEncoder(path)
        except Exception as error:  # whatever an exporter may raise: the original serves as well, only slower
            _log.warning("The ONNX form of %s can't be had (%s); it runs in sentence-transformers.", self.name, error)
            return None

    @cached_property
    def _original(self) -> Any:
        """The model in sentence-transformers, loaded at first use: importing it takes many seconds."""
        return self._load("sdpa")

    def _load(self, attention: str) -> Any:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        return SentenceTransformer(str(self.folder), device="cpu", model_kwargs={"attn_implementation": attention})

    def _embed_original(self, texts: Sequence[str], progress: Callable[[int], None] | None) -> Vectors:
        prompted = [self._prompts.passage + text for text in texts]
        vectors = self._original.encode(prompted, prompt="", batch_size=_BATCH, normalize_embeddings=True)
        if progress:
            progress(len(texts))
        return np.asarray(vectors, dtype=np.float32)

    def _original_states(self, texts: Sequence[str], read: Sequence[Tokenised]) -> Iterator[Vectors]:
        outputs = self._original.encode(list(texts), prompt="", output_value=None, batch_size=_BATCH) if texts else []
        for output, tokens in zip(outputs, read, strict=True):
            yield output["token_embeddings"].float().numpy()[: len(tokens.ids)]


def open_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name, with its weights checked.

    Raises:
        WeightsError: the package or folder is missing, or its weights are not the expected ones.
    """
    return Embedder(find_weights(settings), settings.cache if settings.embed == "onnx" else None)


def _in_text(prompted: str, span: tuple[int, int], prompt: int) -> tuple[int, int]:
    """Where a token lies in the text behind the prompt: some tokenizers count the space before a word as its own."""
    start, end = max(span[0], prompt), span[1]
    while start < end and prompted[start].isspace():
        start += 1
    return start - prompt, end - prompt


def _is_mean_pooled(folder: Path) -> bool:
    """Is a vector of this model the mean of its token states and nothing more?"""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        pooling = json.loads((folder / "1_Pooling" / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
    return kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]) and bool(
        pooling.get("pooling_mode_mean_tokens")
    )
