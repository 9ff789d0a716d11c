"""Serve the chat and the API: `python app.py [--host 127.0.0.1] [--port 7860] [--index DIR]`.

With no index at all it serves the demonstration: `data/articles`, in an index of its own.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from records import OnRecordError
from settings import Settings, read_settings

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
    tell("Loading the embedder …")
    answerer.retriever.retrieve("ready?", k=1)  # now, not at the first question
    tell("Building the page …")
    import uvicorn

    from web.site import site

    app = site(answerer, settings, host)
    port = door.getsockname()[1]
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    tell(f"Ready, over {answerer.retriever.store.counts().articles} articles: {address}")
    if host in ("0.0.0.0", "::"):
        names = ", ".join(settings.allowed_hosts)
        tell(f"It answers to these names alone: {names}. ONRECORD_ALLOWED_HOSTS names more.")
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3)
    uvicorn.Server(config).run(sockets=[door])


def shown(folder: Path) -> str:
    """A folder as a person here would name it."""
    full = folder.resolve()
    return str(full.relative_to(HERE.resolve())) if full.is_relative_to(HERE.resolve()) else str(folder)


def tell(line: str) -> None:
    """Say what is waited for, at once even into a pipe."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
