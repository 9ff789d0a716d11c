"""The whole site as one ASGI app: what is served where, and the guard around it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from settings import Settings
from web.contract import add_contract
from web.desk import Desk
from web.faults import add_faults
from web.feedback import Feedback, folder_of
from web.guard import Guard
from web.openai import add_openai
from web.pages import add_files, add_pages
from web.proxy import Proxied
from web.rest import add_api
from web.uploads import Add, taker

if TYPE_CHECKING:
    from answer.ask import Answerer

_POST = ("POST",)  # what /mcp takes: without sessions there is no stream to open, and nothing to delete
_HERE = Path(__file__).parent
_FILES = {
    "/page.css": _HERE / "static" / "page.css",
    "/cite.js": _HERE / "static" / "cite.js",
    "/ask.js": _HERE / "static" / "ask.js",
    "/shim.js": _HERE / "static" / "shim.js",
    "/widget.js": _HERE.parent / "widget" / "widget.js",
}


def site(answerer: Answerer, settings: Settings, host: str = "127.0.0.1", add: Add | None = None) -> Proxied:
    """Everything that is served, for one answerer.

    Args:
        host: what the server listens on.
        add: takes an uploaded file into the index; it is asked only where uploads are switched on.
    """
    from web.mcp import add_mcp  # both take seconds to import
    from web.page import mount

    feedback = Feedback(folder_of(settings.index), settings.keep_questions)
    desk = Desk(answerer, settings, feedback.heard)
    prefix = settings.root_path.rstrip("/")
    runs: list[Any] = []
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_running(runs, settings))
    add_api(app, desk, feedback, add if settings.uploads else None)
    add_openai(app, desk, prefix)
    runs.append(add_mcp(app, desk, f"{prefix}/"))
    add_pages(app, desk, prefix)
    add_files(app, _FILES)
    add_contract(app, prefix)
    add_faults(app)
    ours = [(route.path_regex, route.methods or _POST) for route in app.routes if isinstance(route, Route)]
    asks = mount(app, desk, prefix, taker(add) if add and settings.uploads else None)
    app.add_middleware(CORSMiddleware, allow_origins=[])  # Gradio's own, which lets any origin in, stands down for it
    hosts = (*settings.allowed_hosts, f"[{host}]" if ":" in host else host)
    guarded = Guard(app, settings, hosts, ours, asks)
    return Proxied(GZipMiddleware(guarded, compresslevel=5), settings)  # a stream of events goes out as it comes


def _running(runs: list[Any], settings: Settings) -> Any:
    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        """While the site is up: the tools' server runs, and there is a thread for each question that may wait."""
        current_default_thread_limiter().total_tokens += settings.queue
        async with AsyncExitStack() as stack:
            for server in runs:
                await stack.enter_async_context(server.session_manager.run())
            yield

    return running
