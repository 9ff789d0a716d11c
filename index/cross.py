"""The cross-encoder: a question and a text read together, each word of the one in the light of the other.

It tells what an embedder, which reads the two apart, can't: whether the text answers the question, or is only about the
same (Nogueira and Cho 2019, docs/decisions/0016-cross-encoder.md). It costs a reading for each pair, so that it reads a
few sentences alone. The packaged weights are ms-marco-MiniLM-L-12-v2 in 8 bits and read English; its upper layers have
learned besides what is no answer, by `python -m benchmarks.learn.cross` (docs/decisions/0017-learned.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.onnx import cores, open_network
from index.weights import Weights, find_cross_encoder
from settings import Settings

Pair = tuple[str, str]  # a question and a text

_MOST_TOKENS = 256  # of both together: what is beyond is cut


class CrossEncoder:
    """Scores pairs of a question and a text, one pair at a time on each core: no score depends on another pair.

    Raises:
        WeightsError: there are no weights in the model's folder, or they are not the expected ones.
    """

    def __init__(self, weights: Weights) -> None:
        for one in (weights, weights.learned):
            if one:
                one.sha256()
        self._weights = weights
        self._tokenizer = Tokenizer.from_file(str(weights.folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._cores = ThreadPoolExecutor(cores(), thread_name_prefix="cross")

    @cached_property
    def _network(self) -> Any:
        """Loaded at the first reading: whoever only searches does without."""
        file, learned = self._weights.folder / self._weights.file, self._weights.learned
        return open_network(with_learned(file, learned.folder / learned.file) if learned else file)

    def scores(self, pairs: Iterable[Pair]) -> dict[Pair, float]:
        """How well the text of each pair answers its question; the network's logit, about -11..11."""
        # The longest first, so that no core ends long before another.
        different = sorted(dict.fromkeys(pairs), key=lambda pair: -len(pair[1]))
        return dict(zip(different, self._cores.map(self._score, different), strict=True))

    def _score(self, pair: Pair) -> float:
        read = self._tokenizer.encode(*pair)
        fed = {"input_ids": read.ids, "attention_mask": read.attention_mask, "token_type_ids": read.type_ids}
        (logits,) = self._network.run(None, {name: np.array([row], dtype=np.int64) for name, row in fed.items()})
        return float(logits[0, 0])


def with_learned(network: Path, learned: Path) -> bytes:
    """A network in ONNX form with the tensors of a file in the place of its own of the same names."""
    import onnx

    model, tensors = onnx.load(network), load_file(learned)
    for own in model.graph.initializer:
        if own.name in tensors:
            own.CopyFrom(onnx.numpy_helper.from_array(tensors[own.name], own.name))
    whole: bytes = model.SerializeToString()
    return whole


def open_cross_encoder(settings: Settings) -> CrossEncoder | None:
    """The cross-encoder that the settings name, with its weights checked; None where it is off.

    Raises:
        WeightsError: the package or folder is missing, or its weights are not the expected ones.
    """
    weights = find_cross_encoder(settings)
    return CrossEncoder(weights) if weights else None
