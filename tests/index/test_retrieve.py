"""Retrieval with an embedder whose vectors can be worked out by hand, and the index's own upkeep."""

import shutil
import threading
from dataclasses import replace
from datetime import date

import pytest

from index.langchain import OnRecordRetriever
from index.lock import only_writer
from index.manifest import check_manifest, manifest_of
from index.retrieve import Retriever, open_retriever
from index.store import Store
from ingest.run import add
from records import Article, Block, Filters, IndexMismatch
from settings import Settings
from tests.fakes import WordEmbedder

TEXTS = {
    "talks": "The talks resumed. The talks stalled. The talks ended.",
    "vote": "The vote was close. The talks were not mentioned.",
    "storm": "A storm hit the coast.",
}


@pytest.fixture
def made(tmp_path, monkeypatch):
    settings = Settings(index=tmp_path / "i", chunk_tokens=16, title_context=False, attribution=False)
    embedder = WordEmbedder("talks vote storm resumed coast")
    monkeypatch.setattr("ingest.run.open_embedder", lambda _: embedder)
    days = {"talks": date(2022, 3, 1), "vote": date(2022, 4, 1), "storm": None}
    articles = [Article(k, k, text, f"in/{k}.txt", k, outlet=k.title(), published=days[k]) for k, text in TEXTS.items()]
    add([(article, [Block(0, len(article.text))]) for article in articles], settings)
    return settings, embedder


def retriever(made):
    settings, embedder = made
    return Retriever(Store(settings.index), embedder, settings)


def test_the_passage_about_it_comes_first_and_ranks_and_scores_are_in_order(made):
    hits = retriever(made).retrieve("talks resumed")
    assert hits[0].passage.article_id == "talks"
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert all(one.score >= other.score for one, other in zip(hits, hits[1:], strict=False))
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_a_passage_is_its_stretch_of_the_article(made):
    found = retriever(made)
    for hit in found.retrieve("storm talks vote"):
        article = found.store.article(hit.passage.article_id)
        assert hit.passage.text == article.text[hit.passage.start : hit.passage.end]


def test_one_article_may_contribute_so_much_and_no_more(made):
    settings, embedder = made
    capped = Retriever(Store(settings.index), embedder, replace(settings, per_article=1))
    ids = [hit.passage.article_id for hit in capped.retrieve("talks vote storm")]
    assert len(ids) == len(set(ids)) == 3


def test_filters_restrict_by_outlet_and_by_date(made):
    found = retriever(made)
    assert {h.passage.article_id for h in found.retrieve("talks", filters=Filters(outlet="vote"))} == {"vote"}
    assert {h.passage.article_id for h in found.retrieve("talks", filters=Filters(since=date(2022, 3, 15)))} == {"vote"}
    assert found.retrieve("talks", filters=Filters(outlet="nobody")) == ()


def test_the_passages_to_retrieve_from_are_counted_as_the_filters_let_them_through(made):
    found = retriever(made)
    of_vote = found.count(Filters(outlet="vote"))
    assert found.count(Filters()) == found.store.counts().passages > of_vote > 0
    assert found.count(Filters(outlet="nobody")) == 0


def test_what_was_printed_on_the_days_looked_for_comes_first_where_it_is_little_of_all(made, monkeypatch):
    found, april = retriever(made), [(date(2022, 3, 30), date(2022, 4, 2)), (date(2021, 1, 1), date(2021, 1, 2))]
    before = found.retrieve("talks storm")
    assert before[0].passage.article_id != "vote"
    assert found.retrieve("talks storm", printed=april) == before  # a third of all: no day tells much
    monkeypatch.setattr("index.retrieve._FEW", 0.5)
    monkeypatch.setattr("index.retrieve._PRINTED_THEN", 0.8)
    hits = found.retrieve("talks storm", printed=april)
    assert hits[0].passage.article_id == "vote"
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in before}
    assert all(1 >= one.score >= other.score >= 0 for one, other in zip(hits, hits[1:], strict=False))
    assert (
        found.retrieve("talks storm", filters=Filters(outlet="talks"), printed=april)[0].passage.article_id == "talks"
    )
    assert found.retrieve("talks storm", printed=[(date(2030, 1, 1), date(2030, 1, 2))]) == before


