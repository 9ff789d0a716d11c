"""An answer as it comes: early refusals, beats, and the end of the work when nobody reads."""

import asyncio
import threading

import pytest

from records import OnRecordError
from tests.web.loop import run
from web import events
from web.desk import Busy


def told(*items, fault=None, closed=None):
    try:
        yield from items
        if fault:
            raise fault
    finally:
        if closed:
            closed.set()


async def read(iterator):
    response = await events.stream(iterator, lambda item: f"<{item}>", lambda fault: f"!{fault}")
    return [chunk async for chunk in response.body_iterator]


def test_each_is_sent_as_it_comes():
    assert run(read(told("a", "b"))) == ["<a>", "<b>"]


def test_what_is_refused_at_once_has_its_status():
    with pytest.raises(Busy):
        run(read(told(fault=Busy("x"))))


@pytest.mark.parametrize(("before", "fault"), [((), OnRecordError("x")), (("a",), Busy("x"))])
def test_what_goes_wrong_later_is_an_event(before, fault):
    *first, last = run(read(told(*before, fault=fault)))
    assert first == [f"<{one}>" for one in before] and '"message": "x"' in last


def test_what_is_no_fault_of_ours_is_logged_and_not_told(caplog):
    (last,) = run(read(told(fault=ValueError("secret"))))
    assert "secret" not in last and "secret" in caplog.text


def test_a_long_silence_is_broken(monkeypatch):
    monkeypatch.setattr(events, "BEAT", 0.02)
    monkeypatch.setattr(events, "AT_FIRST", 0.01)
    go = threading.Event()

    def slow():
        go.wait(5)
        yield "a"

    async def main():
        response = await events.stream(slow(), str, str)
        chunks = response.body_iterator
        assert (await anext(chunks)).startswith(":")  # a comment, which clients pass over
        go.set()
        return [chunk async for chunk in chunks if not chunk.startswith(":")]

    assert run(main()) == ["a"]


def test_the_work_ends_when_nobody_reads_any_more():
    closed, go = threading.Event(), threading.Event()

    def endless():
        try:
            yield "a"
            go.wait(5)
            while True:
                yield "b"
        finally:
            closed.set()

    async def main():
        response = await events.stream(endless(), str, str)
        chunks = response.body_iterator
        assert await anext(chunks) == "a"
        reader = asyncio.ensure_future(anext(chunks))
        await asyncio.sleep(0.05)  # the next is being worked out in its thread
        reader.cancel()
        await asyncio.wait({reader})
        assert not closed.is_set()
        go.set()
        for _ in range(100):
            if closed.is_set():
                return
            await asyncio.sleep(0.02)

    run(main())
    assert closed.is_set()
