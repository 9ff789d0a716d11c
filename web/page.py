"""The page: masthead, conversation, record; the library; how to embed. Gradio's only door.

Nothing here is `gr.HTML` (it runs what it is given), `gr.State` (one endless connection a tab) or `js=` (needs an open
policy). What moves without the server (lighting a citation, copying, voting) is in static/cite.js and ask.js.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from records import Filters, OnRecordError, as_json
from web.article import empty_html
from web.converse import Message, converse, read_address, read_filters, stopped
from web.desk import LONGEST_QUESTION, Desk
from web.embed import PLACES, SIDES, THEMES, Options, snippet, where_html
from web.greet import NAME, NOTHING_YET, masthead_html, welcome_html
from web.library import library_html
from web.render import plain

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read once, at import: else it calls two hosts
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from gradio.events import api

_SANS = ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "monospace")
_MOST_SPEAKERS = 300
_TEXT: dict[str, Any] = {"latex_delimiters": [], "sanitize_html": True, "line_breaks": False}
_ASKS = "ask"  # the queue of questions
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

_LINE = '<div class="line">{}</div>'

Take = Callable[[Sequence[Path]], str]  # files that a reader adds → what came of it, in a line
Updates = dict[Any, Any]


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
        favicon_path=str(Path(__file__).parent / "static" / "mark.svg"),
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
    return frozenset(number for number, function in page.fns.items() if function.concurrency_id == _ASKS)


def build(desk: Desk, prefix: str = "", take: Take | None = None) -> gr.Blocks:
    """The page's parts and what moves them."""
    page: gr.Blocks = gr.Blocks(analytics_enabled=False, fill_height=True, fill_width=True, title=NAME)
    with page:
        _api(desk)  # first: so that the name "ask" is its own
        gr.Markdown(masthead_html(desk), elem_id="masthead", **_TEXT)
        with gr.Tabs(elem_id="rooms"):
            with gr.Tab("Ask", elem_id="asking"):
                _talk(desk)
            with gr.Tab("Library", elem_id="shelves") as library:
                _library(desk, library, take)
            with gr.Tab("Embed", elem_id="embed") as embed:
                _embed(desk, embed, prefix)
    page.queue(max_size=desk.settings.queue, api_open=False)
    return page


def _talk(desk: Desk) -> None:
    """Conversation, question, filters and record."""
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk"):
            log = _conversation()
            with gr.Column(elem_id="welcome") as welcome:
                gr.Markdown(welcome_html(desk), **_TEXT)
                examples = [gr.Button(q, elem_classes="example") for q in desk.answerer.examples(4)]
            box = gr.Textbox(
                elem_id="ask",
                label="Your question",
                show_label=False,
                container=False,
                placeholder="Ask a question",
                max_length=LONGEST_QUESTION,
                max_lines=5,
                submit_btn=True,
                autofocus=True,
            )
            terms = _filters(desk)
        record = gr.Markdown(empty_html(NOTHING_YET), elem_id="record", **_TEXT)
    address = gr.Textbox(elem_id="address", label="Address of a question", visible="hidden")
    ready: Updates = {"submit_btn": True, "stop_btn": False}
    busy: Updates = {"submit_btn": False, "stop_btn": True}

    def answered(question: str, shown: list[Message], filters: Filters, alone: bool = False) -> Iterator[Updates]:
        for n, screen in enumerate(converse(desk, question, shown, filters, alone)):
            seen: Updates = {log: screen.conversation}
            if n == 0:
                seen |= {box: gr.update(value="", **busy), welcome: gr.update(visible=False)}
            if not screen.asking:
                seen[box] = gr.update(**ready)
            if screen.panel is not None:
                seen[record] = screen.panel
            yield seen

    def ask(question: str, shown: list[Message], *given: str | None) -> Iterator[Updates]:
        if question.strip():
            with told_plainly():
                yield from answered(question, shown, read_filters(*given))

    def follow(to: str, shown: list[Message]) -> Iterator[Updates]:
        with told_plainly():
            question, filters = read_address(to)
            put = (filters.speaker, filters.outlet, filters.since, filters.until)
            yield {address: "", **{term: str(value or "") for term, value in zip(terms, put, strict=True)}}
            yield from answered(question, shown, filters, alone=True)

    def stop(shown: list[Message]) -> Updates:
        return {log: stopped(shown), box: gr.update(**ready)}

    limits: dict[str, Any] = {"concurrency_limit": 4, "concurrency_id": _ASKS, **_QUIET}
    changed = [box, log, record, welcome]
    sources = [(box, box.submit), *((button, button.click) for button in examples)]
    runs: list[Any] = [event(ask, [source, log, *terms], changed, **limits) for source, event in sources]
    runs.append(address.submit(follow, [address, log], [*changed, address, *terms], **limits))
    box.stop(stop, log, [log, box], cancels=runs, concurrency_limit=None, **_QUIET)


