"""What is in the record, in a line and in a table."""

import os
from dataclasses import replace

from settings import Settings
from tests.web.fakes import ARTICLES, FakeAnswerer, FakeRetriever, FakeStore
from tests.web.hostile import Seen
from web.desk import Desk
from web.library import holds, last_ingest, library_html


def desk_of(*articles):
    return Desk(FakeAnswerer(FakeRetriever(FakeStore(articles))), Settings())


def test_the_masthead_counts():
    assert holds(desk_of(*ARTICLES)) == "4 articles · 3 outlets · Mar 2024"
    assert holds(desk_of(ARTICLES[2])) == "1 article"
    assert holds(desk_of()) == "0 articles"


def test_every_article_is_listed_newest_first():
    text = Seen(library_html(desk_of(*ARTICLES))).text
    at = [text.index(a.title) for a in (ARTICLES[1], ARTICLES[0], ARTICLES[2])]
    assert at == sorted(at)
    assert "4 articles · 9 passages · 4 quotes" in text
    assert "no date printed" in text and "no outlet printed" in text and "Ines Roth" in text


def test_an_article_is_found_by_its_words():
    found = Seen(library_html(desk_of(*ARTICLES), "courier STRIKE")).text
    assert ARTICLES[0].title in found and ARTICLES[1].title not in found
    assert "No article has “<b>”" in Seen(library_html(desk_of(ARTICLES[0]), "<b>")).text
    assert "There are no articles" in library_html(desk_of())


def test_a_hostile_title_is_text_and_a_repeat_says_so():
    seen = Seen(library_html(desk_of(replace(ARTICLES[3], duplicate_of="strike"))))
    assert not {"b", "i"} & set(seen.tags)
    assert "repeats another article" in seen.text


def test_a_long_list_is_cut_and_says_so():
    many = [replace(ARTICLES[0], id=str(n), title=f"Title {n:03}") for n in range(201)]
    html = library_html(desk_of(*many))
    assert html.count("<tr>") == 201  # the head, and two hundred
    assert "And 1 more article" in html


def test_the_last_ingest_is_when_the_store_was_written(tmp_path):
    assert last_ingest(tmp_path) == ""
    store = tmp_path / "articles.sqlite"
    store.write_bytes(b"x")
    os.utime(store, (1_700_000_000, 1_700_000_000))
    (tmp_path / "articles.sqlite-wal").touch()  # to open an index makes an empty log
    assert "14 November 2023" in last_ingest(tmp_path)
