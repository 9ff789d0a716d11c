"""Finding and reading files. What is in the samples is made up; the encodings and faults are those of real folders."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.files.formats import render_markdown
from ingest.files.read import Raw, Source, find, fingerprint, read
from records import InputRefused, OnRecordError

MB = 1_000_000
BODY = "The ferry left at noon. Its captain spoke of calm water."


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def items(path, max_bytes=MB):
    (source,) = find([path])
    return list(read(source, max_bytes))


def only(path):
    (raw,) = items(path)
    assert isinstance(raw, Raw), raw
    return raw


def refusal(path, max_bytes=MB):
    (refused,) = items(path, max_bytes)
    assert isinstance(refused, InputRefused)
    assert path.name in refused.message
    assert refused.hint
    return refused.message


# Finding


def test_a_folder_is_walked_in_order_without_hidden_files_and_sidecars(tmp_path):
    for name in ("news/b.txt", "news/a.txt", "news/a.txt.json", "news/b.yaml", "news/sub/c.md", "news/.h.txt"):
        put(tmp_path, name, "x")
    put(tmp_path, "news/.git/d.txt", "x")
    found = list(find([tmp_path / "news"]))
    assert [source.name for source in found] == ["news/a.txt", "news/b.txt", "news/sub/c.md"]
    assert all(source.path.is_absolute() for source in found)


def test_a_json_file_without_its_article_is_no_sidecar(tmp_path):
    put(tmp_path, "lonely.json", "{}")
    assert [source.path.name for source in find([tmp_path])] == ["lonely.json"]


def test_a_link_to_its_own_parent_ends_and_a_file_counts_once(tmp_path):
    put(tmp_path, "news/a.txt", "x")
    (tmp_path / "news" / "loop").symlink_to("..")
    (tmp_path / "news" / "z.txt").symlink_to("a.txt")
    found = list(find([tmp_path / "news", tmp_path / "news" / "a.txt"]))
    assert [source.path.name for source in found] == ["a.txt"]


def test_a_file_given_by_itself_is_named_by_its_last_part(tmp_path):
    assert [source.name for source in find([put(tmp_path, "news/a.txt", "x")])] == ["a.txt"]


def test_the_current_folder_has_a_name(tmp_path, monkeypatch):
    put(tmp_path, "news/a.txt", "x")
    monkeypatch.chdir(tmp_path / "news")
    assert [source.name for source in find([Path()])] == ["news/a.txt"]


def test_a_path_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(OnRecordError, match="nowhere does not exist"):
        list(find([tmp_path / "nowhere"]))


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path):
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(BODY)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (source,) = find([tmp_path])
    source.name.encode()
    assert [type(item) for item in read(source, MB)] == [Raw]


def test_a_folder_that_cannot_be_listed_is_no_empty_folder(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(OnRecordError, match="can't be listed"):
        list(find([tmp_path]))


# Has it changed?


def test_the_fingerprint_knows_the_file_and_its_sidecar(tmp_path):
    path = put(tmp_path, "a.txt", BODY)
    (source,) = find([path])
    seen = [fingerprint(source)]
    assert fingerprint(source) == seen[0]
    for name, content in (("a.json", "{}"), ("a.json", '{"title":"T"}'), ("a.txt", BODY + "!")):
        put(tmp_path, name, content)
        seen.append(fingerprint(source))
    assert len(set(seen)) == 4


# Faults


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", " \n\t ", "is empty"),
        ("a.txt", b"%PDF-1.7 ...", "is a PDF"),
        ("a.txt", b"\x89PNG\r\n", "is an image"),
        ("a.docx", b"PK\x03\x04...", "can't be read as a Word document"),
        ("a.txt", b"PK\x03\x04...", "office document"),
        ("a.txt", b"words\0\0\0\1\2\3 and more \0", "binary"),
        ("a.txt", bytes(range(128, 256)) * 4, "encod"),
        ("a.doc", BODY, "'.doc'"),
        ("a", BODY, "none"),
        ("a.jsonl", "{broken", "a.jsonl:1 is not valid JSON"),
        ("a.jsonl", "[1]", "a.jsonl:1 is no JSON object"),
        ("a.jsonl", '{"title": "T"}', "a.jsonl:1 has no text"),
        ("a.jsonl", '{"text": 5}', "no string"),
        ("a.jsonl", "[" * 100_000, "a.jsonl:1"),
        ("a.csv", "one,two\n1,2\n", "no column named 'text'"),
        ("a.csv", 'text\n"never closed\n', "a.csv:2 is no proper row"),
        ("a.csv", "title,text\nT,one,two\n", "a.csv:2 has 3 fields, its header has 2"),
        ("a.md", "---\ntitle: [\n---\nBody.", "front matter is broken"),
        ("a.html", "<html><body></body></html>", "no text of an article"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path, name, content, says):
    assert says in refusal(put(tmp_path, name, content))


def test_a_file_over_the_limit_is_refused_with_both_sizes(tmp_path):
    message = refusal(put(tmp_path, "a.txt", "x" * 11), max_bytes=10)
    assert "11 bytes" in message
    assert "10 bytes" in message


def test_a_file_that_went_away_or_is_locked_is_refused(tmp_path):
    gone = Source(tmp_path / "gone.txt", "gone.txt")
    assert [type(item) for item in read(gone, MB)] == [InputRefused]
    with pytest.raises(InputRefused, match="can't be opened"):
        fingerprint(gone)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open any file")
def test_a_file_without_permission_is_refused(tmp_path):
    path = put(tmp_path, "a.txt", BODY)
    path.chmod(0)
    assert "can't be opened" in refusal(path)


def test_a_broken_sidecar_is_refused_by_its_own_name(tmp_path):
    put(tmp_path, "a.json", "{broken")
    (refused,) = items(put(tmp_path, "a.txt", BODY))
    assert isinstance(refused, InputRefused)
    assert refused.message.startswith("a.json, the sidecar of a.txt,")


def test_a_faulty_row_does_not_stop_the_rest(tmp_path):
    rows = 'id,text\n1,fine\n2,"he "said" so"\n3,\n4,"two\nlines"\n5,last\n'
    read_rows = items(put(tmp_path, "a.csv", rows))
    assert [item.where if isinstance(item, Raw) else item.message.split()[0] for item in read_rows] == [
        "a.csv:2",
        "a.csv:3",
        "a.csv:4",
        "a.csv:5",
        "a.csv:7",
    ]
    assert [item.row for item in read_rows if isinstance(item, Raw)] == [1, 4, 5]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
    suffix=st.sampled_from([".txt", ".md", ".html", ".csv", ".tsv", ".jsonl", ".pdf", ""]),
    sidecar=st.none() | st.binary(max_size=40),
)
def test_no_bytes_make_reading_fail(tmp_path, content, suffix, sidecar):
    path = put(tmp_path, f"a{suffix}", content)
    beside = tmp_path / "a.yaml"
    beside.unlink(missing_ok=True)
    if sidecar is not None:
        beside.write_bytes(sidecar)
    for item in items(path):
        assert isinstance(item, Raw | InputRefused)
    path.unlink()


# Encodings

WESTERN = "The mayor said: “We’re café people – naïve perhaps.” He went on to open the bridge."
RUSSIAN = "Мэр открыл мост в четверг, сказал он. Жители ждали «слишком долго»."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "utf-8"),
        (WESTERN, "utf-8-sig"),
        (WESTERN, "utf-16"),
        (WESTERN, "utf-16-le"),
        (WESTERN, "utf-16-be"),
        (WESTERN, "utf-32"),
        (WESTERN, "cp1252"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.replace("«", "").replace("»", ""), "koi8_r"),
    ],
)
def test_any_usual_encoding_is_read(tmp_path, text, encoding):
    assert only(put(tmp_path, "a.txt", text.encode(encoding))).text == text


def test_a_page_that_declares_its_charset_is_believed(tmp_path):
    body = f"<article><p>{'Η γέφυρα άνοιξε. ' * 9}</p></article>"
    page = f'<html><head><meta charset="windows-1253"></head><body>{body}</body></html>'
    assert "γέφυρα" in only(put(tmp_path, "a.html", page.encode("cp1253"))).text


# Formats and facts


@pytest.mark.parametrize("name", ["a.txt.json", "a.json", "a.txt.yaml", "a.yaml", "a.yml"])
def test_a_sidecar_tells_the_facts(tmp_path, name):
    put(tmp_path, name, '{"Title": "Calm water", "source": "The Pier", "date": "28 March 2022", "mood": "sunny"}')
    raw = only(put(tmp_path, "a.txt", BODY))
    assert (raw.title, raw.outlet, raw.published, raw.text) == ("Calm water", "The Pier", date(2022, 3, 28), BODY)


def test_a_sidecar_goes_before_front_matter_and_leaves_the_rest(tmp_path):
    put(tmp_path, "a.json", '{"title": "From the sidecar"}')
    front = "---\ntitle: From the front\ndate: 2022-03-28\nauthor: [Ann Lee, Bo Day]\n---\n# Head\n\nBody."
    raw = only(put(tmp_path, "a.md", front))
    assert (raw.title, raw.published, raw.author) == ("From the sidecar", date(2022, 3, 28), "Ann Lee, Bo Day")
    assert raw.text == "# Head\n\nBody."


def test_the_sidecar_of_a_table_fills_gaps_only(tmp_path):
    put(tmp_path, "a.json", '{"outlet": "The Pier", "language": "en", "title": "All rows", "id": "1"}')
    first, second = items(put(tmp_path, "a.csv", "text,outlet\nOne.,Own\nTwo.,\n"))
    assert [(r.outlet, r.language, r.title, r.id) for r in (first, second)] == [
        ("Own", "en", None, None),
        ("The Pier", "en", None, None),
    ]


def test_front_matter_runs_no_code(tmp_path):
    evil = "---\ntitle: !!python/object/apply:os.getcwd []\n---\nBody."
    assert "front matter is broken" in refusal(put(tmp_path, "a.md", evil))


def test_markdown_leaves_its_words():
    text = "Title\n=====\n\nSome **bold** and [linked](http://x.example) words\nover lines &amp; more.\n\n"
    text += "1. one\n2. two\n\n---\n\n> kept"
    assert render_markdown(text).split("\n\n") == [
        "# Title",
        "Some bold and linked words over lines & more.",
        "- one",
        "- two",
        "***",
        "kept",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_gives_a_text_column(tmp_path, delimiter):
    rows = delimiter.join(["ID", " Text ", "published"]) + "\r\n" + delimiter.join(["7", BODY, "28.03.2022"]) + "\r\n"
    raw = only(put(tmp_path, "a.csv", "\ufeff" + rows))
    assert (raw.id, raw.text, raw.published, raw.row) == ("7", BODY, date(2022, 3, 28), 1)


def test_a_long_field_is_read(tmp_path):
    assert len(only(put(tmp_path, "a.csv", "text\n" + "word " * 60_000)).text) > 200_000


def test_a_date_that_can_be_read_in_two_ways_is_none(tmp_path):
    assert only(put(tmp_path, "a.csv", f"text,date\n{BODY},03/04/2022\n")).published is None


def test_json_lines_take_numbers_and_leave_out_what_no_file_can_hold(tmp_path):
    row = {"_id": 12, "body": BODY, "outlet": "The \ud800Pier", "url": "javascript:alert(1)", "title": None}
    raw = only(put(tmp_path, "a.jsonl", json.dumps(row) + "\n\n"))
    assert (raw.id, raw.text, raw.outlet, raw.url, raw.title) == ("12", BODY, "The Pier", None, None)


PAGE = """<html lang="en"><head><title>Bridge open | The Pier</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Bridge open</h1>
<p>The new <b>bridge</b> opened after <a href="/x">three years</a> of work, the council said.</p>
<h2>A long wait</h2><p>Residents had waited far too long,<br>the mayor told the crowd on 12 May 2019.</p></article>
<div class="comments"><h3>Comments</h3><p>Great bridge, at last!</p></div></body></html>"""


def test_a_page_gives_its_article_with_headings_and_without_the_rest(tmp_path):
    raw = only(put(tmp_path, "a.html", PAGE.format(head='<meta property="og:site_name" content="The Pier">')))
    assert (raw.title, raw.outlet, raw.language, raw.published) == ("Bridge open", "The Pier", "en", None)
    assert raw.text.split("\n\n") == [
        "# Bridge open",
        "The new bridge opened after three years of work, the council said.",
        "# A long wait",
        "Residents had waited far too long, the mayor told the crowd on 12 May 2019.",
    ]


@pytest.mark.parametrize(
    ("head", "published", "outlet"),
    [
        ('<meta property="article:published_time" content="2022-03-28T09:00:00Z">', date(2022, 3, 28), None),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-03-28",'
            ' "publisher": {"name": "The Pier"}}</script>',
            date(2022, 3, 28),
            "The Pier",
        ),
        ('<meta property="article:modified_time" content="2022-03-28">', None, None),
        ('<meta name="date" content="03/04/2022">', None, None),
        ('<meta name="copyright" content="2016">', None, None),
        ('<link rel="canonical" href="https://pier.example/2022/03/28/bridge.html">', None, None),
        ('<script type="application/ld+json">{broken</script>', None, None),
    ],
)
def test_date_and_outlet_are_only_what_a_page_declares(tmp_path, head, published, outlet):
    raw = only(put(tmp_path, "a.html", PAGE.replace("{head}", head)))
    assert (raw.published, raw.outlet) == (published, outlet)
