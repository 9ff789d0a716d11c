"""A model from a GGUF file, run in this process by llama.cpp: the door to xllamacpp.

llama.cpp's own server listens on a loopback port that the system picks, behind a key that is made anew each time; so a
local model is asked as any other server that speaks OpenAI's protocol.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from records import ModelError

INSTALL = "pip install -r requirements-models.txt"


@dataclass(frozen=True, slots=True)
class Served:
    """A running model: where it is asked, and the key that it wants. It stops with this value."""

    url: str
    key: str
    server: Any


@cache
def serve(path: Path, tokens: int) -> Served:
    """Loads the file and serves it, once a process; `tokens` is the longest prompt and answer together.

    Raises:
        ModelError: there is no such file, it is no model, or llama.cpp is not installed.
    """
    if not path.is_file():
        raise ModelError(f"There is no model file {path}.", "export ONRECORD_MODEL=gguf:/path/to/model.gguf")
    if path.open("rb").read(4) != b"GGUF":
        raise ModelError(f"{path} is no GGUF file.", "Give a model in llama.cpp's format.")
    try:
        import xllamacpp
    except ImportError as error:
        raise ModelError("A gguf: model needs xllamacpp, which is not installed.", INSTALL) from error
    key = secrets.token_hex(16)
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(path)
    wanted.n_ctx, wanted.n_parallel = tokens, 1
    wanted.api_keys = [key]
    wanted.ui, wanted.verbosity = False, 0
    try:
        server = xllamacpp.Server(wanted)
    except Exception as error:  # the binding raises bare ones
        raise ModelError(f"llama.cpp can't load {path}: {error}", "Try a smaller one.") from error
    return Served(f"{server.listening_address}/v1", key, server)
