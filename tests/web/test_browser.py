"""The page in a real Chromium: over the fakes, and over an index of the articles that ship.

Every test ends by looking at the log: no request to another host, nothing that the policy had to stop, no script error.
"""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.web.conftest import ROOT, running
from tests.web.fakes import EVERY_ONE, HOSTILE_ONES, LINDQVIST, framed
from tests.web.hostile import HOSTILE_STRINGS
from tests.web.looking import api, ask, contrast, in_sight, lit

pytestmark = pytest.mark.browser


def test_the_first_citation_is_lit_and_any_other_when_it_is_followed(fakes, open_page):
    page = open_page(fakes)
    ask(page, "What did Marta Lindqvist say?")
    assert lit(page) == LINDQVIST[0].quote
    for c in LINDQVIST[::-1]:
        page.click(f"a.cite >> text=[{c.marker}]")
        page.wait_for_selector(f"mark.on[id$='-{c.marker}']")
        assert lit(page) == c.quote
        page.wait_for_timeout(400)
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


def test_statements_come_one_by_one_and_can_be_stopped(fakes, open_page):
    page = open_page(fakes)
    page.fill("#ask textarea", "slow lindqvist")
    page.keyboard.press("Enter")
    page.wait_for_selector(".waiting >> text=Reading the record")
    page.wait_for_selector(".telling a.cite")
    assert page.locator("a.cite").count() == 1
    assert lit(page) == LINDQVIST[0].quote  # readable before the rest is there
    page.click("#ask .stop-button")
    page.wait_for_selector(".stopped")
    told = page.locator("a.cite").count()
    assert 1 <= told < 4
    page.wait_for_timeout(1500)
    assert page.locator("a.cite").count() == told
    assert page.locator("a.cite.on").all_text_contents() == ["[1]"]  # what is lit stays so, whatever is drawn anew
    assert ask(page, "lindqvist").locator("a.cite").count() == 4  # and it goes on


def test_what_was_understood_can_be_struck_off(fakes, open_page):
    page = open_page(fakes)
    answer = ask(page, "What did Marta Lindqvist say about the agreement?")
    chips = answer.locator("a.chip")
    assert [c.split("without ")[1] for c in chips.all_text_contents()] == ["Marta Lindqvist", "the agreement"]
    chips.nth(0).click()
    page.wait_for_selector(".question >> text=Who spoke about the agreement?")
    page.locator(".answer.abstained").wait_for()
    assert page.url.rstrip("/") == fakes


def test_those_quoted_can_be_asked_for_alone(fakes, open_page):
    page = open_page(fakes)
    answer = ask(page, "What about the chairman?")
    answer.locator("a.chip.only >> text=Tomas Vale").click()
    page.locator(".answer").nth(1).wait_for()
    expect(page.locator("#filters input").first).to_have_value("Tomas Vale")  # and it stays so
    assert page.locator(".question").all_text_contents() == ["What about the chairman?"] * 2


def test_a_day_that_is_none_is_told_and_nothing_is_asked(fakes, open_page):
    page = open_page(fakes)
    page.get_by_label("From").fill("in <b>March</b>")
    page.fill("#ask textarea", "lindqvist")
    page.keyboard.press("Enter")
    notice = page.locator(".toast-body")
    notice.wait_for()
    assert "that is no date" in notice.inner_text() and "<b>" in notice.inner_text()
    assert page.locator(".question").count() == 0
    assert page.input_value("#ask textarea") == "lindqvist"
    page.get_by_label("From").fill("2024-03")
    page.focus("#ask textarea")
    page.keyboard.press("Enter")
    page.locator(".answer a.cite").first.wait_for()


def test_a_comparison_is_a_table_and_a_timeline_leads_to_the_words(fakes, open_page):
    page = open_page(fakes)
    answer = ask(page, "What did Marta Lindqvist and Tomas Vale say about the agreement?")
    assert answer.locator("table.compare th").all_text_contents() == ["Marta Lindqvist", "Tomas Vale"]
    assert answer.locator("table.compare td").nth(1).locator("a.cite").count() == 1
    answer = ask(page, "lindqvist")
    answer.locator("a.dot").nth(2).click()
    page.wait_for_selector("mark.on[id$='-2']")
    assert lit(page) == LINDQVIST[1].quote


