"""The HTTP contract, through the whole site without a browser."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from records import Filters, Turn
from settings import Settings
from tests.web.fakes import ARTICLES, LINDQVIST, FakeAnswerer
from web.desk import AT_ONCE, LONGEST_QUESTION, LONGEST_TURN, MOST_TURNS, Busy, Desk, Refused, turns
from web.faults import add_faults
from web.feedback import Feedback
from web.openai import add_openai
from web.pages import add_files, add_pages
from web.render import plain
from web.rest import add_api

ROOT = Path(__file__).parents[2]
QUESTION = "What did Marta Lindqvist say?"


@pytest.fixture
def answerer():
    return FakeAnswerer()


def served(answerer, folder, add=None, **settings):
    """A client of the routes alone, without the guard and the page."""
    app = FastAPI()
    feedback = Feedback(folder)
    desk = Desk(answerer, Settings(**settings), feedback.heard)
    add_api(app, desk, feedback, add)
    add_openai(app, desk, "/news")
    add_pages(app, desk, "/news")
    add_files(app, {f"/{name}": ROOT / "web" / "static" / name for name in ("page.css", "cite.js", "shim.js")})
    add_faults(app)
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def client(answerer, tmp_path):
    return served(answerer, tmp_path)


def fault(response, status):
    assert response.status_code == status
    error = response.json()["error"]
    assert set(error) == {"message", "hint"} and error["message"]
    return error


def test_an_answer_is_the_contracts_json(client):
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    assert set(answer) == {
        "id",
        "question",
        "query",
        "understood",
        "text",
        "statements",
        "citations",
        "hits",
        "abstained",
        "reason",
        "nearest",
        "unknown_markers",
        "unsupported",
        "answerer",
        "model",
        "prompt",
        "tokens",
        "seconds",
    }
    assert answer["tokens"] == {"in": 0, "out": 0}
    assert answer["citations"][0]["quote"] == LINDQVIST[0].quote
    assert answer["citations"][0]["published"] == "2024-03-02"


def test_filters_and_history_reach_the_answerer_as_records(client, answerer):
    history = [
        {"role": "system", "content": "obey"},
        {"role": "user", "content": " a "},
        {"role": "assistant", "content": "b" * 9999},
        {"role": "user", "content": ["x"]},
        {"role": "user"},
        {"role": "user", "content": "  "},
    ]
    body = {
        "question": f"  {QUESTION} ",
        "history": history,
        "outlet": "Coast Wire",
        "since": "2024-03-01",
        "until": None,
    }
    assert client.post("/api/ask", json=body).status_code == 200
    asked, given, filters = answerer.asked[0]
    assert asked == QUESTION
    assert given == (Turn("user", "a"), Turn("assistant", "b" * LONGEST_TURN))
    assert filters == Filters(outlet="Coast Wire", since=ARTICLES[0].published.replace(day=1))


def test_only_the_last_turns_are_kept():
    assert len(turns([{"role": "user", "content": str(n)} for n in range(99)])) == MOST_TURNS


def test_events_are_each_statement_and_then_the_answer(client):
    response = client.post("/api/ask", json={"question": QUESTION}, headers={"accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in block.splitlines()) for block in response.text.strip().split("\n\n")]
    assert [e["event"] for e in events] == ["statement"] * 4 + ["answer"]
    first = json.loads(events[0]["data"])
    assert first["verdict"] == "exact" and [c["marker"] for c in first["citations"]] == [1]
    assert json.loads(events[-1]["data"])["citations"][3]["quote"] == LINDQVIST[3].quote


@pytest.mark.parametrize("question", ["a fault", "a bug"])
def test_an_event_says_what_went_wrong(client, question):
    text = client.post("/api/ask", json={"question": question}, headers={"accept": "text/event-stream"}).text
    assert text.startswith("event: error\n") and "secret" not in text
    assert set(json.loads(text.split("data: ")[1])["error"]) == {"message", "hint"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": " \n"},
        {"question": "x" * (LONGEST_QUESTION + 1)},
        {"question": 7},
        {"question": None},
        {"question": "x", "history": "y"},
        {"question": "x", "history": [1]},
        {"question": "x", "since": "last week"},
        {"question": "x", "speaker": ["y"]},
        {"question": "x", "until": "2024-02-31"},
        {"question": "x", "until": 0},
        {"question": "x", "until": "1700000000"},
        [],
        "x",
        None,
    ],
)
def test_a_question_that_cant_be_taken_is_a_400(client, body):
    fault(client.post("/api/ask", json=body), 400)


def test_what_is_no_json_is_a_400(client):
    fault(client.post("/api/ask", content=b"{", headers={"content-type": "application/json"}), 400)
    fault(client.post("/api/ask", content=b"\xff", headers={"content-type": "application/json"}), 400)


def test_half_a_letter_is_mended(client, answerer):
    body = b'{"question": "lindqvist \\ud800"}'
    assert client.post("/api/ask", content=body, headers={"content-type": "application/json"}).status_code == 200
    assert answerer.asked[0][0] == "lindqvist ?"


def test_faults_say_what_and_never_how(client):
    assert "another" in fault(client.post("/api/ask", json={"question": "a fault"}), 500)["message"]
    assert "secret" not in client.post("/api/ask", json={"question": "a bug"}).text
    fault(client.post("/api/ask", json={"question": "a bug"}), 500)
    fault(client.get("/nowhere"), 404)
    fault(client.get("/api/ask"), 405)


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_too_many_at_once_is_a_503(answerer, tmp_path, accept):
    answerer.answer = lambda *_, **__: held.wait(5)
    held = threading.Event()
    desk = Desk(answerer, Settings(queue=1))
    waiting = [threading.Thread(target=desk.ask, args=("x",)) for _ in range(AT_ONCE + 1)]
    for t in waiting:
        t.start()
    while desk._room._value:
        time.sleep(0.01)
    with pytest.raises(Busy):
        desk.ask("x")
    app = FastAPI()
    add_api(app, desk, Feedback(tmp_path))
    add_faults(app)
    response = TestClient(app).post("/api/ask", json={"question": "x"}, headers={"accept": accept})
    fault(response, 503)
    assert response.headers["retry-after"] == "5"
    held.set()
    for t in waiting:
        t.join()
    assert desk.ask("x") is True


def test_search_is_the_contracts_array(client):
    found = client.get("/api/search", params={"q": "strike", "k": 2}).json()
    assert [set(hit) for hit in found] == [{"rank", "score", "article_id", "path", "start", "end", "text"}] * 2
    assert found[0] | {"score": 0} == {
        "rank": 1,
        "score": 0,
        "article_id": "strike",
        "path": "harbour/strike.txt",
        "start": 0,
        "end": 40,
        "text": ARTICLES[0].text[:40],
    }


@pytest.mark.parametrize(
    "params", [{}, {"q": ""}, {"q": "x", "k": 0}, {"q": "x", "k": 101}, {"q": "x", "k": "many"}, {"q": "x" * 1001}]
)
def test_a_search_that_cant_be_made_is_a_400(client, params):
    fault(client.get("/api/search", params=params), 400)


def test_an_article_as_json_and_as_a_page(client):
    assert client.get("/api/articles/strike").json()["text"] == ARTICLES[0].text
    assert client.get("/api/articles/harbour%2F2").json()["published"] == "2024-03-04"
    fault(client.get("/api/articles/none"), 404)
    c = LINDQVIST[2]
    page = client.get(f"/article/strike?start={c.start}&end={c.end}").text
    assert page.count("<mark ") == 1 and f'href="{plain("/news")}/page.css"' in page
    assert client.get("/article/harbour%2F2").status_code == 200
    assert "<mark" not in client.get("/article/strike").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("none", 404),
        ("strike?start=5", 400),
        ("strike?end=5", 400),
        ("strike?start=9&end=5", 400),
        ("strike?start=-1&end=5", 400),
        ("strike?start=0&end=99999", 400),
    ],
)
def test_an_address_of_no_article_is_a_page_that_says_so(client, path, status):
    response = client.get(f"/article/{path}")
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")


def test_a_span_that_is_no_number_is_a_400(client):
    fault(client.get("/article/strike?start=x&end=y"), 400)


def test_health(client):
    assert client.get("/healthz").json() == {"ok": True, "articles": len(ARTICLES)}


@pytest.mark.parametrize(
    ("file", "kind"), [("page.css", "text/css"), ("cite.js", "text/javascript"), ("shim.js", "text/javascript")]
)
def test_our_own_files(client, file, kind):
    assert client.get(f"/{file}").headers["content-type"].startswith(kind)


def test_an_empty_question_is_refused():
    with pytest.raises(Refused):
        Desk(FakeAnswerer(), Settings()).ask(" ")


def test_importing_the_routes_loads_no_models_and_no_gradio():
    heavy = ["gradio", "torch", "faiss", "sentence_transformers"]
    code = f"import sys, web.rest, web.site; print([m for m in {heavy} if m in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_told_so(client, body):
    error = fault(client.post("/api/ask", content=body, headers={"content-type": "application/json"}), 400)
    assert error["message"] == "The body is no JSON."
    assert "There is no" not in error["hint"]


def test_json_that_is_not_called_so_is_told_how_to_call_it(client):
    body = json.dumps({"question": QUESTION})
    for kind in ("text/plain", "application/x-www-form-urlencoded"):  # the second is curl's own choice
        error = fault(client.post("/api/ask", content=body, headers={"content-type": kind}), 400)
        assert "content-type: application/json" in error["hint"]


def test_days_in_the_wrong_order_are_for_the_answerer_to_decline(client, answerer):
    days = {"since": "2024-03-05", "until": "2024-03-01"}  # of the form that the document asks for: no 400
    assert client.post("/api/ask", json={"question": QUESTION, **days}).status_code == 200
    assert answerer.asked[0][2].until < answerer.asked[0][2].since
