"""How the page is built: what is on it, and what must not be."""

from pathlib import Path

import gradio as gr
import pytest

import web.page
from settings import Settings
from tests.web.fakes import ARTICLES, FakeAnswerer, FakeRetriever, FakeStore
from web.desk import Desk, Refused
from web.greet import welcome_html
from web.page import build
from web.page.told import told_plainly


def config(take=None):
    return build(Desk(FakeAnswerer(), Settings()), take=take).config


def test_nothing_on_the_page_runs_what_it_is_given():
    page = config()
    assert not {c["type"] for c in page["components"]} & {"html", "state", "browserstate", "file", "uploadbutton"}
    assert not [d for d in page["dependencies"] if d["js"]]
    assert {d["api_visibility"] for d in page["dependencies"] if d["api_name"] != "ask"} == {"private"}
    assert not page["connect_heartbeat"]


def test_files_can_be_added_only_where_there_is_something_to_take_them():
    assert "file" in {c["type"] for c in config(take=lambda paths: "")["components"]}


def test_every_field_has_a_name():
    fields = [c for c in config()["components"] if c["type"] in ("textbox", "dropdown", "chatbot")]
    assert len(fields) > 8 and all(c["props"]["label"] for c in fields)


def test_a_refusal_is_a_notice():
    with pytest.raises(gr.Error, match="no question"), told_plainly():
        raise Refused("There is no question.", "Type one.")


def test_an_empty_record_says_how_to_fill_it():
    assert "ingest" in welcome_html(Desk(FakeAnswerer(FakeRetriever(FakeStore(()))), Settings()))
    assert "ingest" not in welcome_html(Desk(FakeAnswerer(), Settings()))


def test_gradio_is_told_to_stay_at_home_before_it_is_imported():
    lines = Path(web.page.__file__).read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("from web.page"))
    assert first > next(n for n, line in enumerate(lines) if "ANALYTICS" in line)
    assert not [line for line in lines if "import gradio" in line]


def test_the_page_is_of_the_index_as_it_is_when_it_is_opened():
    store = FakeStore(ARTICLES[:1])
    page = build(Desk(FakeAnswerer(FakeRetriever(store)), Settings()))

    def shown():
        props = [c["props"] for c in page.config["components"]]
        outlets = next(p["choices"] for p in props if p.get("label") == "Outlet")
        masthead = next(p["value"] for p in props if p.get("elem_id") == "masthead")
        return [name for name, _ in outlets], masthead

    before = page.config
    assert shown()[0] == ["Any outlet", "The Ellery Courier"] and "1 article" in shown()[1]
    assert page.config is before  # nothing has changed, and nothing is made anew
    store.kept, store.generation = ARTICLES[:2], 2
    assert shown()[0] == ["Any outlet", "Coast Wire", "The Ellery Courier"] and "2 articles" in shown()[1]
    page.config = None  # as Gradio does when it has changed something of its own
    assert "2 articles" in shown()[1]


def test_there_are_as_many_examples_as_are_answered():
    answerer = FakeAnswerer()
    answerer.examples = lambda n: ("Who spoke?",)
    buttons = [c["props"] for c in build(Desk(answerer, Settings())).config["components"] if c["type"] == "button"]
    assert [(b["value"], b["visible"]) for b in buttons] == [("Who spoke?", True), *[("", False)] * 3]
