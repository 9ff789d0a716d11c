"""A server on loopback that speaks OpenAI's protocol and says what it is told to: real HTTP, real streams, no model."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Scripted:
    """Each request takes the next script: a status code, or the pieces of a stream; the last one stays.

    In a stream a str is a piece of text, bytes are sent as they are, a float is a wait in seconds, and None cuts the
    connection. `asked` holds every request's body, `left` tells that a client went before the end.
    """

    def __init__(self, scripts: Sequence[int | Sequence[str | bytes | float | None]], usage: bool = True) -> None:
        self.scripts = list(scripts)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.left = threading.Event()
        self.usage = usage

    def next(self) -> int | Sequence[str | bytes | float | None]:
        return self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]


class _Handler(BaseHTTPRequestHandler):
    scripted: Scripted
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        scripted = self.scripted
        body = self.rfile.read(int(self.headers["content-length"]))
        scripted.asked.append(json.loads(body))
        scripted.keys.append(self.headers.get("authorization"))
        script = scripted.next()
        if isinstance(script, int):
            self.send_response(script)
            self.send_header("retry-after", "0.01")
            self.send_header("content-type", "application/json")
            told = b'{"error": {"message": "scripted"}}'
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(told)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        try:
            for step in script:
                self._send(step)
            if scripted.usage:
                self._event({"choices": [], "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}})
            self._line(b"data: [DONE]\n\n")
            self._line(b"")
        except OSError:
            scripted.left.set()

    def _send(self, step: str | bytes | float | None) -> None:
        if step is None:
            self.connection.shutdown(socket.SHUT_RDWR)
            raise BrokenPipeError
        if isinstance(step, float):
            time.sleep(step)
        elif isinstance(step, bytes):
            self._line(step)
        else:
            self._event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": step}}]})

    def _event(self, more: dict[str, Any]) -> None:
        event = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted", **more}
        self._line(f"data: {json.dumps(event)}\n\n".encode())

    def _line(self, line: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(scripted: Scripted) -> Iterator[str]:
    """The address of a running server, for ONRECORD_MODEL_URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"scripted": scripted}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