def test_an_empty_question_finds_nothing(made):
    assert retriever(made).retrieve("  ") == ()


def test_what_is_derived_is_rebuilt_when_it_is_missing(made):
    settings, _ = made
    before = retriever(made).retrieve("talks")
    (whole,) = settings.index.glob("derived-*")
    shutil.rmtree(whole)
    assert retriever(made).retrieve("talks") == before
    assert whole.is_dir()


def test_the_latest_retriever_knows_what_was_added_later_and_this_one_does_not(made):
    settings, _ = made
    found = retriever(made)
    assert found.retrieve("storm")[0].passage.article_id != "late"
    late = Article("late", "late", "Storm storm storm coast.", "in/late.txt", "late")
    add([(late, [Block(0, len(late.text))])], settings)
    assert found.retrieve("storm coast")[0].passage.article_id == "storm"
    assert found.latest().retrieve("storm coast")[0].passage.article_id == "late"
    assert found.latest().latest() is not found


def test_while_another_ingest_is_at_work_the_latest_is_the_last_whole_one(made):
    settings, _ = made
    found = retriever(made)
    late = Article("late", "late", "Storm coast.", "in/late.txt", "late")
    add([(late, [Block(0, len(late.text))])], settings)
    with only_writer(settings.index), Store(settings.index, create=True).writing() as writer:
        writer.remove_articles(["storm"])
    with only_writer(settings.index):
        assert found.latest() is found  # the store is half way to the next, and no longer at the last
        assert {hit.passage.article_id for hit in found.retrieve("storm")} == set(TEXTS)
    (cut_off,) = list(settings.index.glob("derived-*"))
    opened = retriever(made)  # nobody writes: what is there is derived
    assert not cut_off.exists()
    assert {hit.passage.article_id for hit in opened.retrieve("storm")} == {"talks", "vote", "late"}
    assert {hit.passage.article_id for hit in found.latest().retrieve("storm")} == {"talks", "vote", "late"}


def test_whoever_asks_while_ingests_end_meets_all_of_one_and_nothing_of_another(made, monkeypatch):
    settings, _ = made
    monkeypatch.setattr("ingest.add._TOGETHER", 1)  # a transaction an article
    names = ("talks", "vote", "storm")

    def ingest_all(version):
        articles = [Article(n, "", f"The talks, version {version}.", f"in/{n}.txt", f"{version}") for n in names]
        add([(article, [Block(0, len(article.text))]) for article in articles], settings)

    ingest_all(0)
    writer = threading.Thread(target=lambda: [ingest_all(version) for version in range(1, 8)])
    found, met = retriever(made), []
    writer.start()
    while writer.is_alive() or found.latest() is not found:
        found = found.latest()
        texts = [hit.passage.text for hit in found.retrieve("talks")]
        assert len(texts) == 3 and len(set(texts)) == 1
        met.append(texts[0])
    assert met[-1] == "The talks, version 7."
    assert met == sorted(met)


@pytest.mark.parametrize(
    ("change", "values"),
    [({"chunk_tokens": 32}, ("16", "32")), ({"title_context": True}, ("off", "on"))],
)
def test_an_index_made_otherwise_is_refused_with_both_values_and_the_cure(made, change, values):
    settings, embedder = made
    other = replace(settings, **change)
    with pytest.raises(IndexMismatch) as caught:
        check_manifest(Store(settings.index).manifest(), manifest_of(embedder, other), other)
    assert all(value in caught.value.message for value in values)
    assert f"export ONRECORD_{next(iter(change)).upper()}={values[0]}" in caught.value.hint
    assert f"rm -r {settings.index}" in caught.value.hint


def test_an_index_of_another_embedder_is_refused(made):
    settings, _ = made
    with pytest.raises(IndexMismatch, match="all-MiniLM-L6-v2"):
        open_retriever(settings)


def test_langchain_knows_it_as_a_retriever(made):
    documents = OnRecordRetriever(retriever=retriever(made), k=2).invoke("talks resumed")
    assert documents[0].metadata["article_id"] == "talks"
    assert documents[0].metadata["published"] == "2022-03-01"
    assert TEXTS["talks"][documents[0].metadata["start"] : documents[0].metadata["end"]] == documents[0].page_content
    assert len(documents) == 2
