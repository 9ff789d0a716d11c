"""Files that come in over HTTP: only where that is switched on, and only what may."""

import threading

import pytest

from answer.ask import open_answerer
from app import adder
from settings import Settings
from tests.web.fakes import FakeAnswerer
from tests.web.test_rest import fault, served
from web.desk import Refused
from web.feedback import folder_of
from web.uploads import file_name, taker

STORY = b"title: The ferry is back\n\nAnna Berg said that the ferry would run again from Monday.\n" * 3


@pytest.fixture
def index(tmp_path, embedder):
    """Settings that name an index of one small article."""
    from ingest.run import ingest

    (tmp_path / "a.txt").write_text("The harbour was closed for nine days, the port authority said.", encoding="utf-8")
    settings = Settings(index=tmp_path / "index")
    ingest([tmp_path / "a.txt"], settings, embedder=embedder)
    return settings


def post(client, name, body):
    return client.post("/api/articles", params={"name": name}, content=body)


def test_there_is_no_such_address_unless_switched_on(tmp_path):
    fault(post(served(FakeAnswerer(), tmp_path), "x.txt", STORY), 405)
    assert not list(tmp_path.iterdir())


def test_a_file_can_be_asked_as_soon_as_it_is_in(index, embedder, tmp_path):
    answerer = open_answerer(index)
    client = served(answerer, tmp_path / "kept", adder(index, embedder))
    report = post(client, "../../etc/ferry.txt", STORY).json()
    assert (report["new"], report["articles"], report["refused"]) == (1, 2, [])
    stored = folder_of(index.index) / "uploads" / "ferry.txt"
    assert stored.read_bytes() == STORY
    answer = client.post("/api/ask", json={"question": "What did Anna Berg say about the ferry?"}).json()
    assert answer["citations"][0]["path"].endswith("ferry.txt")
    assert post(client, "ferry.txt", STORY).json()["unchanged"] == 1
    assert post(client, "ferry.txt", STORY + b"It is blue.").json()["changed"] == 1


def test_what_cant_be_read_is_refused_and_leaves_nothing(index, embedder, tmp_path):
    client = served(FakeAnswerer(), tmp_path / "kept", adder(index, embedder))
    assert post(client, "ferry.txt", STORY).is_success
    fault(post(client, "program.exe", b"MZ\x00"), 400)
    fault(post(client, "ferry.txt", b"%PDF-1.4 not really"), 400)
    folder = folder_of(index.index) / "uploads"
    assert [p.name for p in folder.iterdir()] == ["ferry.txt"]
    assert (folder / "ferry.txt").read_bytes() == STORY


def test_several_at_once_come_in_one_by_one(index, embedder):
    add = adder(index, embedder)
    reports = []
    threads = [
        threading.Thread(target=lambda n=n: reports.append(add(f"{n}.txt", STORY + f"Number {n}.".encode())))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.articles for report in reports) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    "name",
    ["", "/", ".", "..", ".hidden", "a/..", "x" * 151, "a\nb.txt", "metadata.csv", "Metadata.CSV", "a.json", "a.yml"],
)
def test_names_that_a_file_may_not_have(name):
    with pytest.raises(Refused):
        file_name(name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a.txt", "a.txt"), ("C:\\x\\b c.txt", "b c.txt"), ("../../é.md", "é.md"), ("a?b.txt", "a?b.txt")],
)
def test_of_a_name_the_last_part_counts(name, kept):
    assert file_name(name) == kept


def test_the_pages_own_files_are_added_and_deleted(index, embedder, tmp_path):
    good, bad = tmp_path / "ferry.txt", tmp_path / "program.exe"
    good.write_bytes(STORY)
    bad.write_bytes(b"MZ\x00")
    said = taker(adder(index, embedder))([good, bad])
    assert said.startswith("1 new. program.exe ") and ".." not in said and "changed" not in said
    assert not good.exists() and not bad.exists()
    good.write_bytes(STORY)
    assert taker(adder(index, embedder))([good]) == "1 known already."
