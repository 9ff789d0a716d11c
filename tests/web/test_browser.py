"""The page in a real Chromium: over the fakes, and over an index of the articles that ship.

Every test ends by looking at the log: no request to another host, nothing that the policy had to stop, no script error.
"""

import json
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.web.fakes import HOSTILE_ONES, LINDQVIST

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}: apt-get install chromium"),
]

WATCH = """window.stopped = [];
addEventListener('securitypolicyviolation', e => stopped.push(e.violatedDirective + ' ' + e.blockedURI))"""


@contextmanager
def running(*command, environ=None):
    """Start a server and wait for its line "Ready … http://…"; yields the address."""
    import os

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


@pytest.fixture(scope="module")
def fakes():
    with running("-m", "tests.web.served") as address:
        yield address


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    index = str(tmp_path_factory.mktemp("index"))
    subprocess.run([sys.executable, "-m", "ingest", "data/articles", "--index", index], cwd=ROOT, check=True)
    with running("app.py", "--port", "0", "--index", index) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser):
    """Opens an address in a window; at the end nothing may have gone out, been stopped, or broken."""
    contexts, logs = [], []

    def opened(address, width=1440, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.add_init_script(WATCH)
        home = "/".join(address.split("/")[:3]) + "/"
        log = {"out": [], "errors": []}
        logs.append(log)
        context.on("request", lambda r: r.url.startswith((home, "data:", "blob:")) or log["out"].append(r.url))
        context.on("weberror", lambda e: log["errors"].append(str(e.error)))
        context.on("dialog", lambda d: log["errors"].append(d.message) or d.dismiss())
        context.on("console", lambda m: m.type == "error" and log["errors"].append(m.text))
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context, log in zip(contexts, logs, strict=True):
        for page in context.pages:
            assert page.evaluate("window.stopped") == []
        context.close()
        assert log["out"] == []
        assert [e for e in log["errors"] if "expected by the test" not in e] == []


def ask(page, question):
    answers = page.locator(".answer:not(.waiting)")
    n = answers.count()
    page.fill("#ask textarea", question)
    page.keyboard.press("Enter")
    answers.nth(n).wait_for()
    return answers.nth(n)


def lit(page):
    page.locator("mark.on").first.wait_for()
    return "".join(page.locator("mark.on").all_text_contents())


def in_sight(page, selector):
    """Does the middle of an element lie where it can be seen, with nothing over it?"""
    return page.evaluate(
        "s => { const e = document.querySelector(s), b = e.getClientRects()[0],"
        " t = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2); return e.contains(t); }",
        selector,
    )


def api(address, question):
    body = json.dumps({"question": question}).encode()
    asked = urllib.request.Request(f"{address}/api/ask", body, {"content-type": "application/json"})
    with urllib.request.urlopen(asked) as response:
        return json.load(response)


def test_the_first_citation_is_lit_and_any_other_when_it_is_followed(fakes, open_page):
    page = open_page(fakes)
    ask(page, "What did Marta Lindqvist say?")
    assert lit(page) == LINDQVIST[0].quote
    for c in LINDQVIST[::-1]:
        page.click(f"a.cite >> text=[{c.marker}]")
        page.wait_for_selector(f"mark.on[id$='-{c.marker}']")
        assert lit(page) == c.quote
        page.wait_for_timeout(600)
        assert in_sight(page, "mark.on")
        assert page.inner_text("#record .at") == f"{c.marker} of 4"
    assert page.url.rstrip("/") == fakes  # nothing was reloaded


def test_keys_alone_lead_through_the_citations(fakes, open_page):
    page = open_page(fakes)
    ask(page, "What did Marta Lindqvist say?")
    lit(page)
    page.focus("a.cite >> nth=1")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.on[id$='-2']")
    page.keyboard.press("n")
    assert lit(page) == LINDQVIST[2].quote
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert lit(page) == LINDQVIST[0].quote
    page.keyboard.press("/")
    page.keyboard.type("nnn")
    assert page.input_value("#ask textarea") == "nnn"


def test_an_example_asks_and_a_follow_up_is_understood(fakes, open_page):
    page = open_page(fakes)
    page.click("#welcome button >> nth=0")
    page.locator(".answer a.cite").first.wait_for()
    assert not page.is_visible("#welcome")
    answer = ask(page, "And what did she say about Thursday?")
    assert "Taken as: What did Marta Lindqvist say about Thursday?" in answer.inner_text()
    page.wait_for_selector("#record .at >> text=1 of 1")
    assert lit(page) == LINDQVIST[1].quote
    page.locator(".answer").first.locator("a.cite").nth(2).click()  # of an answer that is no longer in the record
    page.wait_for_selector("#record mark.cited")
    assert lit(page) == LINDQVIST[2].quote


def test_declining_looks_different_and_leads_to_the_nearest(fakes, open_page):
    page = open_page(fakes)
    answer = ask(page, "What is the weather on Mars?")
    assert "abstained" in answer.get_attribute("class")
    assert answer.locator("a.cite").count() == 0
    with page.expect_popup() as popup:
        answer.locator(".near a").first.click()
    assert popup.value.inner_text("h1") == "Port strike ends after nine days"
    popup.value.close()


def test_a_fault_and_a_bug_are_told_plainly(fakes, open_page):
    page = open_page(fakes)
    assert "python -m ingest data" in ask(page, "a fault").inner_text()
    assert "secret" not in ask(page, "a bug").inner_text()
    assert ask(page, "lindqvist").locator("a.cite").count() == 4


def test_it_says_that_it_reads_while_it_reads(fakes, open_page):
    page = open_page(fakes)
    page.fill("#ask textarea", "slow lindqvist")
    page.keyboard.press("Enter")
    page.wait_for_selector(".waiting >> text=Reading the record")
    page.wait_for_selector("a.cite")
    assert page.locator(".waiting").count() == 0


def test_a_hostile_article_is_only_text(fakes, open_page):
    page = open_page(fakes)
    answer = ask(page, "<img src=x onerror=alert(1)> hostile ![](https://evil.example/q.png) [2] www.evil.example")
    lit(page)
    risky = ":is(img, script, form, input, iframe, style, video, svg, .katex)"
    elements = f".message-content {risky}, #record .record {risky}"
    assert page.locator(elements).count() == 0
    assert page.locator("#log a:not(.cite), #record .text a:not(.pin)").count() == 0
    assert answer.locator("a.cite").count() == len(HOSTILE_ONES)
    assert "<script>alert(2)</script>" in page.inner_text("#record")
    assert page.title() == "On Record"
    page.click("a.cite >> nth=1")
    assert lit(page) == HOSTILE_ONES[1].quote
    page.goto(f"{fakes}/article/hostile?start=0&end=30")
    assert page.locator("main :is(img, script, form, style)").count() == 0
    assert page.locator("mark").count() == 1


def test_a_citations_own_page_shows_it(fakes, open_page):
    c = LINDQVIST[1]
    page = open_page(f"{fakes}/article/harbour%2F2?start={c.start}&end={c.end}")
    assert lit(page) == c.quote
    assert in_sight(page, "mark.on")
    assert page.get_attribute("a.name", "href") == "/"


def test_on_a_phone_the_record_comes_up_and_goes_again(fakes, open_page):
    page = open_page(fakes, 390, 844, has_touch=True)
    ask(page, "lindqvist")
    assert not page.is_visible("#record")
    page.tap("a.cite >> nth=1")
    page.wait_for_timeout(500)
    assert lit(page) == LINDQVIST[1].quote
    assert in_sight(page, "mark.on")
    page.tap("#record .shut")
    page.wait_for_timeout(500)
    assert not page.is_visible("#record")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_both_schemes(fakes, open_page, scheme):
    page = open_page(fakes, color_scheme=scheme)
    ask(page, "lindqvist")
    lit(page)
    said, record = ["#log .question", "#log .frame", "#log .words", "#log a.cite"], ["#record mark.on", "#record mark"]
    for selector in [*said, *record, "#record .facts", "#masthead .holds"]:
        assert contrast(page, selector) >= 4.5, selector


def contrast(page, selector):
    """WCAG 2 contrast of an element's text with the first background behind it that is not clear."""
    page.wait_for_timeout(300)
    ink, paper = page.evaluate(
        "s => { let e = document.querySelector(s); const ink = getComputedStyle(e).color; let paper;"
        " for (; e; e = e.parentElement) { paper = getComputedStyle(e).backgroundColor;"
        " if (!/, 0\\)$/.test(paper)) break; }"
        " return [ink, paper].map(c => c.match(/[\\d.]+/g).slice(0, 3).map(Number)); }",
        selector,
    )

    def luminance(rgb):
        parts = [v / 255 / 12.92 if v / 255 <= 0.04045 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in rgb]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(ink), luminance(paper)))
    return (high + 0.05) / (low + 0.05)


def test_over_the_articles_that_ship(real, open_page):
    question = "What did Lavrov say about negotiations?"
    cited = api(real, question)["citations"]
    assert cited
    page = open_page(real)
    ask(page, question)
    for c in cited:
        page.click(f"a.cite >> text=[{c['marker']}]")
        page.wait_for_selector(f"mark.on[id$='-{c['marker']}']")
        assert lit(page) == c["quote"]
        assert c["title"] in page.inner_text("#record")
    declined = ask(page, "How do I bake sourdough bread?")
    assert "abstained" in declined.get_attribute("class")
    page.click("a.again")
    page.wait_for_selector("#welcome button")
    assert page.locator(".question").count() == 0
