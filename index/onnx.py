"""The embedding model in ONNX form: exported once from the installed weights, then run without importing torch.

Importing torch and sentence-transformers takes longer than answering twenty questions, and whole numbers of 8 bits are
multiplied more than twice as fast as floats (docs/decisions/0006-onnx.md). So the network is exported at the first use
into a cache, under the hash of its weights, and made small: weights in 8 bits, each text's activations scaled by that
text alone. Both forms are checked against the original.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.count import Tokenised
from records import WeightsError

# Else it tells its maker of every model that is run; it asks for this once, when it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

# Raised when a network in the cache must be made anew.
FORM = 2
_IDS = "input_ids"
# Least cosine of a form's vector with the original's. The export is exact but for rounding; 8 bits move a vector a
# little, and on a processor that multiplies them with saturation they would move it far.
_EXACT, _CLOSE = 0.9999, 0.97
_PROBES = ("An exact sentence.", "What did the minister say about the talks that were held by the sea in March 2022?")

_log = logging.getLogger("onrecord")


class OnnxEncoder:
    """Runs an exported network on one core; several threads may ask it at once."""

    def __init__(self, path: Path) -> None:
        self._session = open_network(path)

    def states(self, text: Tokenised) -> NDArray[np.float32]:
        """The last hidden states of a text, (tokens, dim), special tokens included."""
        (states,) = self._session.run(None, {_IDS: np.array([text.ids], dtype=np.int64)})
        return np.asarray(states[0], dtype=np.float32)


def open_network(network: Path | bytes) -> Any:
    """A network in ONNX form, a file or its content, to be run on one core; several threads may ask it at once.

    A processor that would add up 8-bit products in 16 bits, and so saturate, adds them up right, if more slowly. Sums
    and norms stay two steps: onnxruntime's one step for both takes longer than they do (docs/decisions/0006-onnx.md).
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    if saturates():
        options.add_session_config_entry("session.x64quantprecision", "1")
    given = network if isinstance(network, bytes) else str(network)
    return onnxruntime.InferenceSession(
        given, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


@cache
def saturates() -> bool:
    """Does this processor add up 8-bit products where they have no room? Seen by letting it: 64 of the largest."""
    from onnx import TensorProto, helper, numpy_helper

    rows, weights = np.full((1, 64), 255, dtype=np.uint8), np.full((64, 64), 127, dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["rows", "weights"], ["sums"])],
        "sums",
        [helper.make_tensor_value_info("rows", TensorProto.UINT8, rows.shape)],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, rows.shape)],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    (sums,) = session.run(None, {"rows": rows})
    return not np.array_equal(sums, rows.astype(np.int32) @ weights.astype(np.int32))


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def export(model: Any, path: Path) -> None:
    """Write the network of a loaded sentence-transformers model to `path`, in ONNX form.

    Its weights are in 8 bits where the vectors stay close to the original's on this processor, else as they are.

    Raises:
        WeightsError: the exported network does not give the vectors of the original.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    whole, small = (path.with_suffix(f".{os.getpid()}.{name}") for name in ("whole", "small"))
    try:
        _export(model, whole)
        if (cosine := _agreement(model, whole)) < _EXACT:
            raise WeightsError(
                f"The exported network's vectors have a cosine of {cosine:.5f} with the original's.",
                "Run it unexported: export ONRECORD_EMBED=torch",
            )
        _quantise(whole, small)
        if (cosine := _agreement(model, small)) >= _CLOSE:
            small.replace(path)
        else:
            _log.warning("In 8 bits its vectors have a cosine of %.3f with its own: it runs in 32.", cosine)
            whole.replace(path)
    finally:
        for left in (whole, small):
            left.unlink(missing_ok=True)


def mean_vector(states: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of a text's token states as a unit vector: how mean-pooled models make their vectors."""
    mean = states.mean(axis=0)
    unit: NDArray[np.float32] = (mean / max(float(np.linalg.norm(mean)), 1e-12)).astype(np.float32)
    return unit


def _export(model: Any, path: Path) -> None:
    import torch

    class States(torch.nn.Module):
        """The network with the ids of one text as its input, and its token states alone."""

        def __init__(self, network: Any) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: Any) -> Any:
            return self.network(input_ids=input_ids).last_hidden_state

    with _silent("torch.onnx"):
        torch.onnx.export(
            States(model[0].auto_model).eval(),
            (model.tokenizer([_PROBES[0]], return_tensors="pt")[_IDS],),
            str(path),
            input_names=[_IDS],
            output_names=["states"],
            dynamic_shapes=({1: torch.export.Dim("tokens", min=2, max=512)},),
            dynamo=True,
            external_data=False,
            verbose=False,
        )


def _quantise(whole: Path, small: Path) -> None:
    """Weights in 8 bits, a scale for each column; activations are scaled as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with _silent(None):
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)


def _agreement(model: Any, path: Path) -> float:
    """The least cosine of the vectors of an exported network with the original's."""
    encoder = OnnxEncoder(path)
    vectors = [mean_vector(encoder.states(Tokenised(tuple(model.tokenizer(p)[_IDS]), ()))) for p in _PROBES]
    return min(float(v @ o) for v, o in zip(vectors, model.encode(_PROBES, normalize_embeddings=True), strict=True))


@contextmanager
def _silent(logger: str | None) -> Iterator[None]:
    """Without the advice that an exporter gives about packages and steps that nobody asked for."""
    log = logging.getLogger(logger)
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)
