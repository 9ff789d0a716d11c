"""The packaged network as one that can learn, and what it has learned in the network's own form.

In the package its matrices are whole numbers of 8 bits with one scale each; here they are floats. What is written back
has a scale for each column, under the names that the network's tensors have.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from transformers import BertConfig, BertForSequenceClassification

_MOST = 127  # the largest whole number of 8 bits, both ways


def read_network(path: Path) -> BertForSequenceClassification:
    """The network in torch's form, its matrices as floats.

    Raises:
        ValueError: the file is not of a network of this kind.
    """
    tensors = _tensors(path)
    words, wide = tensors["bert.embeddings.word_embeddings.weight_quantized"].shape
    config = BertConfig(
        vocab_size=words, hidden_size=wide, num_hidden_layers=12, num_attention_heads=12, intermediate_size=4 * wide
    )
    config.num_labels = 1
    config._attn_implementation = "eager"  # learns 1.5 times as fast here as torch's fused attention
    network = BertForSequenceClassification(config)
    state = dict(network.state_dict())
    state |= {name: torch.tensor(value) for name, value in tensors.items() if name in state}
    for name in ("word", "token_type", "position"):
        whole = f"bert.embeddings.{name}_embeddings.weight"
        state[whole] = torch.tensor(_float(tensors, whole))
    for name, stem in _matrices(path):
        state[name] = torch.tensor(_float(tensors, stem).T.copy())
    network.load_state_dict(state)
    return network


def learned_tensors(network: BertForSequenceClassification, path: Path) -> dict[str, NDArray[Any]]:
    """The tensors of what may learn in `network`, as the network in the file at `path` names and holds them."""
    learning = {name: value.detach().numpy() for name, value in network.named_parameters() if value.requires_grad}
    stems = {name: stem for name, stem in _matrices(path) if name in learning}
    found: dict[str, NDArray[Any]] = {name: value for name, value in learning.items() if name not in stems}
    for name, stem in stems.items():
        columns = np.ascontiguousarray(learning[name].T)  # safetensors writes the memory as it lies
        scale = (np.abs(columns).max(axis=0) / _MOST).astype(np.float32)
        found[f"{stem}_quantized"] = np.rint(columns / scale).astype(np.int8)
        found[f"{stem}_scale"] = scale
    return found


def _tensors(path: Path) -> dict[str, NDArray[Any]]:
    return {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}


def _float(tensors: dict[str, NDArray[Any]], stem: str) -> NDArray[np.float32]:
    whole, nought, scale = (tensors[f"{stem}_{part}"] for part in ("quantized", "zero_point", "scale"))
    floats: NDArray[np.float32] = (whole.astype(np.float32) - nought.astype(np.float32)) * scale
    return floats


def _matrices(path: Path) -> Iterator[tuple[str, str]]:
    """Each matrix: its name in torch's form, by the step that multiplies with it, and its stem in the file."""
    for node in onnx.load(path, load_external_data=False).graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].endswith("_quantized"):
            yield ".".join(node.name.strip("/").split("/")[:-1]) + ".weight", node.input[1].removesuffix("_quantized")
