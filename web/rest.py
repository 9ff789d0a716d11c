"""The HTTP contract: questions, search, articles and feedback for programs and for the page."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any

from fastapi import Body, FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, BeforeValidator, Field
from starlette.concurrency import run_in_threadpool

from records import Answer, Citation, Filters, Statement, as_json
from web.contract import json_of, listed
from web.desk import LONGEST_QUESTION, MOST_HITS, Desk, bounded, turns
from web.events import stream
from web.faults import FAULTS
from web.feedback import Feedback, Opinion
from web.uploads import Add, add_file

_SOMETHING = r"[^\s\u001c-\u001f\u0085]"  # a character that is no white space, to Python's mind
_QUESTION: dict[str, Any] = {
    "minLength": 1,
    "maxLength": LONGEST_QUESTION,
    "pattern": _SOMETHING,
}  # held by the desk, with kinder words
_NAME = Field(default=None, max_length=200)
LONGEST_NOTE = 1000

Told = dict[int | str, dict[str, Any]]  # what a response holds, for the document


def _day(value: Any) -> Any:
    """A date as YYYY-MM-DD; pydantic itself would take a number for seconds since 1970."""
    if value is not None and not (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
        raise ValueError("a date is written YYYY-MM-DD")
    return value


Day = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=date | None)]


class Asked(BaseModel):
    """A question. Dates are YYYY-MM-DD, both included; null is no restriction. Of the history the last turns count."""

    question: str = Field(json_schema_extra=_QUESTION)
    history: list[dict[str, Any]] = Field(default=[], max_length=1000)
    speaker: str | None = _NAME
    outlet: str | None = _NAME
    since: Day = None
    until: Day = None

    def filters(self) -> Filters:
        return Filters(self.speaker or None, self.outlet or None, self.since, self.until)


class Said(BaseModel):
    """What a reader says of an answer, by its id; `marker` names one of its citations, null means all of it."""

    answer: str = Field(min_length=1, max_length=64)
    opinion: Opinion
    marker: int | None = Field(default=None, ge=1, le=10_000, strict=True)
    note: str = Field(default="", max_length=LONGEST_NOTE)


def add_api(app: FastAPI, desk: Desk, feedback: Feedback, add: Add | None = None) -> None:
    """Put the contract on `app`. `add` takes an uploaded file; None: articles can't be added over HTTP."""
    answered: Told = {200: {"description": "The answer.", "content": json_of("Answer") | _EVENTS}}

    @app.post("/api/ask", operation_id="ask", responses=answered | FAULTS)
    async def ask(asked: Asked, request: Request) -> Response:
        """Ask a question; with `Accept: text/event-stream`, statement by statement."""
        question, history, filters = bounded(asked.question), turns(asked.history), asked.filters()
        if "text/event-stream" in request.headers.get("accept", ""):
            return await stream(desk.stream(question, history, filters), _event, lambda fault: _sent("error", fault))
        return JSONResponse(as_json(await run_in_threadpool(desk.ask, question, history, filters)))

    found: Told = {200: {"description": "Passages, best first.", "content": listed("Found")}}

    @app.get("/api/search", operation_id="search", responses=found | FAULTS)
    def search(
        q: Annotated[str, Query(json_schema_extra=_QUESTION)],
        k: Annotated[int, Query(json_schema_extra={"minimum": 1, "maximum": MOST_HITS})] = 10,
    ) -> Response:
        """Search the passages."""
        hits = desk.search(q, k)
        return JSONResponse([{**as_json(hit), "path": article.path, "text": hit.passage.text} for hit, article in hits])

    one: Told = {200: {"description": "The article as stored.", "content": json_of("Article")}}

    @app.get("/api/articles/{article_id:path}", operation_id="article", responses=one | FAULTS)
    def article(article_id: str) -> Response:
        """An article, in full."""
        return JSONResponse(as_json(desk.article(article_id)))

    @app.post("/api/feedback", operation_id="feedback", status_code=201, responses=FAULTS)
    def say(said: Said) -> dict[str, bool]:
        """Say what an answer is worth; it is kept with its question, here and nowhere else."""
        feedback.add(said.answer, said.opinion, said.marker, said.note)
        return {"kept": True}

    @app.get("/healthz", operation_id="health")
    async def health() -> dict[str, Any]:
        """Is the server up, and over how many articles?"""
        return {"ok": True, "articles": desk.answerer.retriever.store.counts().articles}

    if add:
        _add_uploads(app, add)


def _add_uploads(app: FastAPI, add: Add) -> None:
    took: Told = {200: {"description": "What came of it.", "content": {"application/json": {}}}}

    @app.post("/api/articles", operation_id="add", responses=took | FAULTS)
    def upload(name: str, file: Annotated[bytes, Body(media_type="application/octet-stream")]) -> Response:
        """Add a file of articles: its name in the address, its bytes as the body. The same name takes its place."""
        return JSONResponse(as_json(add_file(add, name, file)))


_EVENTS = {
    "text/event-stream": {
        "schema": {
            "type": "string",
            "description": "Events: `statement`, one Statement with its `citations`; then `answer`, the whole Answer; "
            "or `error`, a fault.",
        }
    }
}


def _event(told: tuple[Statement, tuple[Citation, ...]] | Answer) -> str:
    if isinstance(told, Answer):
        return _sent("answer", json.dumps(as_json(told), ensure_ascii=False))
    statement, citations = told
    whole = {**as_json(statement), "citations": as_json(citations)}
    return _sent("statement", json.dumps(whole, ensure_ascii=False))


def _sent(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
