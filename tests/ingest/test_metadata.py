"""metadata.csv beside the files."""

import os
from datetime import date

import pytest

from ingest.facts import SUFFIXES
from ingest.files.formats import BYTES_READERS, READERS
from ingest.files.read import Raw, find, fingerprint, read

BODY = "The ferry left at noon. Its captain spoke of calm water."


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)
    return tmp_path


def table(folder, text, tick=[0]):  # noqa: B006
    path = folder / "metadata.csv"
    path.write_text(text, encoding="utf-8")
    tick[0] += 1
    os.utime(path, ns=(tick[0], tick[0]))  # written at another time, however fast the test is


def found(folder):
    return {source.path.name: list(read(source, 1_000_000)) for source in find([folder])}


def faults(folder):
    return [item.message.partition("/")[2] for item in found(folder)["metadata.csv"]]


def test_a_row_tells_the_facts_of_its_file(folder):
    table(
        folder,
        "File,title,source,author,date,url,language\na.txt,Calm,The Pier,Ann Lee,2020-03-03,https://p.example,en\n",
    )
    items = found(folder)
    (raw,) = items["a.txt"]
    assert (raw.title, raw.outlet, raw.author, raw.published) == ("Calm", "The Pier", "Ann Lee", date(2020, 3, 3))
    assert (raw.url, raw.language) == ("https://p.example", "en")
    assert items["b.txt"][0].title is None
    assert items["metadata.csv"] == []


@pytest.mark.parametrize("name", ["sub/c.txt", "./sub/c.txt", "sub\\c.txt"])
def test_a_row_may_name_a_file_in_a_folder_below_whatever_path_is_given(folder, name):
    table(folder, f"path;title\n{name};Calm\n")
    assert found(folder)["c.txt"][0].title == "Calm"
    assert found(folder / "sub")["c.txt"][0].title == "Calm"
    assert faults(folder) == []


def test_the_nearer_table_and_the_sidecar_go_before(folder):
    table(folder, "file,title,outlet,author\nsub/c.txt,Far,Far,Far\na.txt,Row,Row,Row\n")
    table(folder / "sub", "file,title\nc.txt,Near\n")
    (folder / "a.json").write_text('{"title": "Sidecar"}')
    items = found(folder)
    assert (items["c.txt"][0].title, items["c.txt"][0].outlet) == ("Near", None)
    assert (items["a.txt"][0].title, items["a.txt"][0].outlet) == ("Sidecar", "Row")


def test_a_changed_row_changes_the_fingerprint_of_its_file_only(folder):
    def marks():
        return {source.path.name: fingerprint(source) for source in find([folder])}

    table(folder, "file,title\na.txt,One\nb.txt,Two\n")
    before = marks()
    table(folder, "file,title\nb.txt,Two\na.txt,Changed\n")
    after = marks()
    assert {name for name in before if before[name] != after[name]} == {"a.txt", "metadata.csv"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title\nCalm\n", ["metadata.csv:1 has no column named 'file'."]),
        ("file,title\ngone.txt,T\n", ["metadata.csv:2 names gone.txt, which is not there."]),
        ("file,title\n,T\n", ["metadata.csv:2 names no file."]),
        ("file,title\na.txt,T\n./a.txt,U\n", ["metadata.csv:3 names ./a.txt a second time."]),
        ("file,title\na.txt,T,more\n", ["metadata.csv:2 has 3 fields, its header has 2."]),
        ('file,title\nb.txt,T\na.txt,"open\n', ["metadata.csv:3 is no proper row: unexpected end of data."]),
        ("file,title\n\n\na.txt,T\n", []),
    ],
)
def test_what_is_wrong_is_told_and_the_files_are_read_all_the_same(folder, text, says):
    table(folder, text)
    assert faults(folder) == says
    assert isinstance(found(folder)["a.txt"][0], Raw)


def test_a_metadata_table_with_texts_is_a_table_of_articles(folder):
    table(folder, "file,text\na.txt,A text of its own.\n")
    assert [raw.text for raw in found(folder)["metadata.csv"]] == ["A text of its own."]
    assert found(folder)["a.txt"][0].text == BODY


def test_every_ending_has_a_reader_and_every_reader_an_ending():
    assert sorted(SUFFIXES) == sorted([*READERS, *BYTES_READERS, ".zip"])
