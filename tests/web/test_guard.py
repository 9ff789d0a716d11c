"""The door, against an app that says what reached it."""

import asyncio
import base64
import json
import re

import pytest

from settings import Settings
from tests.web.loop import run
from web.guard import LONGEST_BODY, Guard
from web.headers import dressed
from web.keys import hashed
from web.limit import Buckets, one_of

PAGE = b"""<html><head><base href="./"><meta property="og:image" content="https://evil.example/x.png" />
<script>window.gradio_config = {};</script><script>window.gradio_api_info = {};</script>
<script data-gradio-mode>x</script><script>
 (() => {
   const root = "";</script><link rel="manifest" href="/manifest.json" />
<script>alert("came in some other way")</script></head></html>"""


OURS = [
    (re.compile(rf"^{path}$"), {"GET", "POST"})
    for path in ("/api/.+", "/v1/.+", "/mcp", "/healthz", "/widget.js", "/article/.+")
]


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

    run(guard(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])


def guarded(hosts=("localhost", "127.0.0.1"), clock=lambda: 0.0, **settings):
    return Guard(echo, Settings(**settings), hosts, OURS, asks={3}, clock=clock)


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
    assert set(json.loads(body)) == {"error"}


def test_gradios_script_is_told_in_its_own_form():
    body = call(guarded(), "/gradio_api/queue/join", "POST", {"origin": "http://evil.example"})[2]
    assert json.loads(body)["detail"].startswith(fault(body)["message"])


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
        "/gradio_api/upload",
        "/gradio_api/upload_progress",
        "/other/api/ask",
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
    status, headers, body = call(guard, "/gradio_api/queue/join", "POST", chunks=[b'{"fn_index": 3}'])
    assert (status, headers[b"retry-after"]) == (429, b"30")
    assert "30 s" in fault(body)["hint"]
    assert call(guard, "/healthz")[0] == 200
    assert call(guard, "/api/ask", "POST", client="10.0.0.2")[0] == 200
    now[0] += 30
    assert call(guard, "/api/search")[0] == 200
    assert call(guard, "/api/search")[0] == 429
    assert call(guarded(rate=0), "/api/ask", "POST")[0] == 200


@pytest.mark.parametrize(
    ("path", "body", "most"),
    [
        ("/api/ask", b"{}", 2),
        ("/api/feedback", b"{}", 2),
        ("/api/articles", b"x", 2),
        ("/v1/chat/completions", b"{}", 2),
        ("/mcp", b'{"method": "tools/call"}', 2),
        ("/mcp", b'{"method": "tools\\/call"}', 2),
        ("/mcp", b'{"method": "tools/list"}', 16),
        ("/mcp", b'[{"method": "tools/call"}]', 16),
        ("/gradio_api/queue/join", b'{"fn_index": 3}', 2),
        ("/gradio_api/queue/join/", b'{"fn_index": 4.0}', 2),
        ("/gradio_api/queue/join", b'{"fn_index": 4}', 16),
        ("/gradio_api/queue/join", b"not JSON", 2),
    ],
)
def test_what_is_less_than_a_question_costs_an_eighth(path, body, most):
    guard = guarded(rate=2)
    assert [call(guard, path, "POST", chunks=[body])[0] for _ in range(most + 1)] == [200] * most + [429]


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

    run(Guard(never, Settings(), ("*",))({"type": "websocket", "path": "/", "headers": []}, never, never))


KEY = "onrecord-secret"


def basic(password):
    return "Basic " + base64.b64encode(f"anybody:{password}".encode()).decode()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("", 401),
        ("Bearer wrong", 401),
        (f"Bearer {KEY}x", 401),
        (f"Basic {KEY}", 401),
        ("Basic !!", 401),
        (basic("wrong"), 401),
        (hashed(KEY), 401),
        (f"Bearer {hashed(KEY)}", 401),
        (f"Bearer {KEY}", 200),
        (f"bearer  {KEY} ", 200),
        (basic(KEY), 200),
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/ask", "/v1/models", "/mcp", "/article/x", "/gradio_api/queue/data"])
def test_where_there_are_keys_nobody_comes_in_without_one(path, sent, status):
    guard = guarded(api_keys=(hashed("another"), hashed(KEY)))
    got, headers, body = call(guard, path, headers={"authorization": sent} if sent else {})
    assert got == status
    if status == 401:
        fault(body)
        assert headers[b"www-authenticate"].startswith(b"Basic")


def test_without_keys_what_is_sent_as_one_is_not_looked_at():
    assert call(guarded(), "/api/x", headers={"authorization": "Bearer x"})[0] == 200


