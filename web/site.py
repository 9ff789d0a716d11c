"""The whole site as one ASGI app: the contract's routes, the page, and the guard around both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from records import SettingsError
from settings import Settings
from web.desk import Desk
from web.guard import Guard
from web.rest import add_routes

if TYPE_CHECKING:
    from answer.ask import Answerer

_LATER = ("api_keys", "user_header", "uploads", "keep_questions")


def site(answerer: Answerer, settings: Settings, host: str = "127.0.0.1") -> Guard:
    """Everything that is served, for one answerer. `host` is what the server listens on.

    Raises:
        SettingsError: a switch is set that this version does not have: a door that is thought shut must not stand open.
    """
    for name in _LATER:
        if getattr(settings, name):
            variable = f"ONRECORD_{name.upper()}"
            raise SettingsError(
                f"{variable} is set, but this version does not have it yet.", f"To go on without it: unset {variable}"
            )
    desk = Desk(answerer, settings)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    prefix = settings.root_path.rstrip("/")
    add_routes(app, desk, prefix)
    from web.page import mount  # gradio takes seconds to import

    mount(app, desk, prefix)
    app.add_middleware(CORSMiddleware, allow_origins=[])  # Gradio's own, which lets any origin in, stands down for it
    return Guard(app, settings, (*settings.allowed_hosts, f"[{host}]" if ":" in host else host))