def test_an_answer_is_copied_with_its_references(fakes, open_page):
    page = open_page(fakes, permissions=["clipboard-read", "clipboard-write"])
    ask(page, "lindqvist").locator("button.copy").click()
    page.wait_for_selector(".thanks >> text=Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    statements, references = copied.strip().split("\n\n")
    assert statements.splitlines() == [framed(c).text for c in LINDQVIST]
    one = "[1] “Port strike ends after nine days”, The Ellery Courier, 2 March 2024. " + fakes
    assert references.splitlines()[0].startswith(one) and len(references.splitlines()) == 4
    page.click("a.address")
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()") == f"{fakes}/?q=lindqvist"


def test_what_is_struck_is_not_copied(fakes, open_page):
    page = open_page(fakes, permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, "every")
    assert answer.locator(".statement.not_borne_out").count() == 1
    answer.locator("button.copy").click()
    page.wait_for_selector(".thanks >> text=Copied.")
    statements = page.evaluate("navigator.clipboard.readText()").split("\n\n")[0]
    assert len(statements.splitlines()) == len(EVERY_ONE)


def test_an_address_asks_its_question_once(fakes, open_page):
    page = open_page(f"{fakes}/?q=lindqvist&speaker=Tomas+Vale")
    page.locator(".answer a.cite").first.wait_for()
    assert page.inner_text(".question") == "lindqvist"
    assert page.input_value("#filters input >> nth=0") == "Tomas Vale"
    assert page.url == f"{fakes}/"


def test_what_is_said_of_an_answer_is_kept(fakes, open_page):
    page = open_page(fakes)
    answer = ask(page, "What did Lindqvist say?")
    assert not answer.locator(".wrongs").is_visible()
    answer.locator(".vote.down").click()
    answer.locator(".thanks >> text=Noted").wait_for()
    answer.locator(".wrong >> text=Misquoted").click()
    answer.locator(".thanks >> text=here and nowhere else").wait_for()
    assert answer.locator(".wrong >> text=Misquoted").get_attribute("aria-pressed") == "true"
    answer.locator(".vote.up").click()
    assert not answer.locator(".wrongs").is_visible()


def test_the_library_lists_and_finds(fakes, open_page):
    page = open_page(fakes)
    page.get_by_role("tab", name="Library").click()
    page.locator(".library tbody tr").nth(3).wait_for()
    page.get_by_label("Find an article").fill("reopens")
    expect(page.locator(".library tbody tr")).to_have_count(1)
    assert page.locator(".library :is(b, i)").count() == 0
    assert page.locator("#add").count() == 0
    with page.expect_popup() as popup:
        page.click(".library a")
    assert popup.value.inner_text("h1") == "First ships dock as harbour reopens"
    popup.value.close()


def test_embed_builds_the_line(fakes, open_page):
    page = open_page(fakes)
    page.get_by_role("tab", name="Embed").click()
    page.get_by_label("Title").fill('Ask "the" news')
    page.get_by_label("Address of that site").fill("https://other.example/wiki")
    page.wait_for_selector(".embedding code >> text=https://other.example")
    line = page.input_value("#snippet textarea")
    assert f'src="{fakes}/widget.js"' in line and 'data-title="Ask &quot;the&quot; news"' in line


def test_eight_tabs_at_once(fakes, open_page):
    pages = [open_page(fakes) for _ in range(8)]
    for page in pages:
        page.fill("#ask textarea", "lindqvist")
        page.keyboard.press("Enter")
    for page in pages:
        page.locator(".answer a.cite").nth(3).wait_for()


def test_a_guest_who_asks_too_often_is_told_when_to_come_back(open_page, tmp_path):
    with running(
        "-m", "tests.web.served", environ={"ONRECORD_INDEX": str(tmp_path / "i"), "ONRECORD_RATE": "1"}
    ) as slow:
        page = open_page(slow)
        ask(page, "lindqvist")
        page.fill("#ask textarea", "lindqvist")
        page.keyboard.press("Enter")
        page.wait_for_selector(".toast-body >> text=That is a lot of questions at once")
        assert page.locator(".question").count() == 1
        page.log["errors"] = [e for e in page.log["errors"] if "429" not in e]  # the browser's own note of it


def test_what_broke_off_may_be_asked_once_more(fakes, open_page):
    page = open_page(fakes)
    ask(page, "lindqvist")
    broken = ask(page, "a bug")
    broken.locator("a.retry").click()
    page.locator(".answer.fault").nth(1).wait_for()
    assert page.locator(".question").all_text_contents() == ["lindqvist", "a bug", "a bug"]


def test_a_hostile_article_is_only_text(fakes, open_page):
    page = open_page(fakes)
    answer = ask(page, "<img src=x onerror=alert(1)> hostile ![](https://evil.example/q.png) [2] www.evil.example")
    lit(page)
    risky = ":is(img, script, form, input, iframe, style, video, svg, .katex)"
    elements = f".message-content {risky}, #record .record {risky}"
    assert page.locator(elements).count() == 0
    assert page.locator("#log a:not(.cite, .dot, .address, .only), #record .text a:not(.pin)").count() == 0
    assert answer.locator("a.cite").count() == len(HOSTILE_ONES)
    assert "<script>alert(2)</script>" in page.inner_text("#record")
    assert page.title() == "On Record"
    page.click("a.cite >> nth=1")
    assert lit(page) == HOSTILE_ONES[1].quote
    page.goto(f"{fakes}/article/hostile?start=0&end=30")
    assert page.locator("main :is(img, script, form, style)").count() == 0
    assert page.locator("mark").count() == 1


RISKY = ":is(img, script, form, input, iframe, style, video, svg, object, embed, link, meta, base, math, .katex)"
LINKS = "a:not(.cite, .chip, .dot, .open, .address, .pin)"


def test_every_hostile_string_is_only_text_in_an_answer(fakes, open_page):
    page = open_page(fakes)
    answer = ask(page, "every")
    lit(page)
    assert answer.locator(".statement.exact a.cite").count() == len(EVERY_ONE)
    assert page.locator(f".message-content {RISKY}, #record .record {RISKY}").count() == 0
    assert page.locator(f"#log {LINKS}, #record {LINKS}").count() == 0
    assert "<script>alert(1)</script>" in page.locator("#record .text").first.inner_text()
    assert "<iframe srcdoc=" in answer.inner_text()
    followed = {a.get_attribute("href") for a in page.locator("#log a, #record a").all()}
    assert len(followed) > 70
    assert not [href for href in followed if not href.startswith(("article/", "?q=", "#cite-"))]
    page.goto(f"{fakes}/article/every")
    assert page.locator(f"main {RISKY}, main a").count() == 0


def test_every_hostile_string_is_only_text_in_a_question(fakes, open_page):
    page = open_page(fakes)
    for n in range(0, len(HOSTILE_STRINGS), 25):
        question = " ".join(HOSTILE_STRINGS[n : n + 25])
        ask(page, question)
        shown = page.locator(".question").last.inner_text()
        assert "".join(shown.split()) == "".join(question.replace("\x00", "\ufffd").split())
    assert page.locator(f".message-content {RISKY}, #log .question a").count() == 0


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
    ask(page, "What did Lindqvist say about the agreement?")
    lit(page)
    said, record = ["#log .question", "#log .frame", "#log .words", "#log a.cite"], ["#record mark.on", "#record mark"]
    for selector in [
        *said,
        *record,
        "#record .facts",
        "#masthead .holds",
        "#log .badge",
        "#log a.chip",
        "#log a.dot",
        "#log .acts a",
    ]:
        assert contrast(page, selector) >= 4.5, selector


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


def test_a_file_that_is_dropped_in_can_be_asked_about(real, open_page, tmp_path):
    page = open_page(real)
    report = tmp_path / "orchard.txt"
    report.write_text(
        "Orchard opens\n\n“The pears of Ellery Hill are ripe a month early,” said Nell Harrow, who owns it.\n"
    )
    page.get_by_role("tab", name="Library").click()
    page.locator(".library tbody tr").nth(11).wait_for()
    page.set_input_files("#add input[type=file]", str(report))
    page.wait_for_selector("#added >> text=1 new")
    page.wait_for_selector(".library a >> text=Orchard opens")
    page.get_by_role("tab", name="Ask").click()
    answer = ask(page, "What did Nell Harrow say about the pears?")
    assert "ripe a month early" in answer.inner_text()
    expect(page.locator("#masthead .holds")).to_contain_text("13 articles")  # and it is offered at once
    page.get_by_label("Speaker").click()
    expect(page.locator(".option-list li >> text=Nell Harrow")).to_be_visible()


def test_what_an_ingest_adds_is_offered_at_the_next_visit(open_page, tmp_path):
    index, news = str(tmp_path / "index"), tmp_path / "news"
    news.mkdir()

    def report(name, outlet, speaker):
        text = f"---\noutlet: {outlet}\n---\n# {name}\n\n“The harbour opens on Monday,” said {speaker}, who runs it.\n"
        (news / f"{name}.md").write_text(text)
        subprocess.run([sys.executable, "-m", "ingest", str(news), "--index", index], cwd=ROOT, check=True)

    def offered(page, label):
        page.get_by_role("combobox", name=label).focus()
        page.locator(".option-list li:visible").first.wait_for()
        names = page.locator(".option-list li:visible").all_inner_texts()
        page.keyboard.press("Tab")
        expect(page.locator(".options:visible")).to_have_count(0 if label == "Outlet" else 1)  # the next one's own
        return [name.removeprefix("✓").strip() for name in names]

    report("Harbour", "The Ellery Courier", "Marta Lindqvist")
    with running("app.py", "--port", "0", "--index", index) as address:
        page = open_page(address)
        assert offered(page, "Speaker") == ["Anyone", "Marta Lindqvist"]
        report("Orchard", "Coast Wire", "Nell Harrow")
        page = open_page(address)
        assert offered(page, "Speaker") == ["Anyone", "Marta Lindqvist", "Nell Harrow"]
        assert sorted(offered(page, "Outlet")) == ["Any outlet", "Coast Wire", "The Ellery Courier"]
        expect(page.locator("#masthead .holds")).to_contain_text("2 articles · 2 outlets")


def test_a_new_question_goes_to_the_top_however_short_its_answer(fakes, open_page):
    page = open_page(fakes, reduced_motion="reduce")
    for _ in range(3):
        ask(page, "a fault")
    page.wait_for_timeout(300)
    log, last = page.locator("#log [role=log]").bounding_box(), page.locator(".question").last.bounding_box()
    assert 0 <= last["y"] - log["y"] <= 30


def test_a_low_window_is_for_the_answer(fakes, open_page):
    page = open_page(fakes, 640, 360)  # as a window of 1280 by 720 is, magnified twice
    ask(page, "What did Marta Lindqvist say?")
    top, box = page.locator("#masthead").bounding_box(), page.locator("#ask").bounding_box()
    assert box["y"] + box["height"] <= 360  # in sight
    assert box["y"] - (top["y"] + top["height"]) > 180
    page.get_by_role("combobox", name="Speaker").scroll_into_view_if_needed()
    assert in_sight(page, "#filters input")


def test_words_that_are_copied_by_hand_stand_in_one_line(fakes, open_page):
    page = open_page(fakes)
    ask(page, "What did Marta Lindqvist say?")
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('.statement')); return getSelection() + '' }"
    )
    frame, words = (line.strip() for line in copied.splitlines() if line.strip())
    assert frame.lower() == "said marta lindqvist said, in the ellery courier (2 march 2024):"
    assert words == f"“{LINDQVIST[0].quote}” [1]"
