"""Every fault in one form, `{"error": {"message", "hint"}}`, with its HTTP status."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from records import OnRecordError
from web.desk import Busy, NotFound, Refused

_LOG = logging.getLogger(__name__)
_STATUS = {Refused: 400, NotFound: 404, Busy: 503}
_UNKNOWN = OnRecordError(
    "Something went wrong here, and nothing was answered.", "Please try again; the server's log has the details."
)

_NO_JSON = OnRecordError("The body is no JSON.", "What each address takes is told in /openapi.json.")
_CALLED_SO = OnRecordError("The body is not called JSON.", "Send it with the header `content-type: application/json`.")


class Fault(BaseModel):
    """What went wrong, and the cure."""

    message: str
    hint: str


class Faulty(BaseModel):
    """The body of every response that is not a success."""

    error: Fault


# What any address of the API may answer beside its own: for the document of the API.
FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Faulty, "description": "The request can't be taken as it is."},
    401: {"model": Faulty, "description": "A key, or a name from the proxy, is needed."},
    403: {"model": Faulty, "description": "The request comes from another site."},
    404: {"model": Faulty, "description": "There is nothing of that name."},
    413: {"model": Faulty, "description": "The request is too long."},
    429: {"model": Faulty, "description": "Too many questions; Retry-After tells the seconds."},
    503: {"model": Faulty, "description": "Busy; Retry-After tells the seconds."},
    "default": {"model": Faulty, "description": "Something went wrong."},
}


def said(fault: BaseException) -> dict[str, Any]:
    """A fault as JSON. Of what is none of ours the log has the details, and nobody else."""
    if not isinstance(fault, OnRecordError):
        _LOG.error("a question could not be answered", exc_info=fault)
        fault = _UNKNOWN
    return {"error": {"message": fault.message, "hint": fault.hint}}


def add_faults(app: FastAPI) -> None:
    """Give every fault on `app` the one form."""

    @app.exception_handler(OnRecordError)
    def ours(_: Request, fault: OnRecordError) -> JSONResponse:
        status = _STATUS.get(type(fault), 500)
        return JSONResponse(said(fault), status, {"retry-after": "5"} if status == 503 else None)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, fault: RequestValidationError) -> JSONResponse:
        first = fault.errors()[0]
        if first["type"] == "json_invalid":
            return JSONResponse(said(_NO_JSON), 400)
        if first["loc"] == ("body",) and "json" not in request.headers.get("content-type", ""):
            return JSONResponse(said(_CALLED_SO), 400)
        where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query")) or "the body"
        hint = "What each address takes is told in /openapi.json."
        return JSONResponse(said(OnRecordError(f"{where}: {first['msg']}", hint)), 400)

    @app.exception_handler(HTTPException)
    def http(request: Request, fault: HTTPException) -> JSONResponse:
        told = OnRecordError(str(fault.detail), f"There is no {request.method} {request.url.path}.")
        return JSONResponse(said(_NO_JSON if fault.status_code == 400 else told), fault.status_code, fault.headers)

    @app.exception_handler(Exception)
    def unknown(_: Request, fault: Exception) -> JSONResponse:
        return JSONResponse(said(fault), 500)
