"""A real Chromium, servers for it to talk to, and a log that must stay empty: tests of the page and of the widget."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
NAMES = "--host-resolver-rules=MAP *.test 127.0.0.1"
# What the browser itself notes of a frame, or of a site without https.
NOTES = ("The Cross-Origin-Opener-Policy header has been ignored", "Blocked autofocusing")
WATCH = """window.stopped = [];
addEventListener('securitypolicyviolation', e => stopped.push(e.violatedDirective + ' ' + e.blockedURI))"""


@contextmanager
def running(*command, environ=None):
    """Start a server and wait for its line "Ready … http://…"; yields the address."""
    server = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environ or {})}
    )
    try:
        lines = []
        for line in server.stdout:
            lines.append(line)
            if line.startswith("Ready"):
                break
        assert lines and lines[-1].startswith("Ready"), lines
        yield "http" + lines[-1].split("http", 1)[1].strip()
        assert server.poll() is None, "the server ended"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def wiki():
    """Pages of another site, by path: put a (html, headers) under "/name". Yields the dict, with its port as "port"."""
    pages = {}

    class Wiki(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            html, headers = pages.get(self.path, ("", {}))
            self.send_response(200)
            for name, value in {"content-type": "text/html", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Wiki)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pages["port"] = server.server_port
    yield pages
    server.shutdown()


@pytest.fixture(scope="session")
def fakes(wiki, tmp_path_factory):
    """The site over the fakes; the wiki at wiki.test may show it, and no other."""
    environ = {
        "ONRECORD_INDEX": str(tmp_path_factory.mktemp("fakes") / "index"),
        "ONRECORD_RATE": "0",
        "ONRECORD_ALLOWED_HOSTS": "127.0.0.1 localhost chat.test",
        "ONRECORD_EMBED_ORIGINS": f"http://wiki.test:{wiki['port']}",
    }
    with running("-m", "tests.web.served", environ=environ) as address:
        yield address


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    """The site as it is served, over the articles that ship; files may be added."""
    index = str(tmp_path_factory.mktemp("real") / "index")
    subprocess.run([sys.executable, "-m", "ingest", "data/articles", "--index", index], cwd=ROOT, check=True)
    with running("app.py", "--port", "0", "--index", index, environ={"ONRECORD_UPLOADS": "on"}) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", NAMES]
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def window(browser):
    """A context that most tests share, so that what Gradio is made of is fetched once."""
    return browser.new_context()


@pytest.fixture
def open_page(browser, window):
    """Opens an address on a page of its own. At the end nothing may have gone out, been stopped, or broken.

    `home` are the beginnings of addresses that may be asked for besides the page's own site; `options` of a context make
    a context of its own.
    """
    opened_here = []

    def opened(address, width=1440, height=900, home=(), **options):
        context = browser.new_context(**options) if options else window
        site = ("/".join(address.split("/")[:3]) + "/", *home, "data:", "blob:")
        log = {"out": [], "errors": []}

        def watch(page):
            page.log = log
            page.set_default_timeout(15_000)
            page.on("request", lambda r: r.url.startswith(site) or log["out"].append(r.url))
            page.on("pageerror", lambda e: log["errors"].append(str(e)))
            page.on("dialog", lambda d: log["errors"].append(d.message) or d.dismiss())
            page.on(
                "console",
                lambda m: (
                    m.type == "error"
                    and not m.text.startswith(NOTES)
                    and log["errors"].append(f"{m.text} {m.location.get('url')}")
                ),
            )
            page.on("popup", watch)

        page = context.new_page()
        opened_here.append((page, log, context if options else None))
        watch(page)
        page.add_init_script(WATCH)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        return page

    yield opened
    for page, log, context in opened_here:
        assert page.evaluate("window.stopped") == []
        page.close()
        if context:
            context.close()
        assert log["out"] == []
        assert log["errors"] == []
