from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.store import Counts, Store
from index.write import Entry
from records import Article, Filters, IndexMissing, Kind, Passage, Quote, Sentence, Voice

TEXT = "Жанна Doe said 𝄞 it was late. Nobody answered."


def entry(article_id="a1", published=date(2022, 3, 28), outlet="Herald", who="Jane Doe"):
    article = Article(article_id, "Title", TEXT, "folder/a.txt", "sha", outlet=outlet, published=published)
    return Entry(
        article,
        (Passage(article_id, 0, 29, TEXT[:29], 7), Passage(article_id, 30, 46, TEXT[30:46], 2)),
        (Sentence(article_id, 0, 29), Sentence(article_id, 30, 46)),
        (Quote(article_id, 15, 28, Kind.INDIRECT, "Doe", who, "said"),),
        np.eye(2, dtype=np.float32),
    )


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path, create=True)


def put(store, *entries, source="/in/a.txt"):
    with store.writing() as writer:
        writer.source(source, "mark")
        for one in entries:
            writer.put(source, one)


def test_what_is_put_in_comes_out(store):
    put(store, entry())
    assert store.article("a1") == entry().article
    assert store.sentences("a1") == entry().sentences
    assert store.quotes("a1") == entry().quotes
    assert tuple(store.passages([1, 2]).values()) == entry().passages
    assert store.counts() == Counts(1, 2, 2, 1)
    assert store.sources() == {"/in/a.txt": ("mark", 1)}


def test_offsets_are_code_points_beyond_the_basic_plane(store):
    put(store, entry())
    assert store.passages([2])[2].text == "Nobody answered."


def test_an_article_put_again_replaces_all_that_was_its(store):
    put(store, entry(), entry())
    assert store.counts() == Counts(1, 2, 2, 1)
    rows, vectors = store.vectors([1, 2, 3, 4])
    assert list(rows) == [3, 4]  # rows are never used twice
    np.testing.assert_array_equal(vectors, np.eye(2))


def test_removing_a_source_removes_its_articles(store):
    put(store, entry())
    with store.writing() as writer:
        writer.remove_sources(["/in/a.txt"])
    assert store.counts() == Counts(0, 0, 0, 0)


def test_a_transaction_that_fails_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        writer.source("/in/a.txt", "mark")
        writer.put("/in/a.txt", entry())
        raise ZeroDivisionError
    assert store.counts() == Counts(0, 0, 0, 0)
    assert store.generation == 0


def test_the_generation_rises_with_what_changes_and_only_then(store):
    put(store, entry())
    first = store.generation
    with store.writing():
        pass
    assert store.generation == first
    put(store, entry("a2"))
    assert store.generation == first + 1


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        (Filters(), None),
        (Filters(outlet="herald"), [1, 2, 5, 6]),
        (Filters(since=date(2022, 3, 28), until=date(2022, 3, 28)), [1, 2]),
        (Filters(since=date(2022, 3, 29)), [3, 4]),
        (Filters(speaker="Doe"), [1, 3, 5]),
        (Filters(speaker="Roe"), []),
        (Filters(outlet="Post", speaker="Jane Doe"), [3]),
    ],
)
def test_filters(store, filters, rows):
    put(store, entry(), entry("a2", date(2023, 1, 1), "Morning Post"), entry("a3", None))
    found = store.rows_among(filters)
    assert (None if found is None else found.tolist()) == rows


def test_passages_are_let_through_by_their_voice(store):
    put(store, entry())
    assert store.rows_among(Filters(), voice=Voice.READER).tolist() == []
    assert store.rows_among(Filters(), voice=Voice.ARTICLE).tolist() == [1, 2]


def test_articles_come_newest_first_and_undated_last(store):
    put(store, entry("a1", None), entry("a2", date(2021, 1, 1)), entry("a3", date(2023, 1, 1)))
    assert [article.id for article in store.articles()] == ["a3", "a2", "a1"]


def test_a_missing_store_is_named_with_the_command_that_makes_one(tmp_path):
    with pytest.raises(IndexMissing, match=str(tmp_path)) as caught:
        Store(tmp_path)
    assert "python -m ingest" in caught.value.hint
    assert not list(tmp_path.iterdir())  # looking for it made nothing


