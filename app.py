"""Serve the chat and the API: `python app.py [--host 127.0.0.1] [--port 7860] [--index DIR]`.

With no index at all it serves the demonstration: `data/articles`, in an index of its own.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from records import OnRecordError
from settings import Settings, read_settings

if TYPE_CHECKING:
    from index.embed import Embedder
    from ingest.run import Report
    from web.uploads import Add

HERE = Path(__file__).parent
ARTICLES = HERE / "data" / "articles"
DEMO = HERE / "data" / "demo"


def main(argv: Sequence[str] | None = None) -> int:
    """Put the parts together and serve them. 0 when stopped, 2 where it could not run."""
    parser = argparse.ArgumentParser(prog="app.py", description="Serve the chat and the API over an index of articles.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=7860, help="the port to listen on (default: %(default)s)")
    parser.add_argument("--index", type=Path, help="the folder of the index (default: data/index)")
    given = parser.parse_args(argv)
    try:
        settings = read_settings(os.environ, index=given.index)
        named = given.index is not None or "ONRECORD_INDEX" in os.environ
        with listening(given.host, given.port) as door:
            if not named and not settings.index.exists():
                settings = demonstration(settings)
            serve(settings, given.host, door)
    except OnRecordError as fault:
        print(fault, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens, taken before anything slow is begun. Raises OnRecordError where it can't be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).split(" (while")[0].rstrip(".")
        raise OnRecordError(
            f"Can't listen on {host}, port {port}: {reason}.", f"Try another: python app.py --port {port % 65000 + 1}"
        ) from error


def demonstration(settings: Settings) -> Settings:
    """Settings for an index of the articles that ship with the project, brought up to date first."""
    tell(f"There is no index at {settings.index}, so this serves the demonstration: the articles of data/articles.")
    tell("For your own: python -m ingest FOLDER")
    tell("Reading the articles; the first time takes a little longer …")
    from ingest.run import ingest

    demo = replace(settings, index=DEMO)
    ingest([ARTICLES], demo)
    return demo


def serve(settings: Settings, host: str, door: socket.socket) -> None:
    """Load the index, build the site, and serve it until stopped."""
    tell(f"Opening the index in {shown(settings.index)} …")
    from answer.ask import open_answerer

    answerer = open_answerer(settings)
    tell("Loading the embedder and the parser …")
    answerer.weigh("What did officials say?")  # all that a question needs, now, not at the first one
    tell("Building the page …")
    import uvicorn

    from web.site import site

    app = site(answerer, settings, host, adder(settings, answerer.retriever.embedder) if settings.uploads else None)
    port = door.getsockname()[1]
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    tell(f"Ready, over {answerer.retriever.store.counts().articles} articles: {address}")
    if host in ("0.0.0.0", "::"):
        names = ", ".join(settings.allowed_hosts)
        tell(f"It answers to these names alone: {names}. ONRECORD_ALLOWED_HOSTS names more.")
    if settings.user_header:
        tell(f"{settings.user_header} is believed from these proxies alone: {', '.join(settings.proxies)}.")
    config = uvicorn.Config(  # who a proxy is believed to speak for is the site's own to say
        app, log_level="warning", server_header=False, proxy_headers=False, timeout_graceful_shutdown=3
    )
    uvicorn.Server(config).run(sockets=[door])


def adder(settings: Settings, embedder: Embedder) -> Add:
    """What takes an uploaded file into the index: it is kept beside the index, and one file is read at a time."""
    from ingest.run import ingest
    from web.feedback import folder_of

    turn = threading.Lock()
    folder = folder_of(settings.index) / "uploads"

    def add(name: str, file: bytes) -> Report:
        path = folder / name
        with turn:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            before = path.read_bytes() if path.is_file() else None
            path.write_bytes(file)
            taken = False
            try:
                report = ingest([path], settings, embedder=embedder)
                taken = bool(report.new + report.changed + report.unchanged)
            finally:
                if not taken and before is not None:
                    path.write_bytes(before)
                elif not taken:
                    path.unlink()
        return report

    return add


def shown(folder: Path) -> str:
    """A folder as a person here would name it."""
    full = folder.resolve()
    return str(full.relative_to(HERE.resolve())) if full.is_relative_to(HERE.resolve()) else str(folder)


def tell(line: str) -> None:
    """Say what is waited for, at once even into a pipe."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