def test_what_holds_no_article_is_open():
    guard = guarded(api_keys=(hashed(KEY),), user_header="X-User")
    assert [call(guard, path)[0] for path in ("/healthz", "/widget.js", "/api/x")] == [200, 200, 401]


def test_a_user_that_the_proxy_names_comes_in():
    guard = guarded(user_header="X-User")
    assert call(guard, "/", headers={"x-user": "anna"})[0] == 200
    for headers in ({}, {"x-user": " "}, {"user": "anna"}, {"authorization": f"Bearer {KEY}"}):
        status, _, body = call(guard, "/", headers=headers)
        assert status == 401
        fault(body)


def test_each_user_and_each_key_has_a_rate_of_its_own_whatever_the_address():
    other = "onrecord-other"
    guard = guarded(rate=1, user_header="X-User", api_keys=(hashed(KEY), hashed(other)))
    senders = [{"x-user": "anna"}, {"x-user": "bert"}, {"authorization": f"Bearer {KEY}"}]
    senders += [{"authorization": f"Bearer {other}"}]
    for n, headers in enumerate(senders):
        assert call(guard, "/api/ask", "POST", headers, client=f"10.0.0.{n}")[0] == 200
        assert call(guard, "/api/ask", "POST", headers, client="10.0.1.9")[0] == 429


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/api/search", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"}, 403),
        ("GET", "/api/search", {"sec-fetch-site": "same-site", "sec-fetch-dest": "empty"}, 403),
        ("POST", "/api/ask", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}, 403),
        ("GET", "/", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "script"}, 403),
        ("GET", "/", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}, 200),
        ("GET", "/article/x", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}, 200),
        ("GET", "/widget.js", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "script"}, 200),
        ("GET", "/api/search", {"sec-fetch-site": "same-origin", "sec-fetch-dest": "empty"}, 200),
        ("GET", "/api/search", {"sec-fetch-site": "none", "sec-fetch-dest": "document"}, 200),
        ("GET", "/api/search", {}, 200),
    ],
)
def test_pages_of_other_sites_may_follow_a_link_and_frame_and_no_more(method, path, headers, status):
    assert call(guarded(), path, method, headers)[0] == status


def test_only_the_widget_may_be_loaded_by_other_sites():
    assert call(guarded(), "/widget.js")[1][b"cross-origin-resource-policy"] == b"cross-origin"
    assert call(guarded(), "/api/x")[1][b"cross-origin-resource-policy"] == b"same-origin"


def test_answers_stay_out_of_shared_caches():
    assert call(guarded(), "/api/x")[1][b"cache-control"] == b"no-store"


def test_uploads_have_a_door_of_their_own_where_they_are_switched_on():
    guard = guarded(uploads=True, max_file_mb=1)
    big = [b"x" * 500_000] * 2
    assert call(guard, "/gradio_api/upload", "POST", chunks=big)[0] == 200
    assert call(guard, "/api/articles", "POST", chunks=big)[0] == 200
    assert call(guard, "/api/articles", "POST", chunks=[*big, b"x"])[0] == 413
    assert call(guard, "/api/ask", "POST", chunks=big)[0] == 413
    assert call(guarded(), "/gradio_api/upload", "POST")[0] == 404
    assert call(guarded(), "/api/articles", "POST", chunks=big)[0] == 413


def test_a_client_is_an_address_or_a_network_of_ipv6():
    assert one_of("10.0.0.7") == "10.0.0.7" != one_of("10.0.0.8")
    assert one_of("2001:db8::7") == one_of("2001:db8::8:9") != one_of("2001:db8:0:1::7")
    assert one_of("::ffff:10.0.0.7") == "10.0.0.7"
    assert one_of("fe80::1%eth0") == "fe80::/64"
    assert len(one_of("x" * 9999)) == 100


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/api/ask"), ("TRACE", "/"), ("OPTIONS", "/api/ask"), ("DELETE", "/config")]
)
def test_methods_that_nothing_here_takes_are_refused(method, path):
    status, headers, body = call(guarded(), path, method)
    assert status == 405 and b"GET" in headers[b"allow"]
    fault(body)


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("web.guard.SECONDS", 0.02)
    sent = []

    async def receive():
        await asyncio.sleep(5)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "path": "/api/ask",
        "method": "POST",
        "client": ("x", 1),
        "headers": [(b"host", b"localhost")],
    }
    run(guarded()(scope, receive, send))
    assert sent[0]["status"] == 408