def test_originals_are_told_of_those_that_repeat(store):
    put(store, entry("a1"), entry("a2"), entry("a3"))
    store._db.execute("UPDATE articles SET duplicate_of = 'a1' WHERE id = 'a2'")
    assert store.originals(["a1", "a2", "a3"]) == {"a2": "a1"}
    assert store.originals([]) == {}


def test_an_article_tells_whether_it_was_read_for_speech(store):
    put(store, entry("a1"), replace(entry("a2"), speech=False))
    assert [store.reads_speech(article) for article in ("a1", "a2", "a3")] == [True, False, False]


def test_people_are_spoken_of_as_printed_and_by_their_office_and_go_with_their_article(store):
    put(store, replace(entry(), called={"Jane Doe": "mayor bonn"}))
    assert store.mentions() == {"Jane Doe": {"Doe", "mayor bonn"}}
    with store.writing() as writer:
        writer.remove_articles(["a1"])
    assert store.mentions() == {}


def test_a_store_that_is_held_reads_what_there_was_until_it_is_released(store, tmp_path):
    put(store, entry())
    reader = Store(tmp_path)
    reader.hold()
    put(store, entry("a2", outlet="Post"))
    assert reader.counts().articles == reader.generation == 1
    assert reader.outlets() == reader.outlets() == {"Herald": 1}
    reader.hold()
    assert reader.outlets() == {"Herald": 1, "Post": 1}
    put(store, entry("a3"))
    reader.release()
    assert reader.counts().articles == reader.generation == 3
    assert reader.outlets() == {"Herald": 2, "Post": 1}


def test_where_there_is_no_log_nothing_is_held_and_the_writer_is_not_kept_waiting(store, tmp_path):
    store._db.execute("PRAGMA journal_mode = DELETE")
    reader = Store(tmp_path)
    reader.hold()
    put(store, entry())
    assert reader.counts().articles == 1


def test_rows_that_are_gone_are_remembered_with_the_generation_that_held_them(store):
    put(store, entry(), entry("a2"))
    put(store, entry())
    assert store.gone().tolist() == [1, 2]
    with store.writing() as writer:
        writer.remove_articles(["a2"])
    assert store.gone(since=2).tolist() == [3, 4]
    store.forget_gone([(1, 3)])
    assert store.gone().tolist() == [4]
    assert store.generation == 3  # to forget is no change of what the index holds


def test_vectors_come_in_blocks_and_by_row(store):
    put(store, entry(), entry("a2"))
    ((rows, vectors),) = store.vectors_between(2, 3)
    assert rows.tolist() == [2, 3]
    np.testing.assert_array_equal(vectors, np.eye(2)[::-1])
    assert store.vectors([99, 4, 1])[0].tolist() == [1, 4]
    assert store.vectors([])[0].tolist() == []
    assert store.count_after(2) == 2 and store.last_row() == 4


def test_a_filter_may_name_more_than_sql_has_places_for(store):
    put(store, *(entry(f"a{n}", who=f"Jane{n} Doe") for n in range(3)))
    assert len(store.passages(range(100_000))) == 6


def test_what_somebody_is_quoted_with_is_told_in_full_but_not_without_end(store):
    put(store, entry(), entry("a2"), entry("a3", who="Jane Roe"))
    assert store.words_of(["Jane Doe"]) == (TEXT[15:28],) * 2
    assert store.words_of(["Jane Doe", "Jane Roe"], most=1) == (TEXT[15:28],)
    assert store.words_of([]) == ()


def test_the_days_of_printing_are_counted_the_first_first(store):
    for article_id, day in (
        ("a1", date(2024, 5, 2)),
        ("a2", None),
        ("a3", date(2022, 3, 28)),
        ("a4", date(2024, 5, 2)),
    ):
        put(store, entry(article_id, published=day))
    assert list(store.days().items()) == [(date(2022, 3, 28), 1), (date(2024, 5, 2), 2)]
