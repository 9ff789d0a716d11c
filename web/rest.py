"""The HTTP contract: questions, search and articles for programs, and a page for each article and citation."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from records import Answer, Filters, OnRecordError, Turn, as_json
from web.article import article_page, fault_page
from web.desk import Busy, Desk, NotFound, Refused, bounded, turns

_STATIC = Path(__file__).parent / "static"
_OURS = {"page.css": "text/css", "cite.js": "text/javascript", "shim.js": "text/javascript"}
_LOG = logging.getLogger(__name__)


class Asked(BaseModel):
    """The body of POST /api/ask. Dates are YYYY-MM-DD, both included; None is no restriction."""

    question: str
    history: list[dict[str, Any]] = Field(default=[], max_length=1000)
    speaker: str | None = Field(default=None, max_length=200)
    outlet: str | None = Field(default=None, max_length=200)
    since: date | None = None
    until: date | None = None

    def filters(self) -> Filters:
        return Filters(self.speaker or None, self.outlet or None, self.since, self.until)


def add_routes(app: FastAPI, desk: Desk, prefix: str = "") -> None:
    """Put the routes of the contract and their faults on `app`. `prefix` is where a proxy shows the site, or ""."""

    @app.post("/api/ask")
    def ask(asked: Asked, request: Request) -> Response:
        question, history = bounded(asked.question), turns(asked.history)
        if "text/event-stream" in request.headers.get("accept", ""):
            return StreamingResponse(_events(desk, question, history, asked.filters()), media_type="text/event-stream")
        return JSONResponse(as_json(desk.ask(question, history, asked.filters())))

    @app.get("/api/search")
    def search(q: str, k: int = 10) -> list[dict[str, Any]]:
        found = desk.search(q, k)
        return [{**as_json(hit), "path": article.path, "text": hit.passage.text} for hit, article in found]

    @app.get("/api/articles/{article_id:path}")
    def article(article_id: str) -> Any:
        return as_json(desk.article(article_id))

    @app.get("/article/{article_id:path}")
    def page(article_id: str, start: int | None = None, end: int | None = None) -> HTMLResponse:
        try:
            found = desk.article(article_id)
        except NotFound as fault:
            return HTMLResponse(fault_page(fault.message, fault.hint, prefix), 404)
        if (start is None) != (end is None) or not 0 <= (start or 0) <= (end or 0) <= len(found.text):
            wrong = f"Characters {start} to {end} are not in this article, which has {len(found.text)}."
            return HTMLResponse(fault_page(wrong, "It may have changed since the link was made.", prefix), 400)
        return HTMLResponse(article_page(found, prefix, start, end))

    @app.get("/healthz")
    def health() -> dict[str, Any]:
        return {"ok": True, "articles": desk.answerer.retriever.store.counts().articles}

    for file, kind in _OURS.items():
        app.add_api_route(f"/{file}", _static(file, kind), methods=["GET", "HEAD"], include_in_schema=False)
    _add_faults(app)


def _static(file: str, kind: str) -> Callable[[], FileResponse]:
    return lambda: FileResponse(_STATIC / file, media_type=kind, headers={"cache-control": "no-cache"})


def _events(desk: Desk, question: str, history: tuple[Turn, ...], filters: Filters) -> Iterator[str]:
    """Server-sent events: each statement with its citations, then the whole answer; or one error."""
    try:
        answer = desk.ask(question, history, filters)
    except OnRecordError as fault:
        yield _event("error", _fault(fault.message, fault.hint))
        return
    except Exception:
        _LOG.exception("a question could not be answered")
        yield _event("error", _fault(*_UNKNOWN))
        return
    for statement in answer.statements:
        yield _event("statement", {**as_json(statement), "citations": as_json(_cited(answer, statement.markers))})
    yield _event("answer", as_json(answer))


def _cited(answer: Answer, markers: tuple[int, ...]) -> list[Any]:
    return [c for c in answer.citations if c.marker in markers]


def _event(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


_UNKNOWN = (
    "Something went wrong here, and nothing was answered.",
    "Please try again; the server's log has the details.",
)


def _fault(message: str, hint: str) -> dict[str, dict[str, str]]:
    return {"error": {"message": message, "hint": hint}}


def _add_faults(app: FastAPI) -> None:
    """Give every fault the one form, with its status."""

    @app.exception_handler(OnRecordError)
    def ours(_: Request, fault: OnRecordError) -> JSONResponse:
        status = {Refused: 400, NotFound: 404, Busy: 503}.get(type(fault), 500)
        return JSONResponse(_fault(fault.message, fault.hint), status, {"retry-after": "5"} if status == 503 else None)

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, fault: RequestValidationError) -> JSONResponse:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query")) or "the body"
        hint = (
            "POST /api/ask takes JSON: question, history, speaker, outlet, since, until. GET /api/search takes q and k."
        )
        return JSONResponse(_fault(f"{where}: {first['msg']}", hint), 400)

    @app.exception_handler(HTTPException)
    def http(request: Request, fault: HTTPException) -> JSONResponse:
        return JSONResponse(
            _fault(str(fault.detail), f"There is no {request.method} {request.url.path}."), fault.status_code
        )

    @app.exception_handler(Exception)
    def unknown(_: Request, fault: Exception) -> JSONResponse:
        return JSONResponse(_fault(*_UNKNOWN), 500)