def _conversation() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="log",
        label="Conversation",
        show_label=False,
        container=False,
        layout="panel",
        autoscroll=False,
        buttons=[],
        allow_tags=False,
        latex_delimiters=[],
        group_consecutive_messages=False,
        feedback_options=None,
    )


def _filters(desk: Desk) -> list[Any]:
    """Whose words, in which outlet, from and until which day: what `web.converse.read_filters` reads."""
    speakers, outlets = list(desk.answerer.speakers)[:_MOST_SPEAKERS], list(desk.answerer.retriever.store.outlets())
    named: dict[str, Any] = {"value": "", "allow_custom_value": True, "min_width": 120}
    dated: dict[str, Any] = {"placeholder": "2022-03-28", "max_length": 10, "min_width": 120}
    with gr.Row(elem_id="filters"):
        return [
            gr.Dropdown([("Anyone", ""), *speakers], label="Speaker", **named),
            gr.Dropdown([("Any outlet", ""), *outlets], label="Outlet", **named),
            gr.Textbox(label="From", **dated),
            gr.Textbox(label="Until", **dated),
        ]


def _api(desk: Desk) -> None:
    """One address for Gradio's own client: a question → the Answer as JSON text, as POST /api/ask gives it.

    As text, since that client takes whatever has a `path` for a file, and would fetch it.
    """

    def ask(question: str) -> str:
        try:
            return json.dumps(as_json(desk.ask(question)), ensure_ascii=False)
        except OnRecordError as fault:
            raise gr.Error(str(fault), print_exception=False) from None

    api(ask, api_name="ask", concurrency_limit=4, concurrency_id=_ASKS)


def _library(desk: Desk, tab: gr.Tab, take: Take | None) -> None:
    """The articles that there are, and where files are added, if that is switched on."""
    words = gr.Textbox(label="Find an article", placeholder="A word of its title, outlet or author", max_lines=1)
    added = gr.Markdown(elem_id="added", **_TEXT)
    shelves = gr.Markdown(elem_id="library", **_TEXT)

    def show(words: str) -> str:
        return library_html(desk, words[:LONGEST_QUESTION])

    _whenever([tab.select, words.change], show, [words], [shelves])
    if take:
        files = gr.File(label="Add articles: drop files here", file_count="multiple", elem_id="add")

        def add(paths: list[str] | None, words: str) -> Iterator[Updates]:
            if paths:
                yield {added: _LINE.format("Reading …")}
                with told_plainly():
                    said = _LINE.format(plain(take([Path(path) for path in paths])))
                    yield {added: said, shelves: show(words), files: None}

        files.upload(add, [files, words], [added, shelves, files], concurrency_limit=1, **_QUIET)


def _embed(desk: Desk, tab: gr.Tab, prefix: str) -> None:
    """What to paste on another site, and what must be listed for it."""
    gr.Markdown('<div class="intro"><h2>Put this chat on another site</h2></div>', **_TEXT)
    with gr.Row(elem_classes="fields"):
        place = gr.Dropdown(list(PLACES), value=PLACES[0], label="Where")
        site = gr.Textbox(label="Address of that site", placeholder="https://wiki.example", max_length=200)
    with gr.Row(elem_classes="fields"):
        title = gr.Textbox(label="Title", value=NAME, max_length=80)
        greeting = gr.Textbox(label="Greeting", placeholder="None", max_length=120)
    with gr.Row(elem_classes="fields"):
        side = gr.Dropdown(list(SIDES), value=SIDES[0], label="Side")
        theme = gr.Dropdown(list(THEMES), value=THEMES[0], label="Colours")
        color = gr.Textbox(label="Colour of the button", value="#1d1b17", max_length=9)
    pasted = gr.Textbox(label="Paste this", lines=4, interactive=False, buttons=["copy"], elem_id="snippet")
    where = gr.Markdown(elem_id="where", **_TEXT)
    given: list[Any] = [place, site, title, greeting, side, theme, color]

    def show(request: gr.Request, place: str, site: str, *options: str) -> tuple[str, str]:
        here = f"{request.headers.get('origin', '')}{prefix}/"
        return snippet(place, here, Options(*options)), where_html(place, site, desk.settings)

    _whenever([tab.select, *(one.change for one in given)], show, given, [pasted, where])


def _whenever(events: list[Any], show: Callable[..., Any], given: list[Any], shown: list[Any]) -> None:
    """Show anew whenever one of the events comes; of several in a row the last is what is seen."""
    gr.on(events, show, given, shown, trigger_mode="always_last", concurrency_limit=2, **_QUIET)


@contextmanager
def told_plainly() -> Iterator[None]:
    """What can't be done is said in a notice, and nothing on the page changes."""
    try:
        yield
    except OnRecordError as fault:
        raise gr.Error(plain(str(fault)), print_exception=False, title="Not asked", duration=8) from None
