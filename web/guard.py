"""The door: what may come in, how much of it, how often, and under which headers anything goes out.

One ASGI layer around the whole site. In order: Host, address, Origin, length, rate. Every refusal is
`{"error": {"message", "hint"}}`.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from settings import Settings
from web.limit import Buckets

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Any]
Send = Callable[[Message], Any]
App = Callable[[Scope, Receive, Send], Any]

SELF = "'self'"
LONGEST_BODY = 128 * 1024

# Gradio serves some forty more addresses (uploads, files by path, deep links, a proxy): none of them is for this page.
_ALLOWED = re.compile(
    r"/(?:$|config/?$|theme\.css$|assets/[\w.-]+$|static/(?:fonts|img|js)/[\w./-]+$|favicon\.ico$|healthz$"
    r"|(?:page\.css|cite\.js|shim\.js)$|api/(?:ask|search|articles/.+)$|article/.+"
    r"|gradio_api/(?:info/?|queue/(?:join|data)/?|cancel/?|reset/?|app_id/?|startup-events|heartbeat/\w+)$)"
)
_QUESTIONS = re.compile(r"/(?:api/(?:ask|search)|gradio_api/queue/join/?)$")

# The inline scripts of Gradio 6's page. Only these get the nonce: a tag that came in some other way does not run.
_KNOWN_INLINE = re.compile(
    rb"<script>(?=\s*window\.gradio_config = |\s*window\.gradio_api_info = |\s*\(\(\) => \{\s*const root = "
    rb"|\s*const ce = document\.getElementsByTagName)|<script (?=data-gradio-mode>)"
)
_FOREIGN_META = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*|<link rel="manifest"[^>]*>\s*')
_HEAD = b'<script src="shim.js"></script><link rel="stylesheet" href="page.css"><script src="cite.js" defer></script>'


class Guard:
    """Wraps an ASGI app. `hosts` are the names it answers to; "*" is any, "*.example.org" any below."""

    def __init__(
        self, app: App, settings: Settings, hosts: Sequence[str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.app = app
        self.hosts = tuple(h.lower() for h in hosts)
        self.origins = settings.embed_origins
        self.buckets = Buckets(settings.rate, clock) if settings.rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if refusal := self._refusal(scope, headers):
            await refuse(send, *refusal)
            return
        if scope["method"] not in ("GET", "HEAD"):
            body = await _read(receive)
            if body is None:
                await refuse(
                    send,
                    413,
                    f"The request is longer than {LONGEST_BODY // 1024} KB.",
                    "Ask a shorter question, or begin anew.",
                )
                return
            receive = _again(body, receive)
        await self.app(scope, receive, self._outgoing(scope, send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str, str, dict[str, str]] | None:
        """(status, message, hint, headers) of what is wrong with a request, before its body is read."""
        host, path = headers.get("host", ""), scope["path"]
        if not self._knows(host):
            cure = f"If it should, start the server with ONRECORD_ALLOWED_HOSTS naming {bare_host(host) or 'it'}."
            return 400, f"This server does not answer to the name {host[:100]!r}.", cure, {}
        if not _ALLOWED.match(path):
            return (
                404,
                f"There is nothing at {path[:100]}.",
                "The page is at the root of this site; programs use /api/ask.",
                {},
            )
        if scope["method"] not in ("GET", "HEAD"):
            origin = headers.get("origin", "")
            if origin and urlsplit(origin).netloc.lower() != host.lower():
                return (
                    403,
                    "Requests from other sites are refused.",
                    "Open the page itself, or ask from a server, not from a browser.",
                    {},
                )
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > LONGEST_BODY:
                return (
                    413,
                    f"The request is longer than {LONGEST_BODY // 1024} KB.",
                    "Ask a shorter question, or begin anew.",
                    {},
                )
        if self.buckets and _QUESTIONS.match(path):
            wait = self.buckets.take((scope.get("client") or ("",))[0])
            if wait:
                return (
                    429,
                    "That is a lot of questions at once.",
                    f"Please ask again in {wait} s.",
                    {"retry-after": str(wait)},
                )
        return None

    def _knows(self, host: str) -> bool:
        name = bare_host(host)
        return bool(name) and any(
            known in ("*", name) or (known.startswith("*.") and name.endswith(known[1:])) for known in self.hosts
        )

    def _outgoing(self, scope: Scope, send: Send) -> Send:
        """A `send` that adds the headers, and on the page itself puts the nonce and our own head in."""
        nonce = secrets.token_urlsafe(16)
        extra = [
            (b"content-security-policy", self._policy(nonce).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]
        held: list[Message] = []
        chunks: list[bytes] = []

        async def outgoing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(n, v) for n, v in message["headers"] if not n.lower().startswith(b"access-control-")]
                kind = dict(headers).get(b"content-type", b"")
                if kind.startswith(b"text/event-stream"):
                    headers.append((b"x-accel-buffering", b"no"))  # else nginx keeps a stream until it ends
                if scope["path"].startswith("/assets/"):
                    headers.append((b"cache-control", b"public, max-age=31536000, immutable"))
                message = {**message, "headers": headers + extra}
                if scope["path"] == "/" and scope["method"] == "GET" and kind.startswith(b"text/html"):
                    held.append(message)
                    return
            elif held:
                chunks.append(message.get("body", b""))
                if message.get("more_body"):
                    return
                start, page = held.pop(), dressed(b"".join(chunks), nonce)
                others = [(n, v) for n, v in start["headers"] if n != b"content-length"]
                await send({**start, "headers": [*others, (b"content-length", str(len(page)).encode())]})
                message = {"type": "http.response.body", "body": page}
            await send(message)

        return outgoing

    def _policy(self, nonce: str) -> str:
        return (
            f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; "
            f"frame-ancestors {' '.join((SELF, *self.origins))}"
        )


def dressed(page: bytes, nonce: str) -> bytes:
    """Gradio's page with our style and scripts, the nonce on the inline scripts we know, and no foreign metadata."""
    page = _FOREIGN_META.sub(b"", page)
    page = _KNOWN_INLINE.sub(
        lambda found: b'<script nonce="' + nonce.encode() + b'"' + (b">" if found[0][-1:] == b">" else b" "), page
    )
    return re.sub(rb"(<base [^>]*>)", lambda found: found[1] + _HEAD, page, count=1)


def bare_host(host: str) -> str:
    """A Host header without its port, in small letters: "[::1]:7860" is "[::1]"."""
    return re.sub(r":\d+$", "", host.strip().lower())


async def refuse(send: Send, status: int, message: str, hint: str, headers: dict[str, str] | None = None) -> None:
    """Send a refusal. `detail` repeats the message for Gradio's own script, which shows it."""
    body = json.dumps({"error": {"message": message, "hint": hint}, "detail": f"{message} {hint}"}).encode()
    named = {
        "content-type": "application/json",
        "content-length": str(len(body)),
        "x-content-type-options": "nosniff",
        **(headers or {}),
    }
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(n.encode(), v.encode()) for n, v in named.items()],
        }
    )
    await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive) -> bytes | None:
    """The whole body of a request, or None where it is longer than it may be, whatever its length was said to be."""
    body = bytearray()
    while True:
        message: Message = await receive()
        body += message.get("body", b"")
        if len(body) > LONGEST_BODY:
            return None
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body that was read, and then whatever else comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            message: Message = await receive()
            return message
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
