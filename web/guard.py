"""The door: what may come in, from whom, how much of it, how often.

One ASGI layer around the whole site. In order: Host, address, Origin, who asks, length, rate. Every refusal is
`{"error": {"message", "hint"}}`; what goes out gets its headers in `web/headers.py`.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Collection, Container, Sequence
from typing import Any
from urllib.parse import urlsplit

from records import OnRecordError
from settings import Settings
from web.headers import EMBEDDED, outgoing
from web.keys import known
from web.limit import Buckets, one_of
from web.proxy import App, Message, Receive, Scope, Send

LONGEST_BODY = 128 * 1024
SECONDS, SECONDS_UPLOADING = 20.0, 300.0  # in which a body must be here
UPLOADS = ("/api/articles", "/gradio_api/upload")

# Gradio serves some forty more addresses (uploads, files by path, deep links, a proxy): none of them is for this page.
_GRADIO = re.compile(
    r"/(?:$|config/?$|theme\.css$|assets/[\w.-]+$|static/(?:fonts|img|js)/[\w./-]+$|favicon\.ico$"
    r"|gradio_api/(?:info/?|queue/(?:join|data)/?|cancel/?|reset/?|app_id/?|startup-events|heartbeat/\w+)$)"
)
_GRADIO_UPLOADS = re.compile(r"/gradio_api/upload(?:_progress)?/?$")
_QUESTIONS = re.compile(r"/(?:api/(?:ask|search|feedback|articles)|v1/chat/completions)$")
_EVENT = "/gradio_api/queue/join"  # whatever moves on the page: a question, or less
LESS = 0.125  # of a question
_OPEN = (*EMBEDDED, "/healthz")  # without a key or a name: none of these holds a word of an article
_OF_A_PAGE = ("document", "iframe", "frame")  # Sec-Fetch-Dest of following a link, and of a frame


_METHODS = frozenset({"GET", "HEAD", "POST"})

Way = tuple[re.Pattern[str], Collection[str]]  # the pattern of a path, and the methods that it takes


class Refusal(OnRecordError):
    """A request that is turned away at the door, with its HTTP status and headers."""

    def __init__(self, status: int, message: str, hint: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message, hint)
        self.status = status
        self.headers = headers or {}


class Guard:
    """Wraps an ASGI app.

    Args:
        settings: who may come in, how often, and who may show the page in a frame.
        hosts: the names that it answers to; "*" is any, "*.example.org" any below.
        ours: paths of our own routes and their methods; beside them only what Gradio's page needs is there.
        asks: which of the page's functions take a question.
        clock: seconds, for the rate.
    """

    def __init__(
        self,
        app: App,
        settings: Settings,
        hosts: Sequence[str],
        ours: Sequence[Way] = (),
        asks: Container[int] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.settings = settings
        self.hosts = tuple(h.lower().rstrip(".") for h in hosts)
        gradio = [_GRADIO, *([_GRADIO_UPLOADS] if settings.uploads else [])]
        self.ways = (*((pattern, _METHODS) for pattern in gradio), *ours)
        self.asks = asks
        self.user_header = settings.user_header.lower()
        self.buckets = Buckets(settings.rate, clock) if settings.rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            client = self._client(scope, headers)
            body = b""
            if scope["method"] not in ("GET", "HEAD"):
                body = await self._body(scope, headers, receive)
                receive = _again(body, receive)
            self._count(client, self._cost(scope["path"], body))
        except Refusal as refusal:
            await refuse(send, refusal, scope["path"])
            return
        await self.app(scope, receive, outgoing(scope, send, self.settings.embed_origins))

    def _client(self, scope: Scope, headers: dict[str, str]) -> str:
        """Who asks, where the request may come in at all, by what can be told before its body is read."""
        host, path = headers.get("host", ""), scope["path"]
        if not self._knows(host):
            cure = f"If it should, start the server with ONRECORD_ALLOWED_HOSTS naming {bare_host(host)[:100] or 'it'}."
            raise Refusal(400, f"This server does not answer to the name {host[:100]!r}.", cure)
        methods = {method for pattern, methods in self.ways if pattern.match(path) for method in methods}
        if not methods:
            cure = "The page is at the root of this site; programs use /api/ask, and /openapi.json tells of the rest."
            raise Refusal(404, f"There is nothing at {path[:100]}.", cure)
        if scope["method"] not in methods:
            allow = ", ".join(sorted(methods))
            raise Refusal(
                405, f"{scope['method'][:20]} is not for {path[:100]}.", f"It takes {allow}.", {"allow": allow}
            )
        if _foreign(scope["method"], path, host, headers):
            raise Refusal(
                403,
                "Requests from other sites are refused.",
                "Open the page itself, or ask from a server, not from a browser. A proxy must pass the Host header on.",
            )
        return self._who(path, headers, (scope.get("client") or ("",))[0])

    def _knows(self, host: str) -> bool:
        name = bare_host(host)
        return bool(name) and any(
            one in ("*", name) or (one.startswith("*.") and name.endswith(one[1:])) for one in self.hosts
        )

    def _who(self, path: str, headers: dict[str, str], address: str) -> str:
        """The user that the proxy names, or the holder of a key, or where nobody need say: whoever has the address."""
        if user := headers.get(self.user_header, "").strip():
            return f"user {user[:200]}"
        if key := known(headers.get("authorization", ""), self.settings.api_keys):
            return key
        if self.settings.api_keys and path not in _OPEN:
            cure = "A program sends `Authorization: Bearer KEY`; a browser asks: any name, and the key as password."
            raise Refusal(401, "A key is needed here.", cure, {"www-authenticate": 'Basic realm="On Record"'})
        if self.user_header and path not in _OPEN:
            raise Refusal(401, "Nobody is signed in.", "Come in through the proxy that signs people in.")
        return one_of(address)

    def _cost(self, path: str, body: bytes) -> float:
        """How much of a question a request is."""
        if path == "/mcp":
            return 1.0 if _value(body, "method") == "tools/call" else LESS
        if path.rstrip("/") == _EVENT:
            function = _value(body, "fn_index")
            return LESS if isinstance(function, int) and function not in self.asks else 1.0  # what is unclear is dear
        return 1.0 if _QUESTIONS.match(path) else 0.0

    def _count(self, client: str, cost: float) -> None:
        wait = self.buckets.take(client, cost) if self.buckets and cost else 0
        if wait:
            kindly = f"Please ask again in {wait} s."
            raise Refusal(429, "That is a lot of questions at once.", kindly, {"retry-after": str(wait)})

    async def _body(self, scope: Scope, headers: dict[str, str], receive: Receive) -> bytes:
        """The whole body of a request. Raises a Refusal where it is longer than it may be, whatever it said of that."""
        uploading = self.settings.uploads and scope["path"] in UPLOADS
        limit = self.settings.max_file_mb * 1_000_000 if uploading else LONGEST_BODY
        too_long = Refusal(
            413,
            f"The request is longer than {f'{limit // 1_000_000} MB' if uploading else f'{limit // 1024} KB'}.",
            "Cut the file in parts." if uploading else "Ask a shorter question, or begin anew.",
        )
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length[:20]) > limit:
            raise too_long
        body = bytearray()
        try:
            async with asyncio.timeout(SECONDS_UPLOADING if uploading else SECONDS):
                while True:
                    message = await receive()
                    body += message.get("body", b"")
                    if len(body) > limit:
                        raise too_long
                    if message["type"] == "http.disconnect" or not message.get("more_body"):
                        return bytes(body)
        except TimeoutError:
            raise Refusal(408, "The request did not come to an end.", "Send it again, in one go.") from None


def _value(body: bytes, key: str) -> Any:
    """What a JSON object in a body holds under a key; None where there is none, or no such object."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found.get(key) if isinstance(found, dict) else None


