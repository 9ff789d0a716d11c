"""Messages → text, as a language model writes it: the one door to LangChain's chat models.

A request is tried again where the server is busy (429, 5xx) and has sent nothing yet, is bounded in time as a whole,
and ends where its reader leaves. What goes wrong is a ModelError that names the address and the cure.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from answer.local import serve
from index.count import prompt_tokens
from records import ModelError, Tokens
from settings import Settings

PROVIDERS = ("openai", "anthropic", "ollama", "gguf")
_INSTALL = {
    "openai": "pip install langchain-openai==1.7.1",
    "anthropic": "pip install langchain-anthropic==1.7.3",
    "ollama": "pip install langchain-ollama==1.1.0",
}
_BUSY = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
_PAUSES = (0.5, 1.0, 2.0)  # seconds before each further try, where the server does not say

Message = tuple[str, str]  # "system", "user" or "assistant", and the text


class Reply:
    """What a model writes, piece by piece; `tokens` is what it cost so far, by its own count where it gives one.

    It is read once. `stop` ends the request: the connection is closed at the next thing that the model sends.
    """

    def __init__(self, chunks: Callable[[], Iterator[Any]], prompt: int, explain: Callable[[Exception], ModelError],
                 seconds: float) -> None:  # fmt: skip
        self._open = chunks
        self._explain = explain
        self._until = time.monotonic() + seconds
        self._seconds = seconds
        self._told: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._left = threading.Event()
        self._counted: Tokens | None = None
        self._prompt, self._text = prompt, ""
        threading.Thread(target=self._read, name="model", daemon=True).start()

    @property
    def tokens(self) -> Tokens:
        return self._counted or Tokens(self._prompt, prompt_tokens(self._text))

    def stop(self) -> None:
        self._left.set()

    def __iter__(self) -> Iterator[str]:
        try:
            while (piece := self._next()) is not None:
                self._text += piece
                yield piece
        finally:
            self.stop()

    def _next(self) -> str | None:
        """The next piece of text, None at the end. Raises ModelError."""
        try:
            told = self._told.get(timeout=max(0.0, self._until - time.monotonic()))
        except queue.Empty:
            raise self._explain(TimeoutError(f"no answer within {self._seconds:g} seconds")) from None
        if isinstance(told, Exception):
            raise self._explain(told) from told
        return None if told is None else str(told)

    def _read(self) -> None:
        """Runs beside the reader: hands on each piece, tries again while nothing has come, and closes what is left."""
        for pause in (*_PAUSES, None):
            begun = False
            chunks = None
            try:
                chunks = self._open()
                for chunk in chunks:
                    if self._left.is_set():
                        return
                    begun = True
                    self._count(chunk)
                    self._told.put(str(chunk.text))
                self._told.put(None)
                return
            except Exception as error:  # whatever a provider's package raises, the reader is told
                if begun or pause is None or not _busy(error) or self._left.wait(_wait(error, pause)):
                    self._told.put(error)
                    return
            finally:
                with suppress(Exception):
                    getattr(chunks, "close", lambda: None)()

    def _count(self, chunk: Any) -> None:
        used = getattr(chunk, "usage_metadata", None)
        if used:
            before = self._counted or Tokens()
            self._counted = Tokens(before.read + used["input_tokens"], before.written + used["output_tokens"])


class ChatModel:
    """A chat model of LangChain's.

    Args:
        model: what `init_chat_model` gives; in tests, one of LangChain's fakes.
        name: as the setting names it.
        url: where it is asked, for messages; empty where that is its provider's own.
        seconds: how long one reply may take.
    """

    def __init__(self, model: Any, name: str, url: str = "", seconds: float = 60.0) -> None:
        self.name = name
        self._model = model
        self._url = url
        self._seconds = seconds

    def write(self, messages: Sequence[Message]) -> Reply:
        """The reply to a conversation, as it is written. Reading it raises ModelError."""
        prompt = sum(prompt_tokens(text) for _, text in messages)
        return Reply(lambda: self._model.stream(list(messages)), prompt, self._explain, self._seconds)

    def ask(self, prompt: str) -> str:
        """The whole reply to one message. Raises ModelError."""
        return "".join(self.write([("user", prompt)]))

    def _explain(self, error: Exception) -> ModelError:
        where = f"{self.name} at {self._url}" if self._url else self.name
        status = getattr(error, "status_code", None)
        kind = type(error).__name__
        if isinstance(error, TimeoutError) or "Timeout" in kind:
            return ModelError(f"The model {where} gave {error}.", "Give it longer: export ONRECORD_MODEL_SECONDS=180")
        if status in (401, 403):
            return ModelError(f"The model {where} refused the key ({status}).", "export ONRECORD_MODEL_KEY=…")
        if status == 404:
            return ModelError(
                f"The server knows no model {where} (404).", "Check ONRECORD_MODEL and ONRECORD_MODEL_URL (often …/v1)."
            )
        if status in _BUSY:
            return ModelError(
                f"The model {where} is busy or failing ({status}), after {len(_PAUSES) + 1} tries.",
                "Ask again in a while, or unset ONRECORD_MODEL to answer without one.",
            )
        if "Connect" in kind or isinstance(error, ConnectionError):
            return ModelError(
                f"The model {where} can't be reached: {_first_line(error)}",
                "Start its server, or check ONRECORD_MODEL_URL; unset ONRECORD_MODEL to answer without one.",
            )
        return ModelError(
            f"The model {where} failed: {kind}: {_first_line(error)}",
            "See that the server speaks its provider's protocol; unset ONRECORD_MODEL to answer without one.",
        )


def open_chat(settings: Settings) -> ChatModel:
    """The model that ONRECORD_MODEL names, at temperature 0. Nothing is asked of it yet.

    Raises:
        ModelError: none is named, its provider is not known or its package not installed, or its file can't be loaded.
    """
    provider, _, name = settings.model.partition(":")
    if provider not in PROVIDERS or not name:
        raise ModelError(
            f"ONRECORD_MODEL is {settings.model!r}; it must be PROVIDER:NAME, and the provider one of "
            f"{', '.join(PROVIDERS)}.",
            "export ONRECORD_MODEL=openai:NAME, or gguf:/path/to/model.gguf",
        )
    url, key = settings.model_url, settings.model_key
    if provider == "gguf":
        served = serve(Path(name), settings.model_tokens)
        provider, name, url, key = "openai", Path(name).stem, served.url, served.key
    try:
        from langchain.chat_models import init_chat_model

        model = init_chat_model(name, model_provider=provider, **_options(provider, url, key, settings))
    except ImportError as error:
        if _INSTALL[provider].split()[-1].split("==")[0] not in str(error):
            raise  # a fault inside the package, not its absence
        raise ModelError(f"{provider}: models need a package that is not installed.", _INSTALL[provider]) from error
    except Exception as error:  # each provider's package has its own for a missing key
        hint = "export ONRECORD_MODEL_KEY=…" if "key" in str(error).lower() else "Check ONRECORD_MODEL."
        raise ModelError(f"The model {settings.model!r} can't be had: {_first_line(error)}", hint) from error
    return ChatModel(model, settings.model, url, settings.model_seconds)


def _options(provider: str, url: str, key: str, settings: Settings) -> dict[str, Any]:
    """What each provider's package is given, in its own words."""
    given: dict[str, Any] = {"temperature": 0, **({"base_url": url} if url else {})}
    if provider == "ollama":
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        client = {"timeout": settings.model_seconds, "headers": headers}
        return given | {
            "client_kwargs": client, "num_predict": settings.answer_tokens, "num_ctx": settings.model_tokens
        }  # fmt: skip
    given |= {"timeout": settings.model_seconds, "max_retries": 0, "max_tokens": settings.answer_tokens}
    if provider == "openai":
        given["stream_usage"] = True
        key = key or ("none" if url else "")  # a server of one's own may want no key; the client does
    return given | ({"api_key": key} if key else {})


def _busy(error: Exception) -> bool:
    return getattr(error, "status_code", None) in _BUSY


def _wait(error: Exception, otherwise: float) -> float:
    """Seconds until the next try: as the server asks, up to half a minute, or else as given."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return min(max(float(headers.get("retry-after", "")), 0.0), 30.0)
    except ValueError:
        return otherwise


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
