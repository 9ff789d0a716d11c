"""The clients that people use, against a real server over a real index: openai, gradio_client, mcp, curl, schemathesis."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import openai
import pytest
from gradio_client import Client as GradioClient
from gradio_client.exceptions import AppError
from mcp.client.client import Client as McpClient
from mcp.client.streamable_http import streamable_http_client

from settings import Settings
from tests.web.loop import run
from web.keys import hashed, new_key

ROOT = Path(__file__).parents[2]
QUESTION = "What did Lavrov say about negotiations?"
KEY = new_key()


def serve(index, **environ):
    """`python app.py` over an index, at a port of its own: (the process, its address)."""
    command = [sys.executable, "app.py", "--port", "0", "--index", str(index)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    for line in process.stdout:
        if line.startswith("Ready"):
            return process, line.split()[-1]
    raise AssertionError(process.stderr.read())


def stop(process):
    process.terminate()
    process.wait(20)
    process.stdout.close()
    process.stderr.close()


@pytest.fixture(scope="module")
def address(shipped):
    process, address = serve(shipped.index, ONRECORD_RATE="0")
    yield address
    stop(process)


@pytest.fixture(scope="module")
def locked(shipped):
    """The address of a server that wants a key."""
    process, address = serve(shipped.index, ONRECORD_RATE="0", ONRECORD_API_KEYS=hashed(KEY))
    yield address
    stop(process)


def curl(*words):
    """(status, body) of what curl gets."""
    if not shutil.which("curl"):
        pytest.skip("curl is not on this machine")
    done = subprocess.run(["curl", "-sS", "-w", "\n%{http_code}", *words], capture_output=True, text=True, check=True)
    body, _, status = done.stdout.rpartition("\n")
    return int(status), body


# ---- openai


def chat(address, key="unused", **more):
    client = openai.OpenAI(base_url=f"{address}/v1", api_key=key, max_retries=0)
    return client.chat.completions.create(model="on-record", messages=[{"role": "user", "content": QUESTION}], **more)


def test_openai_whole(address):
    reply = chat(address)
    message = reply.choices[0].message
    assert message.citations and all(c["quote"] in message.content for c in message.citations)
    assert message.content == reply.on_record["text"] + message.content[len(reply.on_record["text"]) :]
    with urllib.request.urlopen(message.content.split()[-1]) as page:  # the link of the last reference
        assert page.status == 200 and b'id="cited"' in page.read()


def test_openai_streamed(address):
    chunks = list(chat(address, stream=True))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert text == chat(address).choices[0].message.content
    cited = next(chunk.choices[0].delta.citations for chunk in chunks if hasattr(chunk.choices[0].delta, "citations"))
    assert all(c["quote"] in text for c in cited)


def test_openai_follow_up_and_faults(address):
    client = openai.OpenAI(base_url=f"{address}/v1", api_key="unused", max_retries=0)
    messages = [{"role": "user", "content": QUESTION}, dict(chat(address).choices[0].message)]
    messages.append({"role": "user", "content": "And about Ukraine?"})
    reply = client.chat.completions.create(model="on-record", messages=messages)
    assert "Lavrov" in reply.on_record["query"]
    with pytest.raises(openai.BadRequestError, match="There is no question"):
        client.chat.completions.create(model="on-record", messages=[{"role": "user", "content": " "}])
    assert [model.id for model in client.models.list()] == ["on-record"]


def test_openai_needs_the_key_where_there_are_keys(locked):
    assert chat(locked, KEY).on_record["citations"]
    with pytest.raises(openai.AuthenticationError, match="A key is needed"):
        chat(locked, "wrong")


# ---- gradio_client


def test_gradio_client(address):
    client = GradioClient(address, verbose=False)
    answer = json.loads(client.predict(QUESTION, api_name="/ask"))
    assert answer["citations"] and not answer["abstained"]
    with pytest.raises(AppError, match="There is no question"):
        client.predict(" ", api_name="/ask")
    assert list(client.view_api(return_format="dict")["named_endpoints"]) == ["/ask"]


# ---- mcp


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_mcp_over_http(address, mode):
    async def main():
        async with McpClient(f"{address}/mcp", mode=mode) as client:
            answer = (await client.call_tool("ask", {"question": QUESTION})).structured_content
            found = await client.call_tool("search", {"query": "negotiations", "k": 3})
            article = await client.call_tool("article", {"article_id": answer["citations"][0]["article_id"]})
            return answer["citations"][0], found.structured_content["passages"], article.structured_content["text"]

    cited, passages, text = run(main())
    assert text[cited["start"] : cited["end"]] == cited["quote"]
    assert [hit["rank"] for hit in passages] == [1, 2, 3]


def test_mcp_needs_the_key_where_there_are_keys(locked):
    import httpx2

    async def main(key):
        async with (
            httpx2.AsyncClient(headers={"authorization": f"Bearer {key}"}) as http,
            McpClient(streamable_http_client(f"{locked}/mcp", http_client=http)) as client,
        ):
            return (await client.call_tool("ask", {"question": QUESTION})).structured_content

    assert run(main(KEY))["citations"]
    with pytest.raises(BaseException):  # noqa: B017  a group of them, as its client has it
        run(main("wrong"))


# ---- curl


def test_curl(address):
    body = json.dumps({"question": QUESTION})
    status, text = curl(f"{address}/api/ask", "-H", "content-type: application/json", "-d", body)
    assert status == 200 and json.loads(text)["citations"]
    status, text = curl("-G", f"{address}/api/search", "--data-urlencode", "q=negotiations", "-d", "k=2")
    assert status == 200 and [hit["rank"] for hit in json.loads(text)] == [1, 2]
    article = json.loads(text)[0]["article_id"]
    status, text = curl(f"{address}/api/articles/{article}")
    assert status == 200 and json.loads(text)["id"] == article


def test_curl_sees_each_statement_as_an_event(address):
    body = json.dumps({"question": QUESTION})
    headers = ["-H", "content-type: application/json", "-H", "accept: text/event-stream"]
    status, text = curl("-N", f"{address}/api/ask", *headers, "-d", body)
    blocks = [dict(line.split(": ", 1) for line in block.split("\n")) for block in text.strip().split("\n\n")]
    answer = json.loads(blocks[-1]["data"])
    assert status == 200 and [b["event"] for b in blocks] == ["statement"] * len(answer["statements"]) + ["answer"]
    assert [json.loads(b["data"])["text"] for b in blocks[:-1]] == [s["text"] for s in answer["statements"]]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["/api/ask", "-d", "{"], 400),
        (["/api/ask", "-H", "Origin: https://evil.example", "-d", "{}"], 403),
        (["/healthz", "-H", "Host: evil.example"], 400),
        (["/api/ask", "-X", "OPTIONS", "-H", "Origin: https://evil.example"], 405),
        (["/api/ask"], 405),
        (["/mcp"], 405),
        (["/mcp", "-X", "DELETE"], 405),
        (["/api/articles/none"], 404),
        (["/gradio_api/file=/etc/passwd"], 404),
        (["/gradio_api/upload", "-F", "files=@README.md"], 404),
        (["/gradio_api/call/ask", "-d", '{"data": ["x"]}'], 404),
        (["/monitoring/summary"], 404),
    ],
)
def test_curl_at_the_doors(address, words, status):
    got, text = curl(f"{address}{words[0]}", "-H", "content-type: application/json", *words[1:])
    assert got == status and set(json.loads(text)["error"]) == {"message", "hint"}


def test_curl_with_too_much(address, tmp_path):
    (tmp_path / "big").write_text(json.dumps({"question": "x" * 140_000}), encoding="utf-8")
    for how in ([], ["-H", "transfer-encoding: chunked"]):
        words = [f"{address}/api/ask", "-H", "content-type: application/json", *how, "-d", f"@{tmp_path / 'big'}"]
        assert curl(*words)[0] == 413


def test_curl_with_and_without_the_key(locked):
    assert curl(f"{locked}/api/articles/x")[0] == 401
    assert curl(f"{locked}/")[0] == 401
    assert curl(f"{locked}/openapi.json", "-H", f"Authorization: Bearer {KEY}")[0] == 200
    assert curl(f"{locked}/", "-u", f"me:{KEY}")[0] == 200
    assert curl(f"{locked}/healthz")[0] == 200


def test_the_rate_is_told_with_how_long_to_wait(shipped):
    process, address = serve(shipped.index, ONRECORD_RATE="2")
    try:
        client = GradioClient(address, verbose=False)
        assert json.loads(client.predict(QUESTION, api_name="/ask"))["citations"]  # the page's own way counts as well
        said = [curl("-D", "-", "-G", f"{address}/api/search", "-d", "q=x") for _ in range(2)]
        assert [status for status, _ in said] == [200, 429]
        assert "retry-after: " in said[-1][1].lower()
        with pytest.raises(Exception, match="Too Many Requests"):
            client.predict(QUESTION, api_name="/ask")
    finally:
        stop(process)


# ---- schemathesis

# The question is the last message, and must be a user's: JSON Schema can say that of a first item, not of a last.
CONFIG = """
[[operations]]
include-name = "POST /v1/chat/completions"
checks.positive_data_acceptance.enabled = false
"""


def test_schemathesis(address, tmp_path):
    (tmp_path / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    beside = Path(sys.executable).with_name("schemathesis")
    command = [str(beside), "--config-file", str(tmp_path / "schemathesis.toml"), "run", f"{address}/openapi.json"]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", "25", "--seed", "7", "--no-color"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:]


def test_the_document_names_every_address_of_the_api(address):
    with urllib.request.urlopen(f"{address}/openapi.json") as response:
        document = json.load(response)
    named = {f"{method.upper()} {path}" for path, ways in document["paths"].items() for method in ways}
    assert named == {
        "POST /api/ask",
        "POST /api/feedback",
        "GET /api/search",
        "GET /api/articles/{article_id}",
        "GET /healthz",
        "POST /v1/chat/completions",
        "GET /v1/models",
    }
    assert "422" not in json.dumps(document["paths"])


def test_a_port_is_free_again_at_once(shipped):
    process, address = serve(shipped.index)
    stop(process)
    time.sleep(0.2)
    with pytest.raises(OSError):
        urllib.request.urlopen(f"{address}/healthz", timeout=2)


def test_settings_that_cant_be_stop_it_with_the_cure(shipped):
    environ = {**os.environ, "ONRECORD_API_KEYS": "plain-secret", "ONRECORD_INDEX": str(shipped.index)}
    done = subprocess.run(
        [sys.executable, "app.py", "--port", "0"], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "python -m web.keys" in done.stderr and "plain-secret" not in done.stderr
    assert Settings().api_keys == ()


def test_curl_adds_a_file_where_that_is_switched_on(tmp_path, embedder):
    from ingest.run import ingest

    (tmp_path / "a.txt").write_text("The harbour was closed for nine days, the port authority said.", encoding="utf-8")
    index = tmp_path / "index"
    ingest([tmp_path / "a.txt"], Settings(index=index), embedder=embedder)
    story = tmp_path / "ferry.txt"
    story.write_text("Anna Berg said that the ferry would run again from Monday.\n" * 3, encoding="utf-8")
    process, address = serve(index, ONRECORD_UPLOADS="on", ONRECORD_MAX_FILE_MB="1")
    try:
        status, text = curl(f"{address}/api/articles?name=ferry.txt", "--data-binary", f"@{story}")
        assert (status, json.loads(text)["new"]) == (200, 1)
        body = json.dumps({"question": "What did Anna Berg say about the ferry?"})
        status, text = curl(f"{address}/api/ask", "-H", "content-type: application/json", "-d", body)
        assert json.loads(text)["citations"][0]["path"].endswith("ferry.txt")
        story.write_bytes(b"x" * 1_000_001)
        assert curl(f"{address}/api/articles?name=ferry.txt", "--data-binary", f"@{story}")[0] == 413
        foreign = ["-H", "origin: https://evil.example", "--data-binary", "x"]
        assert curl(f"{address}/api/articles?name=ferry.txt", *foreign)[0] == 403
        with urllib.request.urlopen(f"{address}/openapi.json") as response:
            assert "/api/articles" in json.load(response)["paths"]
    finally:
        stop(process)
