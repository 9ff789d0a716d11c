"""How the page is built: what is on it, and what must not be."""

from pathlib import Path

import gradio as gr
import pytest

import web.page
from settings import Settings
from tests.web.fakes import FakeAnswerer, FakeRetriever, FakeStore
from web.desk import Desk, Refused
from web.greet import welcome_html
from web.page import build, told_plainly


def config(take=None):
    return build(Desk(FakeAnswerer(), Settings()), take=take).get_config_file()


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
    assert lines.index("import gradio as gr") > next(n for n, line in enumerate(lines) if "ANALYTICS" in line)
