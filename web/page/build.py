"""The page as a whole: its rooms, what it says of the index, and where it is put."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.events import api

from records import OnRecordError, as_json
from web.desk import Desk
from web.greet import MOST_EXAMPLES, NAME, Greeter, Greeting
from web.page.ask import asking
from web.page.shelves import Said, Take, embedding, library
from web.page.told import ASKS, TEXT

_SANS = ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "monospace")
_STATIC = Path(__file__).parents[1] / "static"


def mount(app: FastAPI, desk: Desk, prefix: str, take: Take | None = None) -> frozenset[int]:
    """Put the page at the root of `app`. `prefix` is where a proxy shows it, or ""; `take` adds files to the index.

    Returns the numbers of those of its functions that take a question.
    """
    page = build(desk, prefix, take)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=prefix or None,
        favicon_path=str(_STATIC / "mark.svg"),
        theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=f"{desk.settings.max_file_mb}mb" if take else "1kb",
        pwa=False,
        ssr_mode=False,
        mcp_server=False,
    )
    return frozenset(number for number, function in page.fns.items() if function.concurrency_id == ASKS)


def build(desk: Desk, prefix: str = "", take: Take | None = None) -> Page:
    """The page's parts and what moves them."""
    page = Page(analytics_enabled=False, fill_height=True, fill_width=True, title=NAME)
    with page:
        _api(desk)  # first: so that the name "ask" is its own
        page.parts = [gr.Markdown(elem_id="masthead", **TEXT)]
        page.greeter = Greeter(desk)
        with gr.Tabs(elem_id="rooms"):
            with gr.Tab("Ask", elem_id="asking"):
                page.parts += asking(desk)
            with gr.Tab("Library", elem_id="shelves") as tab:
                library(desk, tab, page.parts, page.greeted, take)
            with gr.Tab("Embed", elem_id="embed") as tab:
                embedding(desk, tab, prefix)
    page.queue(max_size=desk.settings.queue, api_open=False)
    return page


class Page(gr.Blocks):
    """Gradio's page, as it is sent to whoever opens it: of the index as it is by then.

    `parts` are those that speak of the index: masthead, welcome, speakers, outlets, and the examples.
    """

    greeter: Greeter
    parts: list[Any]
    _sent: tuple[Greeting, Any] | None = None

    @property
    def config(self) -> Any:
        """What a browser draws the page from."""
        greeting = self.greeter.greet()
        if self._sent is None or self._sent[0] is not greeting:
            for part, attributes in self.greeted().items():
                for name, value in attributes.items():
                    setattr(part, name, value)
            self._sent = greeting, self.get_config_file()
        return self._sent[1]

    @config.setter
    def config(self, _: Any) -> None:
        self._sent = None  # Gradio has changed something: it is made anew when it is asked for

    def greeted(self) -> Said:
        """What each of the parts says now."""
        greeting = self.greeter.greet()
        masthead, welcome, speakers, outlets, *examples = self.parts
        asked = [*greeting.examples, *[""] * MOST_EXAMPLES]
        return {
            masthead: {"value": greeting.masthead},
            welcome: {"value": greeting.welcome},
            speakers: {"choices": [("Anyone", ""), *((name, name) for name in greeting.speakers)]},
            outlets: {"choices": [("Any outlet", ""), *((name, name) for name in greeting.outlets)]},
            **{e: {"value": q, "visible": bool(q)} for e, q in zip(examples, asked, strict=False)},
        }


def _api(desk: Desk) -> None:
    """One address for Gradio's own client: a question → the Answer as JSON text, as POST /api/ask gives it.

    As text, since that client takes whatever has a `path` for a file, and would fetch it.
    """

    def ask(question: str) -> str:
        try:
            return json.dumps(as_json(desk.ask(question)), ensure_ascii=False)
        except OnRecordError as fault:
            raise gr.Error(str(fault), print_exception=False) from None

    api(ask, api_name="ask", concurrency_limit=4, concurrency_id=ASKS)
