"""Archives: made with zipfile, and spoilt byte by byte where zipfile is too careful to make them."""

import io
import stat
import zipfile
from datetime import date

import pytest

from ingest.clean import clean
from ingest.facts import Raw
from ingest.files.archive import unpacked
from ingest.files.read import Source, find, read
from records import InputRefused

MB = 1_000_000
BODY = "The ferry left at noon. Its captain spoke of calm water."


def packed(*members):
    """An archive of (name or ZipInfo, content)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return file.getvalue()


@pytest.fixture
def items(tmp_path):
    def read_all(data, max_bytes=MB):
        (tmp_path / "news.zip").write_bytes(data)
        (source,) = find([tmp_path / "news.zip"])
        return list(read(source, max_bytes))

    return read_all


def refusals(found):
    return [item.message for item in found if isinstance(item, InputRefused)]


def test_an_archive_is_read_as_a_folder_is(items):
    found = items(
        packed(
            ("b.txt", BODY),
            ("sub/a.md", "# Head\n\nBody."),
            ("sub/a.json", '{"outlet": "The Pier"}'),
            ("metadata.csv", "file,published\nb.txt,2020-03-03\n"),
            ("rows.csv", "text\nOne.\nTwo.\n"),
            (".hidden.txt", "x"),
            ("__MACOSX/sub/._a.md", "x"),
            ("bad.jsonl", "{\n"),
        )
    )
    assert [(raw.where, raw.member, raw.row) for raw in found if isinstance(raw, Raw)] == [
        ("news.zip/b.txt", "b.txt", None),
        ("news.zip/rows.csv:2", "rows.csv", 1),
        ("news.zip/rows.csv:3", "rows.csv", 2),
        ("news.zip/sub/a.md", "sub/a.md", None),
    ]
    by_name = {raw.member: raw for raw in found if isinstance(raw, Raw)}
    assert (by_name["b.txt"].published, by_name["sub/a.md"].outlet) == (date(2020, 3, 3), "The Pier")
    assert [message.split(" is ")[0] for message in refusals(found)] == ["news.zip/bad.jsonl:1"]


def test_an_article_keeps_its_id_when_others_come_and_go(items, tmp_path):
    source = Source(tmp_path / "news.zip", "news.zip")
    before, _ = clean(items(packed(("a.txt", BODY)))[0], source)
    after = [
        clean(raw, source)[0] for raw in items(packed(("0.txt", BODY), ("a.txt", BODY), ("t.csv", "text\nOne.\n")))
    ]
    assert [article.path for article in after] == ["news.zip/0.txt", "news.zip/a.txt", "news.zip/t.csv"]
    assert len({article.id for article in after}) == 3
    assert after[1].id == before.id


def test_a_sidecar_of_the_archive_fills_gaps_and_gives_no_title(items, tmp_path):
    (tmp_path / "news.zip.json").write_text('{"outlet": "The Pier", "title": "All"}')
    (raw,) = items(packed(("a.txt", BODY)))
    assert (raw.outlet, raw.title) == ("The Pier", None)


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "sub/../../a.txt", "C:/a.txt", "..\\a.txt", "."])
def test_a_name_that_points_elsewhere_is_refused_and_nothing_lands_there(items, tmp_path, name):
    found = items(packed((name, BODY), ("good.txt", BODY)))
    assert len(refusals(found)) == 1 and "points out of" in refusals(found)[0]
    assert len(found) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["news.zip"]


def test_a_link_is_refused(items):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "is a link" in refusals(items(packed((link, "/etc/hostname"))))[0]


def test_a_bomb_an_oversized_and_a_doubled_member_are_refused(items):
    bomb = packed(("bomb.txt", "a" * 5 * MB), ("good.txt", BODY))
    assert len(bomb) < 10_000
    assert "more than 200 times" in refusals(items(bomb, max_bytes=10 * MB))[0]
    assert "the limit is 1000000" in refusals(items(bomb))[0]
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = packed(("a.txt", BODY), ("a.txt", BODY))
    assert "twice" in refusals(items(twice))[0]


def test_what_is_too_much_together_is_refused_whole(items):
    (message,) = refusals(items(packed(*((f"{i}.txt", "word " * 600) for i in range(21))), max_bytes=3000))
    assert "or 0.1 MB" in message


def test_a_member_that_lies_about_its_size_is_refused(items):
    data = packed(("a.txt", BODY * 9), ("good.txt", BODY))
    size = (len(BODY) * 9).to_bytes(4, "little")
    found = items(data.replace(size, (5).to_bytes(4, "little")))
    assert [raw.member for raw in found if isinstance(raw, Raw)] == ["good.txt"]
    assert "a.txt" in refusals(found)[0]


def test_an_encrypted_member_is_refused_and_the_rest_is_read(items):
    data = bytearray(packed(("a.txt", BODY), ("good.txt", BODY)))
    data[6] |= 1  # the flags in the first local header, and in the first entry of the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = items(bytes(data))
    assert "is encrypted" in refusals(found)[0]
    assert [raw.member for raw in found if isinstance(raw, Raw)] == ["good.txt"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04...", "no zip archive"),
        (packed(), "holds no files"),
        (packed(("inner.zip", packed(("a.txt", BODY)))), "an archive within an archive"),
        (packed(("a.exe", b"MZ")), "'.exe'"),
    ],
)
def test_what_cannot_be_read_is_named(items, data, says):
    (message,) = refusals(items(data))
    assert message.startswith("news.zip") and says in message


@pytest.mark.parametrize("at", range(0, 160, 3))
def test_no_damage_makes_reading_fail(items, at):
    data = packed(("a.txt", BODY), ("b.txt", BODY))
    assert all(isinstance(item, Raw | InputRefused) for item in items(data[:at] + b"\xff\x00" + data[at + 2 :]))


def test_the_folder_is_gone_afterwards():
    with unpacked(packed(("a.txt", BODY)), "a.zip", MB) as (folder, refused):
        assert (folder / "a.txt").read_text() == BODY
    assert not folder.exists() and refused == []
