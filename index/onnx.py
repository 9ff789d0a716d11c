"""The embedding model in ONNX form: exported once from the installed weights, then run without importing torch.

Importing torch and sentence-transformers takes longer than answering twenty questions (docs/decisions/0006-onnx.md), so
the network is exported at the first use into a cache, under the hash of its weights, and checked against the original.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from index.count import Tokenised
from records import WeightsError

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
# Cosines of the two forms of the model for the same text; the export is exact but for rounding.
_AGREE = 0.9999
_PROBES = ("An exact sentence.", "What did the minister say about the talks that were held by the sea in March 2022?")


class OnnxEncoder:
    """Runs an exported network: batches of token ids → token states."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = (
            len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        )
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = [each.name for each in self._session.get_inputs()]

    def states(self, batch: Sequence[Tokenised]) -> list[NDArray[np.float32]]:
        """The last hidden states of each text, (tokens, dim), special tokens included."""
        length = max(len(text.ids) for text in batch)
        ids = np.zeros((len(batch), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, text in enumerate(batch):
            ids[row, : len(text.ids)] = text.ids
            mask[row, : len(text.ids)] = 1
        feeds = dict(zip(INPUTS, (ids, mask, np.zeros_like(ids)), strict=True))
        (states,) = self._session.run(None, {name: feeds[name] for name in self._inputs})
        return [states[row, : len(text.ids)] for row, text in enumerate(batch)]


def export(model: Any, path: Path) -> None:
    """Write the network of a loaded sentence-transformers model to `path`, in ONNX form.

    Raises:
        WeightsError: the exported network does not give the vectors of the original.
    """
    import torch

    class States(torch.nn.Module):
        """The network with its three inputs and its token states alone."""

        def __init__(self, network: Any) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            given = dict(zip(INPUTS, (input_ids, attention_mask, token_type_ids), strict=True))
            return self.network(**given).last_hidden_state

    read = model.tokenizer(list(_PROBES), padding=True, return_tensors="pt")
    sizes = {0: torch.export.Dim("texts", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=512)}
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.part")
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # it tells of packages that nobody asked for
    torch.onnx.export(
        States(model[0].auto_model.eval()),
        tuple(read[name] for name in INPUTS),
        str(partial),
        input_names=list(INPUTS),
        output_names=["states"],
        dynamic_shapes=(sizes, sizes, sizes),
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    try:
        _check(model, partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def mean_vector(states: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of a text's token states as a unit vector: how mean-pooled models make their vectors."""
    mean = states.mean(axis=0)
    unit: NDArray[np.float32] = (mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float32)
    return unit


def _check(model: Any, path: Path) -> None:
    encoder = OnnxEncoder(path)
    for probe in _PROBES:
        read = model.tokenizer(probe)
        vector = mean_vector(encoder.states([Tokenised(tuple(read["input_ids"]), ())])[0])
        cosine = float(vector @ model.encode(probe, normalize_embeddings=True))
        if cosine < _AGREE:
            raise WeightsError(
                f"The exported network's vector of {probe!r} has a cosine of {cosine:.5f} with the original's.",
                "Run it unexported: export ONRECORD_EMBED=torch",
            )
