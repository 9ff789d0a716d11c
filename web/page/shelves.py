"""The rooms beside it: the library, and how to put the chat on another site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from web.desk import LONGEST_QUESTION, Desk
from web.embed import PLACES, SIDES, THEMES, Options, snippet, where_html
from web.greet import NAME
from web.library import library_html
from web.page.told import QUIET, TEXT, Updates, told_plainly, whenever
from web.render import plain

_LINE = '<div class="line">{}</div>'

Said = dict[Any, dict[str, Any]]  # parts of the page, each with the attributes that it has now
Take = Callable[[Sequence[Path]], str]  # files that a reader adds → what came of it, in a line


def library(desk: Desk, tab: gr.Tab, parts: list[Any], greeted: Callable[[], Said], take: Take | None) -> None:
    """The articles that there are, and where files are added, if that is switched on.

    `parts` of the page speak of the index; `greeted` is what they say of it by then.
    """
    files = gr.File(label="Add articles", file_count="multiple", elem_id="add") if take else None
    added = gr.Markdown(elem_id="added", **TEXT)
    words = gr.Textbox(label="Find an article", placeholder="A word of its title, outlet or author", max_lines=1)
    shelves = gr.Markdown(elem_id="library", **TEXT)

    def show(words: str) -> str:
        return library_html(desk, words[:LONGEST_QUESTION])

    whenever([tab.select, words.change], show, [words], [shelves])
    if take and files:

        def add(paths: list[str] | None, words: str) -> Iterator[Updates]:
            if paths:
                yield {added: _LINE.format("Reading …")}
                with told_plainly():
                    said = _LINE.format(plain(take([Path(path) for path in paths])))
                    now = {part: gr.update(**says) for part, says in greeted().items()}
                    yield {added: said, shelves: show(words), files: None, **now}

        files.upload(add, [files, words], [added, shelves, files, *parts], concurrency_limit=1, **QUIET)


def embedding(desk: Desk, tab: gr.Tab, prefix: str) -> None:
    """What to paste on another site, and what must be listed for it."""
    gr.Markdown('<div class="intro"><h2>Put this chat on another site</h2></div>', **TEXT)
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
    where = gr.Markdown(elem_id="where", **TEXT)
    given: list[Any] = [place, site, title, greeting, side, theme, color]

    def show(request: gr.Request, place: str, site: str, *options: str) -> tuple[str, str]:
        here = f"{request.headers.get('origin', '')}{prefix}/"
        return snippet(place, here, Options(*options)), where_html(place, site, desk.settings)

    whenever([tab.select, *(one.change for one in given)], show, given, [pasted, where])
