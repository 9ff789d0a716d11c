"""Word documents made with python-docx, RTF written by hand."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts import Raw
from ingest.files.office import read_docx, read_rtf
from records import InputRefused


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def sample():
    document = docx.Document()
    document.add_heading("Bridge to open", 0)
    document.add_paragraph("The council voted on Tuesday.")
    document.add_heading("A long wait", 2)
    document.add_paragraph("first", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Votes", "nine"
    document.add_paragraph().add_run("Calm\twater").add_break()
    return document


def test_a_document_gives_its_lines_with_headings_lists_and_tables():
    (raw,) = read_docx(saved(sample()), "a.docx")
    assert raw.text.split("\n\n") == [
        "# Bridge to open",
        "The council voted on Tuesday.",
        "# A long wait",
        "- first",
        "Votes | nine",
        "Calm water",
    ]


def test_a_tracked_change_counts_as_accepted():
    document = docx.Document()
    space = nsdecls("w")
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {space}><w:r><w:t xml:space='preserve'>It is </w:t></w:r>"
            "<w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>calm.</w:t></w:r></w:ins></w:p>"
        ),
    )
    (raw,) = read_docx(saved(document), "a.docx")
    assert raw.text == "It is calm."


@pytest.mark.parametrize("data", [b"PK\x03\x04...", b"", saved(sample())[:3000]])
def test_a_broken_document_is_refused(data):
    (refused,) = read_docx(data, "a.docx")
    assert isinstance(refused, InputRefused)
    assert "a.docx" in refused.message


def test_an_entity_in_a_document_does_not_grow():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(sample()))) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:document", bomb.encode() + b"<w:document", 1)
                content = content.replace(b"voted", b"&b;", 1)
            new.writestr(name, content)
    (item,) = read_docx(packed.getvalue(), "a.docx")
    assert isinstance(item, InputRefused) or "aaaa" not in item.text


def test_a_document_without_text_is_refused():
    (refused,) = read_docx(saved(docx.Document()), "a.docx")
    assert "holds no text" in refused.message


RTF = (
    r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Times;}}{\info{\title Hidden}}\f0\b Bridge\b0\par "
    r"Open on 5\u8239 ?May. \'cc\'fd\'f0: \ldblquote yes\rdblquote .\par}"
)


def test_rtf_gives_its_paragraphs_in_its_own_code_page():
    (raw,) = read_rtf(RTF.encode(), "a.rtf")
    assert raw.text.split("\n\n") == ["Bridge", "Open on 5\u202fMay. Мэр: “yes”."]


@pytest.mark.parametrize(("data", "says"), [(b"words", "is no RTF"), (rb"{\rtf1 }", "holds no text")])
def test_what_is_no_rtf_is_refused(data, says):
    (refused,) = read_rtf(data, "a.rtf")
    assert says in refused.message


@settings(max_examples=100, deadline=None)
@given(body=st.text(st.sampled_from("\\{}'uparb* 0159-?"), max_size=60))
def test_no_rtf_makes_reading_fail(body):
    (item,) = read_rtf(b"{\\rtf1" + body.encode(), "a.rtf")
    assert isinstance(item, Raw | InputRefused)
