"""What the page says before anything is asked: its masthead, and where there is no answer yet."""

from __future__ import annotations

from web.desk import Desk
from web.library import holds
from web.render import plain

NAME = "On Record"
LINE = "Ask your articles. Every answer is quoted, attributed and cited."
NOTHING_YET = (
    "The articles that an answer cites open here, at the very words. The keys n and p lead from one to the next."
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
