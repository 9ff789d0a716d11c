"""A question and what comes of it, as what the screen shows at each moment. Knows of no library of the page.

What a browser sends back is data: its history is what was rendered, so it is read back into plain text.
"""

from __future__ import annotations

import logging
import secrets
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from records import Answer, Citation, Filters, OnRecordError, Statement
from web.article import panel_html
from web.desk import LONGEST_QUESTION, Busy, Desk, Refused, bounded, turns
from web.render import plain_again, question_link
from web.tell import answer_html, earlier_html, fault_html, question_html, stopped_html, telling_html, waiting_html

MOST_SHOWN = 80_000  # characters of conversation that travel with a question: the guard's limit is 128 KB
_LONGEST_NAME = 200
_LOG = logging.getLogger(__name__)

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Screen:
    """What is to be seen: the conversation, the record (None: as it is), and whether an answer is under way."""

    conversation: list[Message]
    panel: str | None = None
    asking: bool = False


def converse(
    desk: Desk,
    question: str,
    shown: Sequence[Message],
    filters: Filters = Filters(),  # noqa: B008  frozen
    alone: bool = False,
) -> Iterator[Screen]:
    """At once what was asked, then each statement as it is found, and last the whole answer.

    `alone` says that the question is whole, and takes nothing from the turns before it. Raises Refused, before anything
    is shown, where the question can't be taken.
    """
    asked, earlier = bounded(question), read_back(shown)
    kept = fitting(earlier)
    gone = [_message("assistant", earlier_html())] if len(kept) < len(earlier) else []
    before = [*gone, *kept, _message("user", question_html(asked))]

    def screen(said: str, panel: str | None = None, asking: bool = False) -> Screen:
        return Screen([*before, _message("assistant", said)], panel, asking)

    yield screen(said := waiting_html(), asking=True)
    before_it = [] if alone else earlier
    history = turns([{"role": m["role"], "content": plain_again(m["content"])} for m in before_it])
    article, key, again = desk.answerer.retriever.store.article, secrets.token_hex(3), question_link(asked, filters)
    told: list[tuple[Statement, tuple[Citation, ...]]] = []
    try:
        for one in desk.stream(asked, history, filters):
            if isinstance(one, Answer):
                yield screen(answer_html(one, key, filters), panel_html(one.citations, article, key))
            else:
                told.append(one)
                said = telling_html(told, key)
                yield screen(said, panel_html(one[1], article, key) if len(told) == 1 else None, asking=True)
    except OnRecordError as fault:
        yield screen(fault_html(fault.message, fault.hint, again if isinstance(fault, Busy) else "", said))
    except Exception:
        _LOG.exception("a question could not be answered")
        yield screen(fault_html("Something went wrong here, and the answer broke off.", "", again, said))


def stopped(shown: Sequence[Message]) -> list[Message]:
    """The conversation after the reader stopped its last answer."""
    *before, last = read_back(shown) or [_message("user", "")]
    return [*before, _message("assistant", stopped_html(last["content"]))] if last["role"] == "assistant" else before


def read_address(address: str) -> tuple[str, Filters]:
    """The question and the filters of an address that `web.render.question_link` wrote.

    Raises Refused where a date in it is none.
    """
    fields = parse_qs(address.lstrip("?")[: 4 * LONGEST_QUESTION])
    one = {name: values[0] for name, values in fields.items()}
    return one.get("q", ""), read_filters(one.get("speaker"), one.get("outlet"), one.get("since"), one.get("until"))


def read_filters(speaker: str | None, outlet: str | None, since: str | None, until: str | None) -> Filters:
    """Filters as they stand on the page or in an address; empty is no restriction, and a day may be a month or a year.

    Raises Refused where a day is none, or the last comes before the first.
    """
    first, last = _days("From", since)[0], _days("Until", until)[1]
    if first and last and last < first:
        raise Refused(f"The days run from {first} until {last}.", "Put the earlier one first.")
    return Filters((speaker or "")[:_LONGEST_NAME] or None, (outlet or "")[:_LONGEST_NAME] or None, first, last)


def _days(name: str, text: str | None) -> tuple[date, date] | tuple[None, None]:
    """The first and the last day of what is written as 2022, 2022-03 or 2022-03-28."""
    written = (text or "").strip()
    if not written:
        return None, None
    try:
        year, month, day = ([int(part) for part in written.split("-")] + [0, 0])[:3]
        if day:
            return date(year, month, day), date(year, month, day)
        months = (month, month) if month else (1, 12)
        return date(year, months[0], 1), date(year, months[1], monthrange(year, months[1])[1])
    except ValueError as fault:
        raise Refused(f"{name} is {written!r}: that is no date.", "Write it as 2022, 2022-03 or 2022-03-28.") from fault


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


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _text(content: Any) -> str:
    """The text of a message: a string, or Gradio's list of blocks."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    return "".join(b["text"] for b in blocks if isinstance(b, dict) and isinstance(b.get("text"), str))
