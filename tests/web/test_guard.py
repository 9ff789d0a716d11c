"""The door, against an app that says what reached it."""

import asyncio
import json

import pytest

from settings import Settings
from web.guard import LONGEST_BODY, Guard, dressed
from web.limit import Buckets

PAGE = b"""<html><head><base href="./"><meta property="og:image" content="https://evil.example/x.png" />
<script>window.gradio_config = {};</script><script>window.gradio_api_info = {};</script>
<script data-gradio-mode>x</script><script>
 (() => {
   const root = "";</script><link rel="manifest" href="/manifest.json" />
<script>alert("came in some other way")</script></head></html>"""


async def echo(scope, receive, send):
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    kind = (
        b"text/html"
        if scope["path"] == "/"
        else b"text/event-stream"
        if scope["path"].endswith("data")
        else b"text/plain"
    )
    page = PAGE if scope["path"] == "/" else body
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(page)).encode()),
        (b"Access-Control-Allow-Origin", b"*"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": page[:7], "more_body": True})
    await send({"type": "http.response.body", "body": page[7:]})


def call(guard, path="/healthz", method="GET", headers=(), chunks=(b"",), client="10.0.0.1"):
    """(status, headers, body) of one request."""
    sent = []
    named = {"host": "localhost:7860", **dict(headers)}
    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "client": (client, 1),
        "headers": [(n.encode(), v.encode()) for n, v in named.items()],
    }
    left = [{"type": "http.request", "body": c, "more_body": n + 1 < len(chunks)} for n, c in enumerate(chunks)]

    async def receive():
        return left.pop(0)

    async def send(message):
        sent.append(message)

    asyncio.run(guard(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])


def guarded(hosts=("localhost", "127.0.0.1"), clock=lambda: 0.0, **settings):
    return Guard(echo, Settings(**settings), hosts, clock)


def fault(body):
    said = json.loads(body)["error"]
    assert said["message"] and said["hint"]
    return said


@pytest.mark.parametrize(
    "host", ["evil.example", "", "localhost.evil.example", "localhost:80@evil.example", "127.0.0.1.nip.io"]
)
def test_an_unknown_host_is_refused(host):
    status, _, body = call(guarded(), headers={"host": host})
    assert status == 400
    assert "ONRECORD_ALLOWED_HOSTS" in fault(body)["hint"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:7860"])
def test_a_known_host_is_let_in(host):
    assert call(guarded(), headers={"host": host})[0] == 200


def test_hosts_may_be_any_or_any_below():
    assert call(guarded(hosts=("*",)), headers={"host": "x.example"})[0] == 200
    assert call(guarded(hosts=("*.corp.example",)), headers={"host": "chat.corp.example:8"})[0] == 200
    assert call(guarded(hosts=("*.corp.example",)), headers={"host": "corp.example"})[0] == 400
    assert call(guarded(hosts=("[::1]",)), headers={"host": "[::1]:7860"})[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/file=/etc/passwd",
        "/gradio_api/proxy=http://x",
        "/gradio_api/deep_link",
        "/monitoring",
        "/monitoring/summary",
        "/gradio_api/runs",
        "/login",
        "/docs",
        "/openapi.json",
        "/gradio_api/component_server",
        "/gradio_api/call/ask",
        "/gradio_api/run/ask",
        "/static/../x",
        "/assets/../../x",
        "//",
        "/api/ask/x",
        "/pageXcss",
    ],
)
def test_what_the_page_does_not_need_is_not_there(path):
    status, _, body = call(guarded(), path)
    assert status == 404
    fault(body)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:7861", "http://localhost.evil.example"]
)
def test_other_origins_may_not_post(origin):
    status, _, body = call(guarded(), "/api/ask", "POST", {"origin": origin, "content-length": "2"}, [b"{}"])
    assert status == 403
    fault(body)


def test_its_own_origin_and_programs_may_post():
    for headers in ({"origin": "http://localhost:7860"}, {}):
        status, _, body = call(guarded(), "/api/ask", "POST", {**headers, "content-length": "4"}, [b"{ ", b"}\n"])
        assert (status, body) == (200, b"{ }\n")


@pytest.mark.parametrize(
    "headers", [{"content-length": str(LONGEST_BODY + 1)}, {"content-length": "12"}, {"content-length": "-1"}, {}]
)
def test_a_long_body_is_refused_whatever_is_said_of_its_length(headers):
    chunks = [b"x" * 50_000] * 3
    status, _, body = call(guarded(), "/api/ask", "POST", headers, chunks)
    assert status == 413
    fault(body)


def test_questions_are_counted_for_each_client():
    now = [0.0]
    guard = guarded(clock=lambda: now[0], rate=2)
    assert [call(guard, "/api/ask", "POST")[0] for _ in range(3)] == [200, 200, 429]
    status, headers, body = call(guard, "/gradio_api/queue/join", "POST")
    assert (status, headers[b"retry-after"]) == (429, b"30")
    assert "30 s" in fault(body)["hint"]
    assert call(guard, "/healthz")[0] == 200
    assert call(guard, "/api/ask", "POST", client="10.0.0.2")[0] == 200
    now[0] += 30
    assert call(guard, "/api/search")[0] == 200
    assert call(guard, "/api/search")[0] == 429
    assert call(guarded(rate=0), "/api/ask", "POST")[0] == 200


def test_full_buckets_are_forgotten(monkeypatch):
    monkeypatch.setattr("web.limit.MOST_CLIENTS", 3)
    now = [0.0]
    buckets = Buckets(60, lambda: now[0])
    for client in "abcdef":
        now[0] += 2
        buckets.take(client)
    assert len(buckets._left) <= 3


def test_headers_go_out_with_everything():
    _, headers, _ = call(guarded(embed_origins=("https://wiki.example",)))
    policy = headers[b"content-security-policy"].decode()
    assert "frame-ancestors 'self' https://wiki.example" in policy
    assert "unsafe-eval" not in policy and "script-src 'self' 'nonce-" in policy
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert not [n for n in headers if n.lower().startswith(b"access-control")]
    assert call(guarded(), "/gradio_api/queue/data")[1][b"x-accel-buffering"] == b"no"
    assert b"immutable" in call(guarded(), "/assets/index-x.js")[1][b"cache-control"]


def test_nobody_may_frame_it_until_listed():
    assert call(guarded())[1][b"content-security-policy"].endswith(b"frame-ancestors 'self'")


def test_only_the_known_scripts_get_the_nonce():
    _, headers, body = call(guarded(), "/")
    nonce = headers[b"content-security-policy"].split(b"'nonce-")[1].split(b"'")[0]
    assert body.count(b'nonce="' + nonce + b'"') == 4
    assert b'<script>alert("came' in body
    assert b"evil.example" not in body and b"manifest" not in body
    assert int(headers[b"content-length"]) == len(body)
    assert body.index(b"shim.js") < body.index(b"gradio_config")
    assert call(guarded(), "/")[1][b"content-security-policy"] != headers[b"content-security-policy"]


def test_a_page_without_gradio_is_left_as_it_is():
    assert dressed(b"<p>x</p>", "n") == b"<p>x</p>"


def test_web_sockets_are_not_answered():
    async def never(*_):
        raise AssertionError

    asyncio.run(Guard(never, Settings(), ("*",))({"type": "websocket", "path": "/", "headers": []}, never, never))
