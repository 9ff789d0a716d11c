"""An answer as it comes, over HTTP: an iterator of the answer room, told step by step as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypeVar

from anyio.to_thread import run_sync
from fastapi.responses import StreamingResponse

from web.desk import Busy, Refused
from web.faults import said

T = TypeVar("T")

AT_FIRST = 0.5  # seconds in which a refusal still gets a status of its own
BEAT = 15.0  # seconds of silence after which a proxy is told that somebody is still there


async def stream(told: Iterator[T], event: Callable[[T], str], fault: Callable[[str], str]) -> StreamingResponse:
    """A response that sends each of `told` as soon as it is there.

    Where nobody reads any more, the iterator is closed, and the work ends. Raises what is refused at once (Busy,
    Refused), so that it has its status; what goes wrong later is sent as an event.

    Args:
        event: one of `told` as text, ready to send.
        fault: the same for the JSON of a fault.
    """
    step = _next(told)
    await asyncio.wait({step}, timeout=AT_FIRST)
    if step.done() and isinstance(refused := step.exception(), Busy | Refused):
        raise refused
    return StreamingResponse(_events(told, step, event, fault), media_type="text/event-stream")


async def _events(
    told: Iterator[T], step: asyncio.Task[T | None], event: Callable[[T], str], fault: Callable[[str], str]
) -> AsyncIterator[str]:
    try:
        while True:
            while not (await asyncio.wait({step}, timeout=BEAT))[0]:
                yield ": still at it\n\n"
            if (item := step.result()) is None:
                return
            yield event(item)
            step = _next(told)
    except Exception as error:
        yield fault(json.dumps(said(error), ensure_ascii=False))
    finally:
        # A generator can't be closed while it runs in its thread: once that step is over.
        step.add_done_callback(lambda done: _close(told, done))


def _next(told: Iterator[T]) -> asyncio.Task[T | None]:
    """The next of `told`, worked out in a thread; None at the end."""
    return asyncio.ensure_future(run_sync(next, told, None))


def _close(told: Any, last: asyncio.Task[Any]) -> None:
    if not last.cancelled():
        last.exception()  # looked at, or asyncio complains that nobody did
    if hasattr(told, "close"):
        told.close()
