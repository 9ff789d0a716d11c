"""What goes out: the headers on everything, and on the page itself our own head and the nonces of its scripts."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from web.proxy import Message, Scope, Send

SELF = "'self'"
EMBEDDED = ("/widget.js",)  # what a page of another site loads; all else is for this site's own pages

# The inline scripts of Gradio 6's page. Only these get the nonce: a tag that came in some other way does not run.
_KNOWN_INLINE = re.compile(
    rb"<script>(?=\s*window\.gradio_config = |\s*window\.gradio_api_info = |\s*\(\(\) => \{\s*const root = "
    rb"|\s*const ce = document\.getElementsByTagName)|<script (?=data-gradio-mode>)"
)
_FOREIGN_META = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*|<link rel="manifest"[^>]*>\s*')
_HEAD = (  # the icon is named, or a browser asks for one at the root of the host, whoever is there
    b'<script src="shim.js"></script><link rel="icon" href="favicon.ico"><link rel="stylesheet" href="page.css">'
    b'<script src="cite.js" defer></script><script src="ask.js" defer></script>'
)


def outgoing(scope: Scope, send: Send, origins: Sequence[str]) -> Send:
    """A `send` that adds the headers, and dresses the page. `origins` may show it in a frame."""
    path, nonce = scope["path"], secrets.token_urlsafe(16)
    extra = [
        (b"content-security-policy", policy(nonce, origins).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"cross-origin" if path in EMBEDDED else b"same-origin"),
    ]
    held: list[Message] = []
    chunks: list[bytes] = []

    async def out(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(n, v) for n, v in message["headers"] if not n.lower().startswith(b"access-control-")]
            kind = dict(headers).get(b"content-type", b"")
            if kind.startswith(b"text/event-stream"):
                headers.append((b"x-accel-buffering", b"no"))  # else nginx keeps a stream until it ends
            if path.startswith("/assets/"):
                headers.append((b"cache-control", b"public, max-age=31536000, immutable"))
            elif not any(n.lower() == b"cache-control" for n, _ in headers):
                headers.append((b"cache-control", b"no-store"))  # answers and articles stay out of shared caches
            message = {**message, "headers": headers + extra}
            if path == "/" and scope["method"] == "GET" and kind.startswith(b"text/html"):
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

    return out


def policy(nonce: str, origins: Sequence[str]) -> str:
    """The content security policy: everything from this site alone, in a frame of `origins` alone."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; "
        f"frame-ancestors {' '.join((SELF, *origins))}"
    )


def dressed(page: bytes, nonce: str) -> bytes:
    """Gradio's page with our style and scripts, the nonce on the inline scripts we know, and no foreign metadata."""
    page = _FOREIGN_META.sub(b"", page)
    page = _KNOWN_INLINE.sub(
        lambda found: b'<script nonce="' + nonce.encode() + b'"' + (b">" if found[0][-1:] == b">" else b" "), page
    )
    return re.sub(rb"(<base [^>]*>)", lambda found: found[1] + _HEAD, page, count=1)
