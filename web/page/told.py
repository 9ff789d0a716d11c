"""How every part of the page shows text, moves, and says what can't be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import gradio as gr

from records import OnRecordError
from web.render import plain

Updates = dict[Any, Any]

ASKS = "ask"  # the queue of questions
TEXT: dict[str, Any] = {"latex_delimiters": [], "sanitize_html": True, "line_breaks": False}
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def whenever(events: list[Any], show: Callable[..., Any], given: list[Any], shown: list[Any]) -> None:
    """Show anew whenever one of the events comes; of several in a row the last is what is seen."""
    gr.on(events, show, given, shown, trigger_mode="always_last", concurrency_limit=2, **QUIET)


@contextmanager
def told_plainly() -> Iterator[None]:
    """What can't be done is said in a notice, and nothing on the page changes."""
    try:
        yield
    except OnRecordError as fault:
        raise gr.Error(plain(str(fault)), print_exception=False, title="Not asked", duration=8) from None
