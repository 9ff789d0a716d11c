"""The page: masthead, conversation, record. Gradio's only door.

Nothing here is `gr.HTML` (it runs what it is given), `gr.State` (one endless connection a tab) or `js=` (needs an open
policy). What a browser sends back is data: its history is what was rendered, so it is read back into plain text.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from records import OnRecordError
from web.article import empty_html, panel_html
from web.desk import LONGEST_QUESTION, Desk, bounded, turns
from web.render import answer_html, fault_html, plain, plain_again, question_html, waiting_html

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read once, at import: else it calls two hosts
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr

NAME = "On Record"
LINE = "Ask your articles. Every answer is quoted, attributed and cited."
MOST_SHOWN = 80_000  # characters of conversation that travel with a question: the guard's limit is 128 KB

_SANS = ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "monospace")
_LOG = logging.getLogger(__name__)

Message = dict[str, Any]


def mount(app: FastAPI, desk: Desk, prefix: str) -> None:
    """Put the page at the root of `app`. `prefix` is where a proxy shows it, or ""."""
    gr.mount_gradio_app(
        app,
        build(desk),
        path="/",
        root_path=prefix or None,
        favicon_path=str(Path(__file__).parent / "static" / "mark.svg"),
        theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size="1kb",
        pwa=False,
        ssr_mode=False,
        mcp_server=False,
    )


def build(desk: Desk) -> gr.Blocks:
    """The page's parts and what moves them."""
    text: dict[str, Any] = {"latex_delimiters": [], "sanitize_html": True, "line_breaks": False}
    page: gr.Blocks = gr.Blocks(analytics_enabled=False, fill_height=True, fill_width=True, title=NAME)
    with page:
        gr.Markdown(masthead_html(desk), elem_id="masthead", **text)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                bot = gr.Chatbot(
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
                    gr.Markdown(welcome_html(), **text)
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
            panel = gr.Markdown(empty_html(NOTHING_YET), elem_id="record", **text)

        def answered(question: str, shown: list[Message]) -> Iterator[tuple[Any, ...]]:
            yield from converse(desk, question, shown)

        quiet: dict[str, Any] = {
            "api_visibility": "private",
            "concurrency_limit": 2,
            "concurrency_id": "ask",
            "show_progress": "hidden",
        }
        for source, event in [(box, box.submit), *((b, b.click) for b in examples)]:
            event(answered, [source, bot], [box, bot, panel, welcome], **quiet)
    page.queue(max_size=desk.settings.queue, api_open=False)
    return page


NOTHING_YET = "The articles that an answer cites open here, at the very words."


def converse(desk: Desk, question: str, shown: Sequence[Message]) -> Iterator[tuple[Any, ...]]:
    """One question: at once what was asked, then what is answered. Yields (box, conversation, panel, welcome)."""
    if not question.strip():
        yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
        return
    earlier = read_back(shown)
    kept = fitting(earlier)
    try:
        asked = bounded(question)
    except OnRecordError as fault:
        raise gr.Error(str(fault), print_exception=False, title="Not asked", duration=8) from None
    before = [*kept, _message("user", question_html(asked))]
    yield "", [*before, _message("assistant", waiting_html())], gr.skip(), gr.update(visible=False)
    history = turns([{"role": m["role"], "content": plain_again(m["content"])} for m in earlier])
    panel: Any = gr.skip()
    try:
        answer = desk.ask(asked, history)
        said, panel = answer_html(answer), panel_html(answer, desk.answerer.retriever.store.article)
    except OnRecordError as fault:
        said = fault_html(fault.message, fault.hint)
    except Exception:
        _LOG.exception("a question could not be answered")
        said = fault_html("Something went wrong here, and nothing was answered.", "Please try again.")
    yield gr.skip(), [*before, _message("assistant", said)], panel, gr.skip()


def read_back(shown: Sequence[Message]) -> list[Message]:
    """The conversation as the browser sends it: only the text of users and assistants, in the form we wrote it."""
    return [
        _message(m["role"], text)
        for m in shown
        if m.get("role") in ("user", "assistant") and (text := _text(m.get("content")))
    ]


def fitting(messages: Sequence[Message]) -> list[Message]:
    """The last messages that fit into a request, beginning with a question."""
    kept: list[Message] = []
    room = MOST_SHOWN
    for m in reversed(messages):
        room -= len(m["content"].encode("utf-8", "replace"))
        if room < 0:
            break
        kept.insert(0, m)
    while kept and kept[0]["role"] != "user":
        kept.pop(0)
    return kept


def masthead_html(desk: Desk) -> str:
    """The name, the line, and what the record holds: "5 articles · 3 outlets · Mar 2022 – Feb 2025"."""
    return (
        f'<div class="masthead"><h1><a class="name fresh" href="./" title="Begin a new conversation">{NAME}</a></h1>'
        f'<span class="line">{plain(LINE)}</span><span class="holds">{plain(holds(desk))}</span>'
        f'<a class="again fresh" href="./">New conversation</a></div>'
    )


def holds(desk: Desk) -> str:
    """What is in the record, in a line."""
    articles = desk.answerer.retriever.store.articles()
    outlets = {a.outlet for a in articles if a.outlet}
    days = sorted(a.published for a in articles if a.published)
    parts = [_count(len(articles), "article")]
    if outlets:
        parts.append(_count(len(outlets), "outlet"))
    if days:
        first, last = f"{days[0]:%b %Y}", f"{days[-1]:%b %Y}"
        parts.append(first if first == last else f"{first} – {last}")
    return " · ".join(parts)


def welcome_html() -> str:
    """What the page says before the first question."""
    line = "Answers are the articles’ own words, with who said them and where."
    return f'<div class="hello"><h2>What is on the record?</h2><span>{plain(line)}</span></div>'


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _text(content: Any) -> str:
    """The text of a message: a string, or Gradio's list of blocks."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    return "".join(b["text"] for b in blocks if isinstance(b, dict) and isinstance(b.get("text"), str))
