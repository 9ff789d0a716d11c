"""What the page says before anything is asked: its masthead, and where there is no answer yet."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import islice

from web.desk import Desk
from web.library import holds
from web.render import plain

NAME = "On Record"
LINE = "Ask your articles. Every answer is quoted, attributed and cited."
NOTHING_YET = (
    "The articles that an answer cites open here, at the very words. The keys n and p lead from one to the next."
)

MOST_EXAMPLES = 4
_MOST_SPEAKERS = 300


@dataclass(frozen=True, slots=True)
class Greeting:
    """What the page says of an index before anything is asked, and what it offers to ask and to choose from."""

    masthead: str
    welcome: str
    examples: tuple[str, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]


class Greeter:
    """Greets over the index as it is now: what an ingest has changed is seen by the next who comes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._lock = threading.Lock()
        self._of = desk.answerer.retriever.store.generation
        self._greeting = self._made()

    def greet(self) -> Greeting:
        """The greeting; the same one as long as the index is the same, and for all but one while it is made anew."""
        now = self.desk.answerer.retriever.store.generation
        if now != self._of and self._lock.acquire(blocking=False):
            try:
                self._greeting, self._of = self._made(), now
            finally:
                self._lock.release()
        return self._greeting

    def _made(self) -> Greeting:
        answerer = self.desk.answerer
        return Greeting(
            masthead_html(self.desk),
            welcome_html(self.desk),
            tuple(answerer.examples(MOST_EXAMPLES)),
            tuple(islice(answerer.speakers, _MOST_SPEAKERS)),
            tuple(answerer.retriever.store.outlets()),
        )


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
