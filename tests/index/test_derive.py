"""What is derived, ingest by ingest, against what is derived from scratch; and what readers meet meanwhile."""

import hashlib
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index.derive
import index.vectors
from index.derive import Derived
from index.lock import only_writer
from index.store import Store
from index.words import WordIndex
from index.write import Entry
from language.aliases import Aliases
from records import Article, IndexBusy, Passage

WORDS = ("ferry", "bridge", "harbour", "vote", "talks", "storm")
ALIASES = Aliases()


def vector(text):
    """A unit vector that is the text's alone."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    drawn = np.random.default_rng(seed).normal(size=8)
    return (drawn / np.linalg.norm(drawn)).astype(np.float32)


def entry(name, numbers):
    """An article with a passage for each number."""
    said = [f"{WORDS[n % 6]} {WORDS[n // 6 % 6]} {n}" for n in numbers]
    text = "\n".join(said)
    starts = [text.index(one) if i == 0 else len("\n".join(said[:i])) + 1 for i, one in enumerate(said)]
    passages = tuple(Passage(name, a, a + len(one), one, 3) for a, one in zip(starts, said, strict=True))
    vectors = np.stack([vector(one) for one in said]) if said else np.zeros((0, 1), dtype=np.float32)
    return Entry(Article(name, "", text, f"in/{name}", "sha"), passages, (), (), vectors)


def ingest(folder, changes):
    """Articles are put where there are numbers, and taken out where there are none; then all is derived."""
    store = Store(folder, create=True)
    with only_writer(folder):
        write(store, changes)
        Derived(store, ALIASES).derive()
    store.close()


def write(store, changes):
    for name, numbers in changes:
        with store.writing() as writer:
            writer.source(name, "mark")
            if numbers is None:
                writer.remove_sources([name])
            else:
                writer.put(name, entry(name, numbers))


def told(folder, question, among=None):
    """What both indexes find: the texts of the nearest passages with their cosines, and those that share a word."""
    store = Store(folder)
    _, vectors, words, _ = Derived(store, ALIASES).open()
    passages = store.passages(range(store.last_row() + 1))
    rows = None if among is None else np.array([row for row, p in passages.items() if p.article_id in among], np.int64)
    near = {passages[row].text: round(score, 5) for row, score in vectors.search(vector(question), 5, rows).items()}
    shared = {passages[row].text for row in words.search(question, 1000, rows)}
    store.close()
    return near, shared


CHANGES = st.lists(
    st.tuples(
        st.sampled_from("abcdef"), st.none() | st.lists(st.integers(0, 40), min_size=1, max_size=30, unique=True)
    ),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=25)
@given(ingests=st.lists(CHANGES, min_size=1, max_size=7), large=st.sampled_from([20, 50_000]))
def test_any_sequence_of_ingests_gives_the_same_answers_as_one_from_scratch(ingests, large):
    with tempfile.TemporaryDirectory() as top, pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.vectors, "LARGE", large)
        patch.setattr(index.vectors, "_RECALL", 2.0)  # look into every cell …
        patch.setattr(index.vectors, "_OVER", 20)  # … and at all that is there: its recall is measured elsewhere
        grown, anew = Path(top, "grown"), Path(top, "anew")
        now = {}
        for changes in ingests:
            ingest(grown, changes)
            now |= dict(changes)
        ingest(anew, [(name, numbers) for name, numbers in now.items() if numbers is not None])
        for question in ("ferry 3", "storm talks", "vote"):
            assert told(grown, question) == told(anew, question)
            assert told(grown, question, "ab") == told(anew, question, "ab")


def test_adding_a_little_writes_a_little_and_keeps_the_rest_as_it_is(tmp_path):
    ingest(tmp_path, [("a", range(200))])
    before = {path.name: path.stat().st_ino for path in files(tmp_path)}
    ingest(tmp_path, [("b", range(2))])
    after = {path.name: path.stat() for path in files(tmp_path)}
    assert after["1-200.faiss"].st_ino == before["1-200.faiss"]
    written = sum(about.st_size for name, about in after.items() if about.st_ino != before.get(name))
    assert written < 20_000 < sum(about.st_size for about in after.values()) + 20_000
    assert "201-202.faiss" in after


def files(folder):
    (whole,) = folder.glob("derived-*")
    return [path for path in whole.rglob("*") if path.is_file()]


def test_what_is_removed_is_forgotten_once_its_segment_is_made_anew(tmp_path):
    ingest(tmp_path, [("a", range(20)), ("b", range(20))])
    ingest(tmp_path, [("a", None)])
    assert {path.name for path in files(tmp_path)} >= {"1-40.faiss"}
    assert not len(Store(tmp_path).gone())
    assert WordIndex.share_gone(next(tmp_path.glob("derived-*/words"))) == 0
    ingest(tmp_path, [("b", None)])
    assert told(tmp_path, "ferry") == ({}, set())


def test_a_few_that_are_removed_are_passed_over(tmp_path):
    ingest(tmp_path, [("a", range(20)), ("b", [3])])
    ingest(tmp_path, [("b", None)])
    assert Store(tmp_path).gone().tolist() == [21]
    assert told(tmp_path, "vote ferry 3")[0]["vote ferry 3"] == 1.0


def test_a_reader_of_an_older_generation_goes_on_with_all_of_it(tmp_path):
    ingest(tmp_path, [("a", range(12))])
    store = Store(tmp_path)
    generation, vectors, words, _ = Derived(store, ALIASES).open()
    before = vectors.search(vector("ferry 3"), 5), words.search("ferry", 100), store.passages(range(50))
    ingest(tmp_path, [("a", None), ("b", range(30))])
    ingest(tmp_path, [("c", range(30))])
    assert (vectors.search(vector("ferry 3"), 5), words.search("ferry", 100), store.passages(range(50))) == before
    assert store.generation == generation
    assert Derived(store, ALIASES).open()[0] > generation


def test_while_an_ingest_is_at_work_the_last_whole_one_is_served(tmp_path):
    ingest(tmp_path, [("a", range(12)), ("b", [30])])
    whole = told(tmp_path, "ferry 3")
    store = Store(tmp_path, create=True)
    with only_writer(tmp_path):
        write(store, [("c", range(12, 24))])
        assert told(tmp_path, "ferry 3") == whole


def test_what_an_ingest_that_was_cut_off_left_is_derived_by_whoever_opens_next(tmp_path):
    ingest(tmp_path, [("a", range(12))])
    write(Store(tmp_path, create=True), [("b", [13])])
    (tmp_path / "derived.part").mkdir()  # it may have got so far
    assert "bridge harbour 13" in told(tmp_path, "bridge harbour 13")[0]
    assert not (tmp_path / "derived.part").exists()
    assert len(list(tmp_path.glob("derived*"))) == 1


def test_the_first_ingest_is_waited_for_and_then_told_of(tmp_path, monkeypatch):
    monkeypatch.setattr(index.derive, "PATIENCE", 0.1)
    write(Store(tmp_path, create=True), [("a", [1])])
    with only_writer(tmp_path), pytest.raises(IndexBusy):
        Derived(Store(tmp_path), ALIASES).open()


def test_a_store_made_anew_in_the_place_of_another_has_nothing_of_it(tmp_path):
    ingest(tmp_path, [("a", range(12))])
    for path in tmp_path.glob("articles.sqlite*"):
        path.unlink()
    ingest(tmp_path, [("b", [30]), ("c", [31]), ("d", [32])])
    assert set(told(tmp_path, "ferry 3")[0]) == {"ferry storm 30", "bridge storm 31", "harbour storm 32"}


def test_other_aliases_make_the_words_anew_and_keep_the_vectors(tmp_path):
    ingest(tmp_path, [("a", range(12))])
    before = next(tmp_path.glob("derived-*/1-12.faiss")).stat().st_ino
    store = Store(tmp_path)
    _, _, words, _ = Derived(store, Aliases([["ferry", "boat"]])).open()
    assert words.search("boat", 5)
    assert next(tmp_path.glob("derived-*/1-12.faiss")).stat().st_ino == before


def test_where_files_can_not_be_linked_they_are_copied(tmp_path, monkeypatch):
    def refused(*_):
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refused)
    ingest(tmp_path, [("a", range(12))])
    ingest(tmp_path, [("b", [13])])
    assert "bridge harbour 13" in told(tmp_path, "bridge harbour 13")[0]


def test_a_folder_that_is_broken_is_not_taken_for_one_that_was_replaced(tmp_path):
    ingest(tmp_path, [("a", range(12))])
    shutil.rmtree(next(tmp_path.glob("derived-*/words")))
    with pytest.raises(FileNotFoundError):
        told(tmp_path, "ferry")
