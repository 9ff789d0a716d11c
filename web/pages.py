"""The pages and files beside the chat: an article or a citation on a page of its own, and our styles and scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse

from web.article import article_page, fault_page
from web.desk import Desk, NotFound

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html"}


def add_pages(app: FastAPI, desk: Desk, prefix: str = "") -> None:
    """Put the page of an article on `app`. `prefix` is where a proxy shows the site, or ""."""

    @app.get("/article/{article_id:path}", include_in_schema=False)
    def page(article_id: str, start: int | None = None, end: int | None = None) -> HTMLResponse:
        try:
            found = desk.article(article_id)
        except NotFound as fault:
            return HTMLResponse(fault_page(fault.message, fault.hint, prefix), 404)
        if (start is None) != (end is None) or not 0 <= (start or 0) <= (end or 0) <= len(found.text):
            wrong = f"Characters {start} to {end} are not in this article, which has {len(found.text)}."
            return HTMLResponse(fault_page(wrong, "It may have changed since the link was made.", prefix), 400)
        return HTMLResponse(article_page(found, prefix, start, end))


def add_files(app: FastAPI, files: dict[str, Path]) -> None:
    """Serve each file under its address."""
    for address, file in files.items():
        app.add_api_route(address, _sender(file), methods=["GET", "HEAD"], include_in_schema=False)


def _sender(file: Path) -> Callable[[], FileResponse]:
    kind = _KINDS[file.suffix]
    return lambda: FileResponse(file, media_type=kind, headers={"cache-control": "no-cache"})
