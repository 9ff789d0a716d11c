"""Behind nginx: under a sub-path, streaming, with its clients told apart, and with its users believed."""

import base64
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gradio_client import Client as GradioClient
from playwright.sync_api import expect

from tests.web.fakes import LINDQVIST
from tests.web.looking import ask, lit

ROOT = Path(__file__).parents[2]
QUESTION = json.dumps({"question": "What did Lindqvist say, slow?"})
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"

CONF = """
{user}
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    server {{
        listen 127.0.0.1:{port};
        location /news/ {{ proxy_pass http://127.0.0.1:{behind}/; }}
        location /kept/news/ {{ proxy_pass http://127.0.0.1:{behind}/news/; }}
    }}
    server {{
        listen 127.0.0.1:{signed};
        auth_basic "who"; auth_basic_user_file {folder}/users;
        proxy_set_header X-User $remote_user; proxy_set_header Authorization "";
        # A place that sets one header inherits none.
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        location /news/ {{ proxy_pass http://127.0.0.1:{behind}/; }}
    }}
}}
"""

pytestmark = pytest.mark.skipif(
    not Path(NGINX).is_file(), reason="nginx is not on this machine: apt-get install nginx-light"
)


def free_port():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


class Site:
    """A server of the fakes behind an nginx: `port` as it is, `signed` with users, `behind` the server itself."""

    def __init__(self, folder, **settings):
        self.port, self.signed = free_port(), free_port()
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "ONRECORD_ROOT_PATH": "/news"}
        environ |= {"ONRECORD_INDEX": str(folder / "index"), **settings}
        command = [sys.executable, str(ROOT / "tests" / "web" / "served.py")]
        self.server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)
        self.behind = int(self.server.stdout.readline().rpartition(":")[2])
        (folder / "users").write_text("anna:{PLAIN}pw\nbert:{PLAIN}pw\n", encoding="utf-8")
        me = "user root;" if os.geteuid() == 0 else ""  # its worker, too, must read the folder
        conf = CONF.format(user=me, folder=folder, port=self.port, signed=self.signed, behind=self.behind)
        (folder / "nginx.conf").write_text(conf, encoding="utf-8")
        self.nginx = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])
        for _ in range(100):
            try:
                http.client.HTTPConnection("127.0.0.1", self.signed).connect()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError((folder / "error.log").read_text())

    def stop(self):
        for process in (self.nginx, self.server):
            process.terminate()
            process.wait(20)
        self.server.stdout.close()

    def get(self, path, port=None, method="GET", body=None, headers=(), source="127.0.0.1"):
        """The response to one request, not yet read."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, 30, (source, 0))
        sent = {"content-type": "application/json"} if body else {}
        connection.request(method, path, body, {**sent, **dict(headers)})
        return connection.getresponse()

    def ask(self, **how):
        return self.get("/news/api/ask", method="POST", body=json.dumps({"question": "Lindqvist?"}), **how)


def user(name, **headers):
    return {"authorization": "Basic " + base64.b64encode(f"{name}:pw".encode()).decode(), **headers}


@pytest.fixture(scope="module")
def site(tmp_path_factory, wiki):
    wikis = {
        "ONRECORD_ALLOWED_HOSTS": "127.0.0.1 chat.test",
        "ONRECORD_EMBED_ORIGINS": f"http://wiki.test:{wiki['port']}",
    }
    site = Site(tmp_path_factory.mktemp("nginx"), ONRECORD_RATE="0", **wikis)
    yield site
    site.stop()


@pytest.mark.parametrize("top", ["/news", "/kept/news"])
def test_under_a_sub_path_whether_it_is_taken_off_or_left_on(site, top):
    page = site.get(f"{top}/").read().decode()
    assert "On Record" in page and f"127.0.0.1:{site.port}/news" in page
    for path in ("/page.css", "/healthz", "/openapi.json", "/theme.css", "/article/strike?start=0&end=9"):
        assert site.get(top + path).status == 200, path
    assert json.load(site.get(f"{top}/openapi.json"))["servers"] == [{"url": "/news"}]
    assert b'href="&#47;news/page.css"' in site.get(f"{top}/article/strike").read()


@pytest.mark.browser
def test_the_page_in_a_browser_asks_for_nothing_outside_its_path(site, open_page):
    home = f"http://127.0.0.1:{site.port}/news/"
    page = open_page(f"{home}?q=lindqvist")
    asked = []
    page.context.on("request", lambda r: asked.append(r.url))
    expect(page.locator(".answer a.cite")).to_have_count(4)
    assert lit(page) == LINDQVIST[0].quote
    assert "Taken as" in ask(page, "And what did she say about Thursday?").inner_text()
    page.locator(".answer a.cite").nth(2).click()  # of an answer that is no longer in the record: fetched
    page.wait_for_selector("#record mark.cited")
    assert page.locator(".acts a.address").first.evaluate("a => a.href") == f"{home}?q=lindqvist"
    page.locator(".vote.up").first.click()
    page.wait_for_selector(".thanks >> text=here and nowhere else")
    page.get_by_role("tab", name="Library").click()
    with page.expect_popup() as popup:
        page.locator(".library a").first.click()
    assert popup.value.url.startswith(f"{home}article/")
    popup.value.click("a.name")
    popup.value.wait_for_selector("#welcome button")
    popup.value.get_by_role("tab", name="Embed").click()
    expect(popup.value.locator("#snippet textarea")).to_have_value(re.compile(f'src="{home}widget.js"'))
    popup.value.close()
    assert asked and not [url for url in asked if not url.startswith((home, "data:", "blob:"))]


@pytest.mark.browser
def test_the_widget_brings_the_page_from_its_path(site, wiki, open_page):
    chat = f"http://chat.test:{site.port}/news/"
    wiki["/below"] = (f'<!doctype html><title>Wiki</title><script src="{chat}widget.js" defer></script>', {})
    page = open_page(f"http://wiki.test:{wiki['port']}/below", home=(chat,))
    page.get_by_role("button", name="On Record").click()
    answer = ask(page.frame_locator("on-record iframe"), "slow lindqvist")
    assert answer.locator("a.cite").count() == 4


def test_a_link_of_openais_form_leads_back_here(site):
    body = json.dumps({"messages": [{"role": "user", "content": "Lindqvist?"}]})
    reply = json.load(site.get("/news/v1/chat/completions", method="POST", body=body))
    link = reply["choices"][0]["message"]["content"].split()[-1].partition("#")[0]
    assert link.startswith(f"http://127.0.0.1:{site.port}/news/article/")
    assert site.get(link.partition(str(site.port))[2]).status == 200


def test_statements_come_one_by_one(site):
    response = site.get("/news/api/ask", method="POST", body=QUESTION, headers={"accept": "text/event-stream"})
    times = [time.monotonic() for line in response if line.startswith(b"event: ")]
    assert len(times) == 5 and times[-1] - times[0] > 2  # the fake rests between them: held back, they come together


def test_gradios_client_through_the_proxy(site):
    client = GradioClient(f"http://127.0.0.1:{site.port}/news/", verbose=False)
    assert json.loads(client.predict("Lindqvist?", api_name="/ask"))["citations"]


def test_the_page_may_ask_and_another_site_may_not(site):
    assert site.ask(headers={"origin": f"http://127.0.0.1:{site.port}"}).status == 200
    assert site.ask(headers={"origin": "http://evil.example"}).status == 403
    assert site.get("/news/", headers={"host": "evil.example"}).status == 400


def test_clients_behind_the_proxy_have_a_rate_each_whatever_they_say(tmp_path):
    site = Site(tmp_path, ONRECORD_RATE="2")
    try:
        for source in ("127.0.0.2", "127.0.0.3"):
            said = [site.ask(source=source, headers={"x-forwarded-for": f"9.9.9.{n}"}).status for n in range(3)]
            assert said == [200, 200, 429]
    finally:
        site.stop()


def test_the_proxy_names_the_user_and_nobody_else(tmp_path):
    site = Site(tmp_path, ONRECORD_RATE="1", ONRECORD_USER_HEADER="X-User")
    try:
        assert site.get("/news/", port=site.signed).status == 401
        assert site.get("/news/", port=site.signed, headers=user("anna")).status == 200
        for name in ("anna", "bert"):
            forged = user(name, **{"x-user": "somebody"})
            assert [site.ask(port=site.signed, headers=forged).status for _ in range(2)] == [200, 429]
    finally:
        site.stop()


def test_a_proxy_that_is_not_named_is_not_believed(tmp_path):
    site = Site(tmp_path, ONRECORD_USER_HEADER="X-User", ONRECORD_PROXIES="10.1.2.3")
    try:
        assert site.get("/news/", port=site.signed, headers=user("anna")).status == 401
    finally:
        site.stop()
