"""The widget on another site, in a real Chromium: wiki.test may show the chat, other.test may not."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.looking import ask

pytestmark = pytest.mark.browser

WIDGET = Path(__file__).parents[2] / "widget" / "widget.js"


@pytest.fixture
def chat(fakes):
    """The site's address as another site names it."""
    return f"http://chat.test:{fakes.rpartition(':')[2]}"


@pytest.fixture
def open_wiki(wiki, chat, open_page):
    """Opens a page of another site that holds a body and a head."""

    def opened(body, head="", headers=None, site="wiki.test", **options):
        wiki["/page"] = (f"<!doctype html><title>Wiki</title>{head}<body><h1>Wiki</h1>{body}", headers or {})
        return open_page(f"http://{site}:{wiki['port']}/page", home=(f"{chat}/",), **options)

    return opened


def script(chat, options='data-title="Ask the news"', query=""):
    return f'<script src="{chat}/widget.js{query}" {options} defer></script>'


def frame_of(page):
    return page.frame_locator("on-record iframe")


def test_it_is_small():
    source = WIDGET.read_bytes()
    assert len(source) <= 6 * 1024
    assert len(gzip.compress(source, 9)) <= 3 * 1024


def test_it_is_the_only_request_until_it_is_clicked_and_then_answers(open_wiki, chat):
    asked = []
    page = open_wiki(script(chat, 'data-title="Ask the news" data-greeting="Questions?"'))
    page.on("request", lambda r: asked.append(r.url))
    page.reload()
    expect(page.get_by_text("Questions?")).to_be_visible()
    assert [url for url in asked if "chat.test" in url] == [f"{chat}/widget.js"]
    page.get_by_role("button", name="Ask the news").click()
    frame = frame_of(page)
    answer = ask(frame, "lindqvist")
    assert answer.locator("a.cite").count() == 4
    assert not frame.locator("#masthead a.name").is_visible()
    answer.locator("a.cite").nth(1).click()
    expect(frame.locator("#record mark.on")).to_be_visible()
    frame.locator("#ask textarea").press("Escape")  # the record first, then the panel
    expect(frame.locator("#record")).not_to_be_visible()
    frame.locator("#ask textarea").press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.get_by_role("button", name="Ask the news").click()
    assert frame.locator(".answer a.cite").count() == 4  # what was said is still there
    frame.get_by_role("link", name="New conversation").click()
    frame.locator("#welcome button").first.wait_for()
    assert frame.locator(".question").count() == 0


def test_a_site_that_is_not_listed_is_refused_and_told(open_wiki, chat):
    page = open_wiki(script(chat), site="other.test")
    page.clock.install()
    page.get_by_role("button", name="Ask the news").click()
    page.wait_for_timeout(500)
    page.clock.fast_forward(9000)
    expect(page.get_by_text("must list http://other.test")).to_be_visible()
    assert not [f for f in page.frames[1:] if f.locator("#ask").count()]
    assert any("frame-ancestors" in e for e in page.log["errors"])
    page.log["errors"] = [e for e in page.log["errors"] if "frame-ancestors" not in e and "chat.test" not in e]


def test_rules_of_the_site_do_no_harm(open_wiki, chat):
    rules = "body *{display:none!important;font-size:60px!important;position:static!important;opacity:0!important}"
    page = open_wiki(script(chat), f"<style>{rules} iframe,button,div{{visibility:hidden!important}}</style>")
    launch = page.get_by_role("button", name="Ask the news")
    expect(launch).to_be_visible()
    assert launch.bounding_box()["width"] == 56
    launch.click()
    expect(frame_of(page).locator("#ask textarea")).to_be_visible()


def test_a_strict_policy_of_the_site_does_no_harm(open_wiki, chat):
    policy = f"default-src 'none'; script-src {chat}; frame-src {chat}; require-trusted-types-for 'script'"
    page = open_wiki(script(chat), headers={"content-security-policy": policy})
    launch = page.get_by_role("button", name="Ask the news")
    assert launch.bounding_box()["width"] == 56  # its style is in force
    launch.click()
    expect(frame_of(page).locator("#ask textarea")).to_be_visible()


def test_where_storage_is_denied_it_works_all_the_same(open_wiki, chat):
    page = open_wiki(script(chat, 'data-open="true"'))
    frame = frame_of(page)
    frame.locator("#ask textarea").wait_for()
    inner = next(f for f in page.frames if f.url.startswith(chat))
    denied = "Object.getOwnPropertyDescriptor(window, 'localStorage').value !== undefined"
    assert inner.evaluate(denied)  # the browser denies it, and what stands in its place is the page's own
    assert ask(frame, "lindqvist").locator("a.cite").count() == 4


def test_options_by_query_as_a_wiki_loads_it(open_wiki, chat):
    loader = f"var s = document.createElement('script'); s.src = '{chat}/widget.js?title=Ask+us&position=left&theme=dark&color=%23ffd65c&open=true'; document.head.append(s);"
    page = open_wiki(f"<script>{loader}</script>")
    dialog = page.get_by_role("dialog", name="Ask us")
    dialog.wait_for()
    assert dialog.bounding_box()["x"] < 40
    frame_of(page).locator("body.dark #ask").wait_for()
    ink = page.locator("on-record .head").evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(0, 0, 0)"  # black can be read on yellow
    page.get_by_role("button", name="Close").click()
    expect(dialog).not_to_be_visible()


@pytest.mark.parametrize(
    "options",
    ['data-color="red;}*{display:none" data-position="x" data-theme="y"', 'data-title="<img src=x onerror=alert(1)>"'],
)
def test_an_option_that_is_none_is_not_taken(open_wiki, chat, options):
    page = open_wiki(script(chat, options))
    expect(page.locator("on-record button.launch")).to_be_visible()
    assert page.locator("on-record img").count() == 0
    assert page.locator("on-record .launch").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(29, 27, 23)"


def test_on_a_phone_it_takes_the_screen(open_wiki, chat):
    page = open_wiki(script(chat), '<meta name="viewport" content="width=device-width">', width=390, height=844)
    page.get_by_role("button", name="Ask the news").click()
    box = page.get_by_role("dialog").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    frame_of(page).locator("#ask textarea").wait_for()


def test_a_plain_frame_is_enough(open_wiki, chat):
    page = open_wiki(f'<iframe src="{chat}/" title="Ask" style="width:900px;height:600px"></iframe>')
    assert ask(page.frame_locator("iframe"), "lindqvist").locator("a.cite").count() == 4


def test_the_stand_in_wiki_brings_the_chat_with_one_line(wiki, chat, open_page):
    page_of = WIDGET.with_name("wiki.html").read_text("utf-8")
    assert page_of.count("<script") == 1
    wiki["/wiki.html"] = (page_of.replace("http://127.0.0.1:7860", chat), {})
    page = open_page(f"http://wiki.test:{wiki['port']}/wiki.html", home=(f"{chat}/",))
    page.get_by_role("button", name="Ask the news").click()
    frame_of(page).locator("#ask textarea").wait_for()
