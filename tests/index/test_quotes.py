"""Quotes are found by their own words, for whoever said them, and lead to the passages in which they stand."""

from dataclasses import replace

import numpy as np
import pytest

from index.derive import Derived
from index.lock import only_writer
from index.retrieve import Retriever
from index.store import Store
from index.words import WordIndex
from index.write import Entry
from language.aliases import Aliases
from records import Article, Filters, Kind, Passage, Quote
from settings import Settings
from tests.fakes import WordEmbedder

VOCABULARY = "taxes ferry harbour bridge cheese"
EMBEDDER = WordEmbedder(VOCABULARY)
ALIASES = Aliases()


def entry(name, parts):
    """An article with a passage for each list of what is said in it: (who, words), nobody's words where `who` is None."""
    passages, quotes, text = [], [], ""
    for said in parts:
        start = len(text)
        for who, words in said:
            if who is not None:
                quotes.append(Quote(name, len(text), len(text) + len(words), Kind.DIRECT, who, who or None, "said"))
            text += words + " "
        passages.append(Passage(name, start, len(text), text[start:], 9))
    vectors = EMBEDDER.embed([passage.text for passage in passages])
    return Entry(Article(name, "", text, f"in/{name}", "sha"), tuple(passages), (), tuple(quotes), vectors)


def ingest(folder, *entries, gone=()):
    store = Store(folder, create=True)
    with only_writer(folder):
        for one in entries:
            with store.writing() as writer:
                writer.source(one.article.id, "mark")
                writer.put(one.article.id, one)
        with store.writing() as writer:
            writer.remove_sources(gone)
        Derived(store, ALIASES).derive()
    store.close()


def told(folder, said, by=None):
    """The articles in which such a quote is found, best first."""
    store = Store(folder)
    *_, quotes = Derived(store, ALIASES).open()
    rows = quotes.search(said, 50, by=by)
    found = store.passages(list(rows))
    store.close()
    return [found[row].article_id for row in rows]


# Weber speaks of taxes in forty articles. Once, in the midst of an article about cheese, he speaks of the ferry.
MANY = [entry(f"w{n}", [[("Paul Weber", f"The taxes are {n}.")]]) for n in range(40)]
ONCE = entry(
    "once", [[(None, "Cheese, cheese, cheese. " * 9), ("Paul Weber", "The ferry was slow."), (None, "Cheese.")]]
)
# Keller says more of it, and an article in which Weber speaks of taxes is all about the ferry.
OTHERS = entry("keller", [[("Anna Keller", "The ferry was slow. The ferry was late, the ferry was full.")]])
ABOUT = [entry(f"about{n}", [[("Paul Weber", "No taxes."), (None, "Ferry, ferry, harbour.")]]) for n in range(12)]


@pytest.fixture(scope="module")
def weber(tmp_path_factory):
    folder = tmp_path_factory.mktemp("weber")
    ingest(folder, *MANY, ONCE, OTHERS, *ABOUT)
    return Retriever(Store(folder), EMBEDDER, Settings(index=folder))


def test_the_one_quote_on_the_subject_lifts_its_passage_above_those_that_are_about_it(weber):
    asked, speaker = "What did Paul Weber say about the ferry?", Filters(speaker="Paul Weber")
    before = [hit.passage.article_id for hit in weber.retrieve(asked, filters=speaker)]
    assert "once" not in before  # twelve passages about the ferry, in which he speaks of something else
    hits = weber.retrieve(asked, filters=speaker, said="the ferry")
    assert hits[0].passage.article_id == "once"
    assert "keller" not in {hit.passage.article_id for hit in hits}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_words_in_marks_are_looked_up_among_everybodys_quotes(weber):
    words = "The ferry was slow."
    plain, said = (
        {hit.passage.article_id: hit.score for hit in weber.retrieve(words, 100, said=one)} for one in ("", words)
    )
    assert [name for name in said if said[name] > plain[name]] == ["once"]
    assert next(iter(said)) == "keller"  # who says it among other things


def test_a_subject_on_which_nobody_is_quoted_leaves_the_hits_as_they_were(weber):
    speaker = Filters(speaker="Paul Weber")
    plain = weber.retrieve("bridge", filters=speaker)
    assert weber.retrieve("bridge", filters=speaker, said="bridge") == plain


def test_a_quote_is_found_for_its_speaker_and_for_nobody_else(tmp_path):
    ingest(tmp_path, ONCE, OTHERS)
    assert told(tmp_path, "the ferry", ("Paul Weber",)) == ["once"]
    assert told(tmp_path, "the ferry", ("Anna Keller", "A. Keller")) == ["keller"]
    assert told(tmp_path, "the ferry", ()) == told(tmp_path, "cheese", ("Paul Weber",)) == []
    assert set(told(tmp_path, "the ferry")) == {"once", "keller"}


def test_one_whose_speaker_is_not_known_is_found_by_its_words_alone(tmp_path):
    ingest(tmp_path, entry("a", [[("", "The ferry was slow.")]]))
    assert told(tmp_path, "the ferry") == ["a"]


def test_what_nobody_is_printed_for_is_no_quote_to_be_found(tmp_path):
    one = entry("a", [[("", "The ferry was slow.")]])
    ingest(tmp_path, replace(one, quotes=tuple(replace(quote, speaker=None) for quote in one.quotes)))
    assert told(tmp_path, "the ferry") == []
    assert Store(tmp_path).counts().quotes == 1


def test_a_quote_that_runs_over_two_passages_is_found_in_each_by_what_stands_there(tmp_path):
    text = "The ferry was slow. The bridge was shut."
    passages = (Passage("a", 0, 20, text[:20], 4), Passage("a", 20, 40, text[20:], 4))
    vectors = EMBEDDER.embed([passage.text for passage in passages])
    said = (Quote("a", 0, 40, Kind.DIRECT, "Paul Weber", "Paul Weber", "said"),)
    ingest(tmp_path, Entry(Article("a", "", text, "in/a", "sha"), passages, (), said, vectors))
    *_, quotes = Derived(Store(tmp_path), ALIASES).open()
    assert list(quotes.search("ferry", 5)) == [1] and list(quotes.search("bridge", 5)) == [2]


def test_a_passage_with_two_such_quotes_has_the_score_of_the_better_one(tmp_path):
    both = [(3, "", "ferry ferry", "Weber"), (3, "", "ferry harbour bridge", "Weber"), (4, "", "ferry cheese", "Weber")]
    WordIndex.write(tmp_path / "q", both)
    quotes = WordIndex.load(tmp_path / "q")
    found = quotes.search("ferry", 5, by=("Weber",))
    assert list(found) == [3, 4]
    assert quotes.search("ferry", 1, by=("Weber",)) == {3: found[3]}
    assert quotes.search("ferry", 5, np.array([4]), ("Weber",)) == {4: found[4]}


def test_the_quotes_of_an_article_that_is_taken_out_or_changed_are_gone(tmp_path):
    ingest(tmp_path, ONCE, OTHERS, *MANY)
    ingest(tmp_path, entry("keller", [[("Anna Keller", "The bridge was shut.")]]), gone=["once"])
    assert told(tmp_path, "the ferry") == []
    assert told(tmp_path, "bridge") == ["keller"]


def test_many_small_ingests_and_the_merges_they_bring_keep_every_quote(tmp_path):
    for at in range(0, 40, 2):
        ingest(tmp_path, *MANY[at : at + 2], gone=["w0"] if at > 20 else [])
    every = {one.article.id for one in MANY} - {"w0"}
    assert set(told(tmp_path, "taxes", ("Paul Weber",))) == every
