"""The same questions in OpenAI's form: POST /v1/chat/completions and GET /v1/models, for programs that speak it.

The last message is the question, those before it the history. There is no system prompt to set, no temperature and no
tool: what else a program sends is ignored. Citations come twice: as text below the answer, for programs that show text
alone, and whole, in the extra field `citations` of the message (or of the last delta).
"""

from __future__ import annotations

import json
import time
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, BeforeValidator, Field
from starlette.concurrency import run_in_threadpool

from records import Answer, Citation, Statement, Turn, as_json
from web.desk import Desk, Refused, bounded, turns
from web.events import stream
from web.faults import FAULTS
from web.references import references, stated, with_references, without_references

MODEL = "on-record"

Told = tuple[Statement, tuple[Citation, ...]] | Answer
Row = dict[str, Any]


def _flat(content: Any) -> Any:
    """A message's content as one text: it may be a list of parts, of which the texts count."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict) and part.get("type") == "text"]
        return "\n".join(part for part in parts if isinstance(part, str))
    return content


class ChatMessage(BaseModel):
    """One message. Of the roles, user and assistant count."""

    role: str
    content: Annotated[str | None, BeforeValidator(_flat, json_schema_input_type=str | list[Row] | None)] = None


class StreamOptions(BaseModel):
    """With `include_usage` a last chunk tells the tokens."""

    include_usage: bool = False


class Chat(BaseModel):
    """The body of POST /v1/chat/completions, as far as it counts here. `model` may be any: there is one."""

    messages: list[ChatMessage] = Field(min_length=1, max_length=1000)
    model: str = MODEL
    stream: bool = False
    stream_options: StreamOptions | None = None


class Reply(BaseModel):
    """The answer as a message, with what it cites."""

    role: Literal["assistant"]
    content: str
    citations: list[Row]


class Choice(BaseModel):
    """The one choice there is."""

    index: int
    message: Reply
    finish_reason: Literal["stop"]


class Completion(BaseModel):
    """An answer in OpenAI's form. `on_record` is the whole Answer, as POST /api/ask gives it."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: dict[str, int]
    on_record: Row


class Model(BaseModel):
    """The one model there is."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """The list of models."""

    object: Literal["list"]
    data: list[Model]


def add_openai(app: FastAPI, desk: Desk, prefix: str = "") -> None:
    """Put OpenAI's form on `app`. `prefix` is where a proxy shows the site, or ""."""
    began = int(time.time())

    @app.post("/v1/chat/completions", operation_id="chat", responses={200: {"model": Completion}, **FAULTS})
    async def chat(asked: Chat, request: Request) -> Response:
        """Ask a question in OpenAI's form."""
        question, history = conversation(asked.messages)
        root = f"{request.url.scheme}://{request.url.netloc}{prefix}/"
        if not asked.stream:
            answer = await run_in_threadpool(desk.ask, question, history)
            return JSONResponse(completion(answer, root))
        chunks = Chunks(root, bool(asked.stream_options and asked.stream_options.include_usage))
        return await stream(desk.stream(question, history), chunks.of, lambda fault: f"data: {fault}\n\n")

    @app.get("/v1/models", operation_id="models")
    async def models() -> Models:
        """The one model there is."""
        return Models(object="list", data=[Model(id=MODEL, object="model", created=began, owned_by=MODEL)])


def conversation(messages: list[ChatMessage]) -> tuple[str, tuple[Turn, ...]]:
    """(the question, the turns before it). Raises Refused where the last message is not a user's."""
    last = messages[-1]
    if last.role != "user":
        raise Refused(f"The last message is the {last.role[:40]}'s.", "Let it be the user's: it is the question.")
    earlier = [{"role": m.role, "content": without_references(m.content or "")} for m in messages[:-1]]
    return bounded(last.content or ""), turns(earlier)


def completion(answer: Answer, root: str) -> Row:
    """An answer in OpenAI's form, whole."""
    message = {
        "role": "assistant",
        "content": with_references(answer, root),
        "citations": as_json(answer.citations),
    }
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _usage(answer),
        "on_record": as_json(answer),
    }


class Chunks:
    """An answer in OpenAI's form, chunk by chunk: each statement, then the references, and that it is done."""

    def __init__(self, root: str, usage: bool) -> None:
        self.root = root
        self.usage = usage
        self.created = int(time.time())
        self.id = f"chatcmpl-{time.time_ns():x}"
        self.said = ""  # what was streamed already

    def of(self, told: Told) -> str:
        """The events for one statement, or for the whole answer, with which it ends."""
        if not isinstance(told, Answer):
            text = ("\n" if self.said else "") + stated(told[0])
            delta = {"content": text} if self.said else {"role": "assistant", "content": text}
            self.said += text
            return self._chunk(delta)
        rest = "" if self.said else told.text
        delta = {"content": rest + references(told, self.root), "citations": as_json(told.citations)}
        if not self.said:
            delta["role"] = "assistant"
        ending = self._chunk(delta) + self._chunk({}, "stop")
        if self.usage:
            ending += self._sent({"choices": [], "usage": _usage(told)})
        return ending + "data: [DONE]\n\n"

    def _chunk(self, delta: Row, reason: str | None = None) -> str:
        return self._sent({"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})

    def _sent(self, chunk: Row) -> str:
        head = {"id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": MODEL}
        return f"data: {json.dumps(head | chunk, ensure_ascii=False)}\n\n"


def _usage(answer: Answer) -> dict[str, int]:
    read, written = answer.tokens.read, answer.tokens.written
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