def _foreign(method: str, path: str, host: str, headers: dict[str, str]) -> bool:
    """Does a page of another site make this request? Following a link here, and a frame, are no such requests."""
    if method not in ("GET", "HEAD"):
        origin = headers.get("origin", "")
        if origin and urlsplit(origin).netloc.lower() != host.lower():
            return True
    elif headers.get("sec-fetch-dest") in _OF_A_PAGE or path in EMBEDDED:
        return False
    return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def bare_host(host: str) -> str:
    """A Host header without its port, in small letters: "[::1]:7860" is "[::1]"."""
    return re.sub(r":\d+$", "", host.strip().lower()).rstrip(".")


async def refuse(send: Send, refusal: Refusal, path: str) -> None:
    """Send a refusal. At Gradio's own addresses `detail` repeats it for Gradio's script, which shows it."""
    told: dict[str, Any] = {"error": {"message": refusal.message, "hint": refusal.hint}}
    if path.startswith("/gradio_api/"):
        told["detail"] = str(refusal)
    body = json.dumps(told).encode()
    headers = {
        "content-type": "application/json",
        "content-length": str(len(body)),
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        **refusal.headers,
    }
    named = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": named})
    await send({"type": "http.response.body", "body": body})


def _again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body that was read, and then whatever else comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
