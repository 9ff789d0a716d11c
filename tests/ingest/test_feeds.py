"""Feeds as sites write them, made up."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts import Raw
from ingest.files.feeds import read_feed
from ingest.files.markup import plain
from records import InputRefused

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Pier</title><language>en</language>
<item><title>Bridge &amp; ferry</title><link>https://pier.example/1</link><guid>g1</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Tue, 03 Mar 2020 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<h2>A long wait</h2><p>The bridge <b>opened</b>.</p><ul><li>calm</li></ul>]]></content:encoded></item>
<item><title>Two</title><link>javascript:alert(1)</link><description>Only a &lt;i&gt;summary&lt;/i&gt;.</description></item>
<item><title>Three</title><guid>g3</guid></item><item><title>Again</title><guid>g1</guid><description>x</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Pier</title><entry><id>urn:1</id><title>Calm</title>
<link href="https://pier.example/c"/><updated>2021-01-01T00:00:00Z</updated>{published}<author><name>Bo Day</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The water is calm.</p></div></content></entry></feed>"""


def read(text):
    return list(read_feed(text.encode(), "a.xml"))


def test_an_item_gives_its_full_text_and_facts():
    first, second, third = read(RSS)
    assert first.text.split("\n\n") == ["# A long wait", "The bridge opened.", "- calm"]
    assert (first.title, first.url, first.author) == ("Bridge & ferry", "https://pier.example/1", "Ann Lee")
    assert (first.published, first.outlet, first.language) == (date(2020, 3, 3), "The Pier", "en")
    assert (first.row, first.key) == (1, "g1")
    assert (second.text, second.url, second.published) == ("Only a summary.", None, None)
    assert isinstance(third, InputRefused) and "a.xml: entry 3" in third.message


@pytest.mark.parametrize(
    ("published", "day"), [("<published>2020-03-03T23:30:00-05:00</published>", date(2020, 3, 3)), ("", None)]
)
def test_an_atom_entry_is_of_the_day_it_was_published_not_changed(published, day):
    (raw,) = read(ATOM.replace("{published}", published))
    assert (raw.title, raw.author, raw.published, raw.text) == ("Calm", "Bo Day", day, "The water is calm.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("value", ['"aaaaaaaaaa"', 'SYSTEM "file:///etc/hostname"'])
def test_a_feed_that_defines_entities_is_refused(encoding, value):
    text = RSS.partition("?>")[2].replace("Only a", "&a;&a;")
    (refused,) = read_feed(f"<!DOCTYPE rss [<!ENTITY a {value}>]>{text}".encode(encoding), "a.xml")
    assert isinstance(refused, InputRefused) and "entities" in refused.message


def test_a_feed_in_another_encoding_is_read():
    text = RSS.replace('version="1.0"', 'version="1.0" encoding="windows-1251"').replace("calm", "спокойно")
    first, *_ = read_feed(text.encode("cp1251"), "a.xml")
    assert first.text.endswith("- спокойно")


@pytest.mark.parametrize(
    ("text", "says"),
    [("<urlset><url/></urlset>", "neither an RSS"), ("<rss><channel></channel></rss>", "without an entry")],
)
def test_what_is_no_feed_is_refused(text, says):
    (refused,) = read(text)
    assert says in refused.message


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(RSS)), n=st.integers(0, 30), put=st.text(st.sampled_from("<>&/\"'!-[]a ;é"), max_size=9))
def test_no_damage_makes_reading_fail(at, n, put):
    assert all(isinstance(item, Raw | InputRefused) for item in read(RSS[:at] + put + RSS[at + n :]))


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("Calm &amp; warm", ["Calm & warm"]),
        ("<p>One<br>two</p>three", ["One\ntwo", "three"]),
        ("<style>p{}</style><p>Seen</p><script>x</script>", ["Seen"]),
        ("<li><p>item</p></li><p>then</p>", ["- item", "then"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("2 < 3", ["2 < 3"]),
        ("", []),
    ],
)
def test_a_piece_of_html_gives_its_lines(markup, lines):
    assert plain(markup) == "\n\n".join(lines)


@given(st.text(st.sampled_from("<>/pbrlih2 &;x!-\n"), max_size=60))
def test_no_markup_makes_plain_fail(markup):
    assert isinstance(plain(markup), str)
