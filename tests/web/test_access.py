"""Anyone can use the page: axe-core finds nothing serious of ours, in every state and in both schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.looking import ask, lit

pytestmark = pytest.mark.browser


def faults(page):
    """(rule, element) of what axe-core calls serious or critical, Gradio's own markup not spared."""
    found = Axe().run(page).response["violations"]
    return [
        (one["id"], node["html"][:160])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found(fakes, open_page, scheme):
    page = open_page(fakes, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page.wait_for_selector("#welcome button")
    assert faults(page) == []
    ask(page, "What did Marta Lindqvist say about the agreement?")
    lit(page)
    assert faults(page) == []
    ask(page, "What did Marta Lindqvist and Tomas Vale say about the agreement?")
    ask(page, "What is the weather on Mars?")
    ask(page, "a fault")
    assert faults(page) == []
    ask(page, "every")  # with what a model wrote and is struck
    assert faults(page) == []
    for room in ("Library", "Embed"):
        page.get_by_role("tab", name=room).click()
        page.wait_for_timeout(700)
        assert faults(page) == []
    page.goto(f"{fakes}/article/strike?start=0&end=30")
    assert faults(page) == []


def test_nothing_serious_is_found_on_a_phone(fakes, open_page):
    page = open_page(fakes, 390, 844, bypass_csp=True, reduced_motion="reduce")
    ask(page, "lindqvist")
    page.click("a.cite >> nth=1")
    page.wait_for_timeout(500)
    assert faults(page) == []


def test_the_keyboard_alone_is_enough(fakes, open_page):
    page = open_page(fakes)
    page.wait_for_selector("#welcome button")
    page.evaluate("document.activeElement.blur()")
    reached = []
    while "ask TEXTAREA" not in reached:
        assert len(reached) < 30, reached
        page.keyboard.press("Tab")
        element = "document.activeElement"
        reached.append(page.evaluate(f"{element}.closest('[id]')?.id + ' ' + {element}.tagName"))
    page.keyboard.type("What did Marta Lindqvist say about the agreement?")
    page.keyboard.press("Enter")
    page.locator(".answer a.chip").first.wait_for()
    page.locator(".answer a.chip").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".question >> text=Who spoke about the agreement?")
    page.get_by_role("tab", name="Ask").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".library").wait_for()
    page.get_by_role("tab", name="Ask").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.keyboard.type("lindqvist")
    assert page.input_value("#ask textarea") == "lindqvist"
