"""Mails as programs save them, written by hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts import Raw
from ingest.files.mail import read_mail
from records import InputRefused

HEAD = (
    "From: Ann Lee <ann@pier.example>\nSubject: =?utf-8?q?Br=C3=BCcke_open?=\nDate: Tue, 03 Mar 2020 23:30:00 -0500\n"
)
BOTH = (
    'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/html\n\n'
    "<p>In HTML.</p>\n--b\nContent-Type: text/plain\n\nIn plain words.\n--b--\n"
)
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>The <b>ferry</b> left.</p><p>It was calm.</p>\n"


def only(text):
    (item,) = read_mail(text.encode("utf-8", "surrogateescape"), "a.eml")
    return item


def test_the_headers_tell_the_facts_and_the_plain_part_the_text():
    raw = only(HEAD + BOTH)
    assert (raw.title, raw.author, raw.published) == ("Brücke open", "Ann Lee", date(2020, 3, 3))
    assert raw.text.strip() == "In plain words."


def test_a_mail_in_html_alone_is_read_as_a_page():
    assert only(HEAD + HTML).text.split("\n\n") == ["The ferry left.", "It was calm."]


def test_flowed_lines_run_on():
    text = HEAD + "Content-Type: text/plain; format=flowed\n\nThe ferry \nleft at noon.\nIt was calm.\n"
    assert only(text).text.splitlines() == ["The ferry left at noon.", "It was calm."]


def test_an_address_is_no_name():
    assert only("From: ann@pier.example\nSubject: S\n\nCalm.").author is None


def test_a_charset_that_nobody_knows_is_taken_for_utf8():
    assert only(HEAD + "Content-Type: text/plain; charset=klingon\n\nCalm.").text.strip() == "Calm."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("just words\n", "none of the headers"),
        (HEAD + "\n\n", "holds no text"),
        (HEAD + "Content-Type: image/png\nContent-Disposition: attachment\n\nx", "holds no text"),
    ],
)
def test_what_is_no_mail_with_a_text_is_refused(text, says):
    refused = only(text)
    assert isinstance(refused, InputRefused)
    assert refused.message.startswith("a.eml") and says in refused.message


WHOLE = (HEAD + BOTH).encode()


@settings(max_examples=100, deadline=None)
@given(at=st.integers(0, len(WHOLE)), n=st.integers(0, 30), put=st.binary(max_size=20))
def test_no_damage_makes_reading_fail(at, n, put):
    (item,) = read_mail(WHOLE[:at] + put + WHOLE[at + n :], "a.eml")
    assert isinstance(item, Raw | InputRefused)
