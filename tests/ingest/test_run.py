"""An ingest with an embedder whose calls are counted."""

import json
import subprocess
import sys
from dataclasses import replace
from functools import partial

import pytest

from index.derive import Derived
from index.lock import only_writer
from index.store import Store
from ingest.run import Report, ingest
from language.aliases import Aliases, read_aliases
from records import IndexBusy, IndexMismatch, OnRecordError
from settings import Settings
from tests.conftest import ROOT
from tests.fakes import WordEmbedder
from tests.ingest.passages import FERRY

BRIDGE = "The bridge stands\n\nThe bridge over the river was opened on Monday after two years of work."


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


@pytest.fixture
def run(tmp_path, place):
    """Ingests the folder, or what is named; tells the report and the texts that were embedded."""
    settings = Settings(index=tmp_path / "index")

    def ingested(*paths, **options):
        embedder = WordEmbedder("bridge ferry river")
        report = ingest(paths or [place], options.pop("settings", settings), embedder=embedder, **options)
        return report, embedder.calls

    ingested.settings = settings
    return ingested


def counts(report: Report):
    return report.new, report.changed, report.unchanged, report.removed, len(report.refused)


def test_what_is_new_is_embedded_and_what_did_not_change_is_not(run):
    report, calls = run()
    assert counts(report) == (2, 0, 0, 0, 0)
    assert len(calls) == report.passages == 2
    report, calls = run()
    assert counts(report) == (0, 0, 2, 0, 0)
    assert calls == []


def test_a_file_that_only_looks_new_embeds_nothing(run, place):
    run()
    (place / "bridge.txt").write_text(BRIDGE + "\n\n", encoding="utf-8")
    report, calls = run()
    assert counts(report) == (0, 0, 2, 0, 0)
    assert calls == []


def test_a_changed_file_replaces_its_passages_and_keeps_its_id(run, place):
    run()
    before = {a.path: a.id for a in Store(run.settings.index).articles()}
    (place / "bridge.txt").write_text(BRIDGE.replace("Monday", "Tuesday"), encoding="utf-8")
    report, calls = run()
    assert counts(report) == (0, 1, 1, 0, 0)
    assert len(calls) == 1
    store = Store(run.settings.index)
    assert {a.path: a.id for a in store.articles()} == before
    assert store.counts().passages == 2
    assert "Tuesday" in store.article(before["news/bridge.txt"]).text


def test_a_vanished_file_leaves_and_what_lies_elsewhere_stays(run, place, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "storm.txt").write_text(
        "The storm\n\nA storm hit the coast in the early morning of Sunday.", encoding="utf-8"
    )
    run(place, other)
    (place / "ferry.txt").unlink()
    report, _ = run()
    assert counts(report) == (0, 0, 1, 1, 0)
    assert {a.path for a in Store(run.settings.index).articles()} == {"news/bridge.txt", "other/storm.txt"}


def test_what_is_named_to_be_removed_leaves(run, place):
    run()
    report, _ = run(place / "bridge.txt", remove=[place / "ferry.txt"])
    assert counts(report) == (0, 0, 1, 1, 0)
    assert {a.path for a in Store(run.settings.index).articles()} == {"news/bridge.txt"}


def test_bad_files_are_refused_one_by_one_and_the_rest_goes_in(run, place):
    (place / "empty.txt").write_text("", encoding="utf-8")
    (place / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (place / "broken.jsonl").write_text(
        '{"text": "A good row about the bridge that stands."}\n{"text": \n', encoding="utf-8"
    )
    report, _ = run()
    assert report.new == 3
    assert sorted(refused.file for refused in report.refused) == [
        "news/broken.jsonl",
        "news/empty.txt",
        "news/picture.txt",
    ]
    assert any("broken.jsonl:2" in refused.reason for refused in report.refused)
    again, calls = run()
    assert len(again.refused) == 3  # a fault is told until it is mended
    assert calls == []


def test_rows_of_one_file_come_go_and_change_one_by_one(run, place):
    rows = [
        {"id": str(i), "text": f"Row {i} tells of the bridge over the river and of nothing else."} for i in range(3)
    ]
    file = place / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run()
    rows[1]["text"] += " Now it is longer."
    file.write_text("\n".join(map(json.dumps, rows[:2])), encoding="utf-8")
    report, calls = run()
    assert counts(report) == (0, 1, 3, 1, 0)
    assert len(calls) == 1


def test_an_id_that_another_file_has_is_refused(run, place):
    for name in ("one", "two"):
        row = {"id": "7", "text": f"The {name} file tells of the bridge over the river at length."}
        (place / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    report, _ = run()
    assert report.new == 3
    assert ["7" in refused.reason for refused in report.refused] == [True]


def test_a_path_that_does_not_exist_is_an_error(run, place):
    with pytest.raises(OnRecordError, match="nowhere"):
        run(place / "nowhere")


def test_an_index_made_with_other_settings_is_not_added_to(run):
    run()
    with pytest.raises(IndexMismatch, match="chunk_tokens"):
        run(settings=replace(run.settings, chunk_tokens=64))


def test_while_one_ingest_is_at_work_another_is_told_which_index_is_written_to(run, monkeypatch):
    run()
    monkeypatch.setattr("ingest.run.only_writer", partial(only_writer, seconds=0))
    with only_writer(run.settings.index), pytest.raises(IndexBusy, match=str(run.settings.index)):
        run()
    assert counts(run()[0]) == (0, 0, 2, 0, 0)


def test_an_ingest_that_was_cut_off_is_finished_by_the_next_and_nothing_is_half_there(run, place, monkeypatch):
    monkeypatch.setattr("ingest.add._TOGETHER", 1)
    run()
    (place / "ferry.txt").unlink()
    (place / "bridge.txt").write_text(BRIDGE.replace("Monday", "Tuesday"), encoding="utf-8")
    (place / "other.txt").write_text(FERRY.replace("hour", "day"), encoding="utf-8")
    broken = WordEmbedder("bridge ferry river")
    embed, calls = broken.embed, []

    def fails_the_second_time(texts, progress=None):
        calls.append(texts)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return embed(texts, progress)

    broken.embed = fails_the_second_time
    with pytest.raises(KeyboardInterrupt):
        ingest([place], run.settings, embedder=broken)
    report, embedded = run()
    assert counts(report) == (1, 0, 1, 1, 0)
    assert len(embedded) == 1
    store = Store(run.settings.index)
    assert store.counts().passages == 2
    assert Derived(store, Aliases()).newest() is None  # of other aliases than those that the ingest read
    assert Derived(store, read_aliases(run.settings.aliases)).newest() == store.generation


def test_the_command_tells_what_it_did_as_json(place, tmp_path):
    (place / "empty.txt").write_text("", encoding="utf-8")
    command = [sys.executable, "-m", "ingest", str(place), "--index", str(tmp_path / "i"), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 1
    assert list(told) == ["new", "changed", "unchanged", "removed", "refused", "articles", "passages", "seconds"]
    assert (told["new"], told["articles"], told["passages"]) == (2, 2, 2)
    assert told["refused"][0]["file"] == "news/empty.txt"


def test_the_command_says_what_is_wrong_without_a_traceback(tmp_path):
    command = [sys.executable, "-m", "ingest", str(tmp_path / "nowhere"), "--index", str(tmp_path / "i")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nowhere" in done.stderr and "Traceback" not in done.stderr
