"""The chat model that ONRECORD_MODEL names: it may judge, and it may propose questions; it scores nothing."""

from __future__ import annotations

from typing import Any, Protocol

from records import OnRecordError
from settings import Settings


class Chat(Protocol):
    """A chat model: a prompt goes in, a message with its text comes out."""

    def invoke(self, input: str) -> Any: ...  # noqa: A002 - LangChain's own name


def open_chat(settings: Settings) -> Chat:
    """The model as LangChain names it ("openai:gpt-4.1"), at temperature 0.

    Raises:
        OnRecordError: no model is configured, or its provider's package is not installed.
    """
    if not settings.model:
        raise OnRecordError(
            "This needs a language model, and none is configured.", "export ONRECORD_MODEL=provider:name"
        )
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"base_url": settings.model_url, "api_key": settings.model_key}
    try:
        model: Chat = init_chat_model(settings.model, temperature=0, **{k: v for k, v in given.items() if v})
        return model
    except (ImportError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise OnRecordError(
            f"The model {settings.model!r} can't be had: {reason}", "ONRECORD_MODEL is provider:name, as openai:gpt-4.1"
        ) from error
