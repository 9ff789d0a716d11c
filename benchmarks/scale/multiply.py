"""How near does the embedder come to what the processor can do? Its GFLOP/s beside those of a plain matrix product.

    python -m benchmarks.scale.multiply --given DIR [--texts 256]

The network's multiplications and additions are counted from its shape, for the tokens that the texts have; what is
padded, normalised or looked up counts as nothing. The products have the shapes of its widest layer, and of a square.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.scale.fresh import tell
from benchmarks.scale.vectors import Given
from index.embed import open_embedder  # before onnxruntime, which it keeps quiet
from settings import read_settings

SHAPES = ((1024, 384, 1536), (1024, 1024, 1024))
SECONDS = 2.0  # for each product


def main() -> None:
    """Measure both in one process, and tell them in GFLOP/s."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--given", type=Path, required=True, help="texts to embed, as the benchmark leaves them")
    parser.add_argument("--texts", type=int, default=256)
    options = parser.parse_args()
    texts = Given.read(options.given).texts[: options.texts]
    embedder = open_embedder(read_settings(os.environ))
    lengths = [len(tokens.ids) for tokens in embedder.counter.tokenise(texts)]
    config = json.loads((embedder.folder / "config.json").read_text(encoding="utf-8"))
    embedder.embed(texts[:16])
    seconds = min(_timed(lambda: embedder.embed(texts)) for _ in range(3))
    speeds = {"embedder": sum(flops(n, config) for n in lengths) / seconds / 1e9}
    for m, k, n in SHAPES:
        for name, multiply in products(m, k, n):
            speeds[f"{name} {m}×{k}×{n}"] = 2e-9 * m * k * n / fastest(multiply)
    tell(speeds=speeds, texts=len(texts), tokens=sum(lengths), seconds=seconds, network=embedder.name)


def flops(tokens: int, config: dict[str, Any]) -> int:
    """Multiplications and additions of a BERT-like encoder for one text.

    Each layer: four projections of d×d, two of d×f, and for every pair of tokens two products of length d.

    >>> flops(10, {"hidden_size": 4, "intermediate_size": 16, "num_hidden_layers": 1})
    5440
    """
    d, f, layers = config["hidden_size"], config["intermediate_size"], config["num_hidden_layers"]
    return int(2 * layers * (tokens * (4 * d * d + 2 * d * f) + 2 * tokens * tokens * d))


def products(m: int, k: int, n: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """The same product by numpy, and by onnxruntime in floats and in bytes."""
    left, right = (np.random.default_rng(0).random(shape, dtype=np.float32) for shape in ((m, k), (k, n)))
    yield "numpy fp32", lambda: left @ right
    yield "onnxruntime fp32", _session("MatMul", left, right)
    as_bytes = (left * 255).astype(np.uint8), (right * 127).astype(np.int8)
    yield "onnxruntime int8", _session("MatMulInteger", *as_bytes)


def _session(operator: str, left: NDArray[Any], right: NDArray[Any]) -> Callable[[], object]:
    """A network of one product, the right side fixed, as a layer's weights are."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    kind = helper.np_dtype_to_tensor_dtype(left.dtype)
    out = TensorProto.INT32 if operator == "MatMulInteger" else TensorProto.FLOAT
    graph = helper.make_graph(
        [helper.make_node(operator, ["left", "right"], ["product"])],
        operator,
        [helper.make_tensor_value_info("left", kind, left.shape)],
        [helper.make_tensor_value_info("product", out, (left.shape[0], right.shape[1]))],
        [numpy_helper.from_array(right, "right")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    onnx.checker.check_model(model)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = len(os.sched_getaffinity(0))
    session = onnxruntime.InferenceSession(model.SerializeToString(), settings, providers=["CPUExecutionProvider"])
    return lambda: session.run(None, {"left": left})


def fastest(work: Callable[[], object], seconds: float = SECONDS) -> float:
    """The least time that it takes, tried for so many seconds."""
    work()
    until = time.perf_counter() + seconds
    times: list[float] = []
    while not times or time.perf_counter() < until:
        times.append(_timed(work))
    return min(times)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
