"""The load benchmark counts right; how fast anything is, is not tested."""

import http.server
import json
import os
import threading

import pytest

from benchmarks import load


@pytest.fixture
def address():
    """A server that answers, says busy at "busy", and breaks at "broken"."""

    class Server(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))["question"]
            self.send_response({"busy": 503, "broken": 500}.get(question, 200))
            self.send_header("content-length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


def test_every_question_is_asked_once_and_counted(address, capsys):
    log, seconds = load.run(address, os.getpid(), 3, ["a", "busy", "b", "broken", "c"])
    assert (len(log.answered), len(log.busy), len(log.failed), log.asked) == (3, 1, 1, 5)
    assert log.memory[0][1] > 0
    load.tell(log, seconds, 3)
    assert "3 (60.0%)" in capsys.readouterr().out


def test_a_server_that_is_gone_is_a_failure():
    log, _ = load.run("127.0.0.1:1", os.getpid(), 1, ["a"])
    assert len(log.failed) == 1


def test_questions_come_around_with_other_words():
    asked = load.questions(200)
    assert len(set(asked)) == len(asked) == 200
