"""The page: masthead, conversation, record; the library; how to embed. Gradio's only door.

Nothing here is `gr.HTML` (it runs what it is given), `gr.State` (one endless connection a tab) or `js=` (needs an open
policy). What moves without the server (lighting a citation, copying, voting) is in static/cite.js.
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
from web.embed import PLACES, SIDES, THEMES, snippet, where_html
from web.library import holds, library_html
from web.render import plain

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read once, at import: else it calls two hosts
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from gradio.events import api

NAME = "On Record"
LINE = "Ask your articles. Every answer is quoted, attributed and cited."
NOTHING_YET = "The articles that an answer cites open here, at the very words."

_SANS = ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "monospace")
_MOST_SPEAKERS = 300
_TEXT: dict[str, Any] = {"latex_delimiters": [], "sanitize_html": True, "line_breaks": False}
_ASKS = "ask"  # the queue of questions
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

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
    speakers, outlets = list(desk.answerer.speakers), list(desk.answerer.retriever.store.outlets())
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk"):
            log = gr.Chatbot(
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
                lines=1,
                max_lines=5,
                submit_btn=True,
                autofocus=True,
            )
            with gr.Row(elem_id="filters"):
                choices: dict[str, Any] = {
                    "filterable": True,
                    "allow_custom_value": True,
                    "container": True,
                    "min_width": 120,
                }
                speaker = gr.Dropdown(
                    [("Anyone", ""), *speakers[:_MOST_SPEAKERS]], value="", label="Speaker", **choices
                )
                outlet = gr.Dropdown([("Any outlet", ""), *outlets], value="", label="Outlet", **choices)
                dated: dict[str, Any] = {"placeholder": "2022-03-28", "max_length": 10, "min_width": 120}
                since = gr.Textbox(label="From", **dated)
                until = gr.Textbox(label="Until", **dated)
        record = gr.Markdown(empty_html(NOTHING_YET), elem_id="record", **_TEXT)
    address = gr.Textbox(elem_id="address", label="Address of a question", visible="hidden")
    terms = [speaker, outlet, since, until]

    def answered(question: str, shown: list[Message], filters: Filters) -> Iterator[Updates]:
        for n, screen in enumerate(converse(desk, question, shown, filters)):
            seen: Updates = {log: screen.conversation}
            if n == 0:
                seen |= {box: gr.update(value="", submit_btn=False, stop_btn=True), welcome: gr.update(visible=False)}
            if not screen.asking:
                seen[box] = gr.update(submit_btn=True, stop_btn=False)
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
            put = [
                filters.speaker or "",
                filters.outlet or "",
                *(str(d) if d else None for d in (filters.since, filters.until)),
            ]
            yield dict(zip([address, *terms], ["", *put], strict=True))
            yield from answered(question, shown, filters)

    limits: dict[str, Any] = {"concurrency_limit": 4, "concurrency_id": _ASKS, **_QUIET}
    changed = [box, log, record, welcome]
    runs = [event(ask, [source, log, *terms], changed, **limits) for source, event in _asks(box, examples)]
    runs.append(address.submit(follow, [address, log], [*changed, address, *terms], **limits))
    box.stop(
        lambda shown: {log: stopped(shown), box: gr.update(submit_btn=True, stop_btn=False)},
        log,
        [log, box],
        cancels=runs,
        concurrency_limit=None,
        **_QUIET,
    )


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


def _asks(box: gr.Textbox, examples: Sequence[gr.Button]) -> list[tuple[Any, Any]]:
    return [(box, box.submit), *((button, button.click) for button in examples)]


def _library(desk: Desk, tab: gr.Tab, take: Take | None) -> None:
    """The articles that there are, and where files are added, if that is switched on."""
    words = gr.Textbox(
        label="Find an article", placeholder="A word of its title, outlet or author", max_lines=1, elem_id="find"
    )
    added = gr.Markdown(elem_id="added", **_TEXT)
    shelves = gr.Markdown(elem_id="library", **_TEXT)

    def show(words: str) -> str:
        return library_html(desk, words[:LONGEST_QUESTION])

    for event in (tab.select, words.submit, words.change):
        event(show, words, shelves, concurrency_limit=2, **_QUIET)
    if take:
        files = gr.File(label="Add articles: drop files here", file_count="multiple", elem_id="add")

        def add(paths: list[str] | None, words: str) -> Iterator[Updates]:
            if paths:
                yield {added: _line("Reading …")}
                with told_plainly():
                    yield {added: _line(take([Path(path) for path in paths])), shelves: show(words), files: None}

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

    def show(
        place: str, site: str, title: str, greeting: str, side: str, theme: str, color: str, request: gr.Request
    ) -> Any:
        here = f"{request.headers.get('origin', '')}{prefix}/"
        options = {
            "title": title,
            "greeting": greeting,
            "position": side if side != SIDES[0] else "",
            "theme": theme if theme != THEMES[0] else "",
            "color": color,
        }
        return snippet(place, here, options), where_html(place, site, desk.settings)

    for event in (tab.select, *(one.change for one in given)):
        event(show, given, [pasted, where], concurrency_limit=2, **_QUIET)


@contextmanager
def told_plainly() -> Iterator[None]:
    """What can't be done is said in a notice, and nothing on the page changes."""
    try:
        yield
    except OnRecordError as fault:
        raise gr.Error(plain(str(fault)), print_exception=False, title="Not asked", duration=8) from None


def _line(text: str) -> str:
    return f'<div class="line">{plain(text)}</div>'


def masthead_html(desk: Desk) -> str:
    """The name, the line, and what the record holds."""
    return (
        f'<div class="masthead"><h1><a class="name fresh" href="./" title="Begin a new conversation">{NAME}</a></h1>'
        f'<span class="line">{plain(LINE)}</span><span class="holds">{plain(holds(desk))}</span>'
        '<a class="again fresh" href="./">New<span> conversation</span></a></div>'
    )


def welcome_html(desk: Desk) -> str:
    """What the page says before the first question, or where there is nothing to ask about."""
    if not desk.answerer.retriever.store.counts().articles:
        return (
            '<div class="hello"><h2>The record is empty.</h2>'
            f"<span>{plain('Add articles first: python -m ingest FOLDER')}</span></div>"
        )
    line = "Answers are the articles’ own words, with who said them and where."
    return f'<div class="hello"><h2>What is on the record?</h2><span>{plain(line)}</span></div>'
