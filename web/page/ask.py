"""The room where questions are asked: conversation, question, filters and record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from records import Filters
from web.article import empty_html
from web.converse import Message, converse, read_address, read_filters, stopped
from web.desk import LONGEST_QUESTION, Desk
from web.greet import MOST_EXAMPLES, NOTHING_YET
from web.page.told import ASKS, QUIET, TEXT, Updates, told_plainly


def asking(desk: Desk) -> list[Any]:
    """Conversation, question, filters and record. Returns what speaks of the index, as `Page.parts` has it."""
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk"):
            log = _conversation()
            with gr.Column(elem_id="welcome") as welcome:
                hello = gr.Markdown(**TEXT)
                examples = [gr.Button(elem_classes="example") for _ in range(MOST_EXAMPLES)]
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
            terms = _filters()
        record = gr.Markdown(empty_html(NOTHING_YET), elem_id="record", **TEXT)
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

    limits: dict[str, Any] = {"concurrency_limit": 4, "concurrency_id": ASKS, **QUIET}
    changed = [box, log, record, welcome]
    sources = [(box, box.submit), *((button, button.click) for button in examples)]
    runs: list[Any] = [event(ask, [source, log, *terms], changed, **limits) for source, event in sources]
    runs.append(address.submit(follow, [address, log], [*changed, address, *terms], **limits))
    box.stop(stop, log, [log, box], cancels=runs, concurrency_limit=None, **QUIET)
    return [hello, *terms[:2], *examples]


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


def _filters() -> list[Any]:
    """Whose words, in which outlet, from and until which day: what `web.converse.read_filters` reads."""
    named: dict[str, Any] = {"value": "", "allow_custom_value": True, "min_width": 120}
    dated: dict[str, Any] = {"placeholder": "yyyy-mm-dd", "max_length": 10, "min_width": 120}
    with gr.Row(elem_id="filters"):
        return [
            gr.Dropdown([("Anyone", "")], label="Speaker", **named),
            gr.Dropdown([("Any outlet", "")], label="Outlet", **named),
            gr.Textbox(label="From", **dated),
            gr.Textbox(label="Until", **dated),
        ]
