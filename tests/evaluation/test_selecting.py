from __future__ import annotations

import json
from pathlib import Path

import pytest

from answer.abstain import THRESHOLD
from answer.ask import Answerer
from answer.kinds import holds, kind_of
from evaluation.run import Plan
from evaluation.selecting import Selector, Shelf, is_selection, read_selection
from index.embed import Embedder
from index.retrieve import Retriever
from index.store import Store
from ingest.add import Adder
from ingest.run import add
from records import InputRefused, Sentence
from settings import Settings
from tests.fakes import WordEmbedder

BOTH = [{"text": " It  rained. ", "label": 0}, {"text": "A ferry sank.", "label": 1}]
ROWS = [
    {"id": "s1", "question": "What sank?", "title": "Ferry", "candidates": BOTH},
    {"id": "s2", "question": "Who paid?", "candidates": [{"text": "Nobody knows.", "label": 0}]},
    {"id": "s3", "question": "When?", "candidates": [{"text": "On Monday.", "label": 1}]},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return tmp_path


def test_labels_count_where_there_are_both(folder: Path) -> None:
    questions, _ = read_selection(folder)
    assert [(q.id, q.answerable, q.labels) for q in questions] == [
        ("s1", True, (("s1#0", 0.0), ("s1#1", 1.0))),
        ("s2", False, ()),
        ("s3", True, ()),
    ]


def test_candidates_with_a_title_are_paragraphs_of_one_article(folder: Path) -> None:
    _, laid = read_selection(folder / "dev.jsonl")
    ((article, blocks),) = laid["s1"].articles
    assert article.text == "It rained.\n\nA ferry sank."
    assert [article.text[b.start : b.end] for b in blocks] == ["It rained.", "A ferry sank."]
    assert [laid["s1"].number(Sentence(article.id, b.start, b.end)) for b in blocks] == [0, 1]
    shown = Shelf(laid).article("s1#1")
    assert shown
    assert (shown.text, shown.title) == ("A ferry sank.", "Ferry")
    assert Shelf(laid).article("nowhere#1") is None


def test_candidates_without_a_title_are_articles_of_their_own(tmp_path: Path) -> None:
    """They come from many: none stands before another."""
    row = {"id": "n", "question": "What sank?", "candidates": BOTH}
    (tmp_path / "dev.jsonl").write_text(json.dumps(row) + "\n")
    of = read_selection(tmp_path)[1]["n"]
    assert [article.text for article, _ in of.articles] == ["It rained.", "A ferry sank."]
    assert [of.number(Sentence(article.id, 0, 5)) for article, _ in of.articles] == [0, 1]


def test_a_masked_number_is_read_as_one(tmp_path: Path) -> None:
    row = {"id": "m", "question": "When did it sink?", "candidates": [{"text": "It sank in <num> .", "label": 1}]}
    (tmp_path / "dev.jsonl").write_text(json.dumps(row) + "\n")
    _, laid = read_selection(tmp_path)
    kind = kind_of("When did it sink?")
    assert kind
    assert holds(kind, laid["m"].texts[0], "When did it sink?")
    assert "<" not in laid["m"].texts[0]


def test_the_form_is_told_from_beirs(folder: Path) -> None:
    assert is_selection(folder)
    assert is_selection(folder / "dev.jsonl")
    (folder / "corpus.jsonl").write_text("{}\n")
    assert not is_selection(folder)


def test_a_faulty_line_is_named(folder: Path) -> None:
    (folder / "dev.jsonl").write_text('{"id": "s1"}\n')
    with pytest.raises(InputRefused, match=r"dev\.jsonl:1"):
        read_selection(folder)


def test_the_selector_asks_what_the_answerer_has(folder: Path, tmp_path: Path, embedder: Embedder) -> None:
    """The join with the other rooms, on the real modules: whatever they rename or reorder fails here."""
    questions, laid = read_selection(folder)
    settings = Settings(index=tmp_path / "index", attribution=False)
    add((laid_out for of in laid.values() for laid_out in of.articles), settings)
    selector = Selector(Answerer(Retriever(Store(settings.index), embedder, settings)), laid)
    cases = [selector.ask(q, selector, Plan("s", questions)) for q in questions]
    first = cases[0]
    assert [hit.passage.article_id for hit in first.ranked] == ["s1#1", "s1#0"]
    assert first.answer
    assert first.answer.text == "A ferry sank. [1]"
    assert first.weighed
    assert first.weighed[0] >= first.weighed[1] == THRESHOLD
    assert [hit.rank for hit in cases[1].ranked] == [1]
    assert cases[1].answer
    assert cases[1].answer.abstained


def test_a_candidate_is_scored_with_the_wordembedder_too(folder: Path, tmp_path: Path) -> None:
    _, laid = read_selection(folder)
    words = WordEmbedder("ferry sank rained")
    settings = Settings(index=tmp_path / "index", attribution=False, chunk_tokens=20)
    store = Store(settings.index, create=True)
    adder = Adder(store, words, settings)  # type: ignore[arg-type]
    for of in laid.values():
        for article, blocks in of.articles:
            adder.add(article.path, article, blocks)
    adder.flush()
    selector = Selector(Answerer(Retriever(store, words, settings)), laid)  # type: ignore[arg-type]
    question = read_selection(folder)[0][0]
    case = selector.ask(question, selector, Plan("s", (question,)))
    assert case.ranked[0].passage.text == "A ferry sank."
    assert case.ranked[0].score > case.ranked[1].score
