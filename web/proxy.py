"""Behind a proxy: where the site is shown, who the client is, and whose word is taken on it."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from records import SettingsError
from settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Proxied:
    """Wraps an ASGI app: what only a trusted proxy may say is dropped where somebody else says it.

    From a trusted proxy X-Forwarded-For and -Proto become the client and the scheme. X-Forwarded-Host is never
    believed: the proxy passes Host on. A path may come with the prefix of the site or without it.
    """

    def __init__(self, app: App, settings: Settings) -> None:
        self.trusted = [_network(one) for one in settings.proxies]
        self.prefix = settings.root_path.rstrip("/")
        told = {"x-forwarded-for", "x-forwarded-proto", settings.user_header.lower()}
        self.told = {name.encode() for name in told if name}
        self.app: Any = ProxyHeadersMiddleware(app, [str(one) for one in self.trusted])  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            drop = {b"x-forwarded-host"} if self._trusts(scope) else {b"x-forwarded-host", *self.told}
            headers = [(name, value) for name, value in scope["headers"] if name not in drop]
            scope = {**scope, "headers": headers, **self._stripped(scope)}
        await self.app(scope, receive, send)

    def _trusts(self, scope: Scope) -> bool:
        try:
            peer = ipaddress.ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        return any(peer in network for network in self.trusted)

    def _stripped(self, scope: Scope) -> dict[str, Any]:
        """The path without the prefix, for a proxy that leaves it on."""
        if not self.prefix or not scope["path"].startswith(f"{self.prefix}/"):
            return {}
        raw = scope.get("raw_path") or b""
        return {"path": scope["path"][len(self.prefix) :], "raw_path": raw.removeprefix(self.prefix.encode())}


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise SettingsError(
            f"ONRECORD_PROXIES holds {text!r}, which is no address or network.",
            "Write addresses or networks, as 10.0.0.7 or 10.0.0.0/8.",
        ) from error
