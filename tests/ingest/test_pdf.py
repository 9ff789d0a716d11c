"""PDFs made by hand, line by line, so that every place on the page is known."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts import Raw
from ingest.files.inflate import unpacked_size
from ingest.files.pdf import read_pdf
from records import InputRefused


def pdf(*pages, encrypt="", filters="", pack=lambda data: data):
    """A PDF; each page is a list of lines (x, y, size, text), y from the bottom, in a page of 400 by 600 points."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for i, lines in enumerate(pages):
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents {5 + 2 * i} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        )
        shown = "".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, size, text in lines)
        stream = pack(shown.encode("cp1252"))
        objects += [page.encode(), b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), filters.encode(), stream)]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {len(places) + 1}/Root 1 0 R{encrypt}>>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def lines(*texts, x=40, top=500, size=10, step=12):
    return [(x, top - i * step, size, text) for i, text in enumerate(texts)]


def read(data):
    (item,) = read_pdf(data, "a.pdf")
    return item


def paragraphs(*pages):
    raw = read(pdf(*pages))
    assert isinstance(raw, Raw), raw
    return raw.text.split("\n\n")


def refusal(data):
    item = read(data)
    assert isinstance(item, InputRefused)
    assert "a.pdf" in item.message and item.hint
    return item


def test_blocks_are_paragraphs_and_larger_letters_a_heading():
    page = lines("Bridge to open", top=550, size=18)
    page += lines("The council of the town voted on Tuesday", "to open the bridge to all.", top=500)
    page += lines("The ferry will sail until then, its captain", "said.", top=460)
    assert paragraphs(page) == [
        "# Bridge to open",
        "The council of the town voted on Tuesday to open the bridge to all.",
        "The ferry will sail until then, its captain said.",
    ]


def test_a_line_that_begins_further_in_opens_a_paragraph():
    page = lines("The council voted on Tuesday to open", "the bridge to all.") + lines(
        "The ferry sails on, said the", x=52, top=476
    )
    page += lines("captain, who is calm, as the harbour", "is.", top=464)
    assert paragraphs(page) == [
        "The council voted on Tuesday to open the bridge to all.",
        "The ferry sails on, said the captain, who is calm, as the harbour is.",
    ]


BODY = ["The council of the harbour town voted on Tuesday to", "open the bridge to all, and"]
REST = ["to close the ferry at the end of the summer, when the", "work is done."]


def test_heads_and_feet_go_and_a_paragraph_runs_on_over_the_page():
    def page(number, *texts):
        return [(40, 570, 8, "The Pier Gazette"), *lines(*texts), (190, 20, 8, f"Page {number}")]

    assert paragraphs(page(1, *BODY), page(2, *REST)) == [" ".join(BODY + REST)]


def test_a_line_at_the_edge_that_stands_there_once_stays():
    assert paragraphs([(40, 570, 10, "Bridge to open")], lines(*REST))[0] == "Bridge to open"


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the govern-", "mental plan", "the governmental plan"),
        ("a half-", "hour wait", "a half-hour wait"),
        ("the Anglo-", "Norse pact", "the Anglo-Norse pact"),
        ("covid-", "19 rules", "covid-19 rules"),
        ("the long-", "awaited bridge", "the long-awaited bridge"),
        ("the river-", "bank path", "the river-bank path"),  # so written elsewhere on the page
        ("an over-", "sight then", "an oversight then"),
        ("to re-", "build it", "to rebuild it"),
        ("six-", "teen ferries", "sixteen ferries"),
    ],
)
def test_a_word_parted_at_a_lines_end_is_whole_and_a_hyphen_of_its_own_stays(before, after, whole):
    elsewhere = lines("They met on the river-bank by day.", top=400)
    assert paragraphs([*lines(before, after), *elsewhere])[0] == whole


def test_a_scan_is_refused_with_the_cure():
    refused = refusal(pdf([]))
    assert "a scan" in refused.message
    assert "ocrmypdf" in refused.hint


def test_a_locked_file_is_refused():
    owner = "00" * 32
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{owner}>/U<{'11' * 32}>>>/ID[<00><00>]"
    assert "password" in refusal(pdf(lines(*BODY), encrypt=locked)).message


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"%PDF-1.4\n" + b"[" * 5000, pdf(lines(*BODY))[:200]])
def test_a_broken_file_is_refused(data):
    refusal(data)


def test_what_is_packed_is_counted_before_it_is_read():
    bomb = pdf([(0, 0, 1, "x" * 100_000)], filters="/Filter/FlateDecode", pack=zlib.compress)
    assert len(bomb) < 2_000
    assert 100_000 < unpacked_size(bomb, "a.pdf", 200_000) < 100_100
    with pytest.raises(InputRefused, match=r"a\.pdf unpacks to more than"):
        unpacked_size(bomb, "a.pdf", 99_999)
    twice = pdf([], filters="/Filter[/FlateDecode /FlateDecode]", pack=lambda data: zlib.compress(zlib.compress(data)))
    with pytest.raises(InputRefused, match="compressed twice"):
        unpacked_size(twice, "a.pdf", 200_000)


WHOLE = pdf(lines(*BODY), lines(*REST))


@settings(max_examples=100, deadline=None)
@given(at=st.integers(0, len(WHOLE)), n=st.integers(0, 40), put=st.binary(max_size=20))
def test_no_damage_makes_reading_fail(at, n, put):
    assert isinstance(read(WHOLE[:at] + put + WHOLE[at + n :]), Raw | InputRefused)
