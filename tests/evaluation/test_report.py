from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evaluation import results
from evaluation.cards import SHOWN
from evaluation.compare import compare
from evaluation.questions import Question
from evaluation.report import render
from evaluation.run import Plan, run
from tests.evaluation.made import Clerk, Finder, Shelf, article, question

EVIL = "<script>alert('x')</script> & \"$title\""


class Outline(HTMLParser):
    """Every tag opened, and whether each was closed again."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(html: str) -> Outline:
    parsed = Outline()
    parsed.feed(html)
    assert parsed.open == []
    return parsed


def by() -> Clerk:
    return Clerk(Finder(Shelf((article("a1", f"Sank {EVIL}. Rest."), article("b2", "The bridge will close. Rest.")))))


QUESTIONS = (
    question("q1", f"sank {EVIL}", quote="Sank", type=EVIL),
    question("q2", "bridge close", evidence=(), labels=(("b2", 1.0),)),
    question("q3", "bridge eggs", answerable=False),
    question("q4", "eggs", answerable=False),
)


@pytest.fixture
def page(tmp_path: Path) -> str:
    answering = by()
    folder, cases = run(Plan("dev", QUESTIONS), answering, tmp_path)
    scores = results.score(folder.name, cases, answering.retriever.store.article, {"k": EVIL})
    return render(scores, answering.retriever.store.article, compare(scores, scores))


def test_the_page_is_well_formed_and_its_one_script_is_ours(page: str) -> None:
    scripts = [attributes for tag, attributes in outline(page).tags if tag == "script"]
    assert scripts == [{}]
    assert "alert('x')" not in page.replace("alert(&#x27;x&#x27;)", "")


def test_nothing_is_asked_of_another_machine(page: str) -> None:
    for _, attributes in outline(page).tags:
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            assert (attributes.get(name) or "data:,") == "data:,"
    assert not re.search(r"url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_every_placeholder_is_filled(page: str) -> None:
    assert not re.search(r"\$(?!title&quot;)[a-z{]", page)


def test_cases_plots_and_filters_are_there(page: str) -> None:
    tags = outline(page).tags
    cards = [a for tag, a in tags if tag == "details" and a.get("class") == "card"]
    assert cards[0]["data-outcome"] == "answered, though it can't be"
    assert len(cards) == 4
    assert sum(tag == "svg" and a.get("class") == "plot" for tag, a in tags) == 3
    assert "refuses below 0.40" in page
    assert {a.get("id") for _, a in tags} >= {"type", "outcome", "words", "flips", "count"}


def test_retrieval_alone_has_a_page_too(tmp_path: Path) -> None:
    answering = by()
    folder, cases = run(Plan("dev", QUESTIONS, retrieval_only=True), answering, tmp_path)
    html = render(
        results.score(folder.name, cases, answering.retriever.store.article, {}), answering.retriever.store.article
    )
    assert "Retrieval only." in html
    assert "How long an answer takes" not in html
    assert "score of the best passage" in html
    assert "refuses below" not in html


def test_a_long_set_shows_the_worst(tmp_path: Path) -> None:
    answering = by()
    many = tuple(Question(f"q{i}", ("bridge",), labels=(("b2", 1.0),)) for i in range(SHOWN + 5))
    folder, cases = run(Plan("dev", many, retrieval_only=True), answering, tmp_path)
    html = render(
        results.score(folder.name, cases, answering.retriever.store.article, {}), answering.retriever.store.article
    )
    assert html.count('class="card"') == SHOWN
    assert "5 more" in html
