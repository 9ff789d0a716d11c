"""The index remembers what made it, and is not read or added to by anything else."""

from __future__ import annotations

from collections.abc import Mapping

from index.embed import Embedder
from records import IndexMismatch
from settings import Settings

# Raised when sentences, passages or quotes come out otherwise from the same text, or the tables change.
FORM = "4"


def manifest_of(embedder: Embedder, settings: Settings) -> dict[str, str]:
    """What an index made now would record."""
    return {
        "form": FORM,
        "embedder": embedder.name,
        "weights_sha256": embedder.weights_sha256,
        "chunk_tokens": str(settings.chunk_tokens),
        "title_context": "on" if settings.title_context else "off",
    }


def check_manifest(stored: Mapping[str, str], wanted: Mapping[str, str], settings: Settings) -> None:
    """Compare what made an index with what is about to use it.

    Raises:
        IndexMismatch: with both values of the first difference, and the command that cures it.
    """
    for key, value in wanted.items():
        found = stored.get(key)
        if found == value:
            continue
        cure = f"To make it anew: rm -r {settings.index} && python -m ingest PATH… --index {settings.index}"
        if key in ("chunk_tokens", "title_context") and found:
            cure = f"To use it as it is: export ONRECORD_{key.upper()}={found}\n{cure}"
        if key in ("embedder", "weights_sha256"):
            cure = f"To use it as it is, name the embedder that made it: export ONRECORD_EMBEDDER=…\n{cure}"
        raise IndexMismatch(
            f"The index in {settings.index} was made with {key} {found}; the settings say {value}.", cure
        )
