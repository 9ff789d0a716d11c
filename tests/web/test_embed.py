"""What is pasted on another site is well formed, whatever was typed, and says which origin must be listed."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from settings import Settings
from tests.web.hostile import HOSTILE_STRINGS, Seen
from web.embed import PLACES, THEMES, Options, origin_of, snippet, where_html

HERE = "https://chat.example/news/"


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", ["Ask the news", *HOSTILE_STRINGS])
def test_an_option_stays_an_option(text):
    options = Options(text, position="left")
    ((tag, script),) = Tags(snippet(PLACES[0], HERE, options)).found
    assert tag == "script" and script["src"] == f"{HERE}widget.js" and script["data-position"] == "left"
    assert script["data-title"].split() == text.split() and "data-greeting" not in script
    line = snippet(PLACES[1], HERE, options)
    address = line.removeprefix('mw.loader.load("').removesuffix('");')
    assert '"' not in address and "\n" not in address
    assert parse_qs(urlsplit(address).query)["title"] == [text]
    assert [tag for tag, _ in Tags(snippet(PLACES[2], HERE, options)).found] == ["iframe"]


def test_a_frame_takes_the_theme():
    assert f'src="{HERE}?__theme=dark"' in snippet(PLACES[2], HERE, Options(theme="dark"))
    assert f'src="{HERE}"' in snippet(PLACES[2], HERE, Options(theme=THEMES[0]))


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Wiki.example/index.php?x=1", "https://wiki.example"),
        ("wiki.example", "https://wiki.example"),
        ("http://localhost:8000/wiki.html", "http://localhost:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("javascript:alert(1)", ""),
        ("https://a b", ""),
        ("https://wiki.example'; script-src *", ""),
        ("", ""),
    ],
)
def test_the_origin_of_a_site(address, origin):
    assert origin_of(address) == origin


def test_it_says_which_origin_must_be_listed():
    settings = Settings(embed_origins=("https://one.example",))
    told = Seen(where_html(PLACES[0], "https://two.example/page", settings)).text
    assert 'ONRECORD_EMBED_ORIGINS="https://one.example https://two.example" python app.py' in told
    assert "is listed" in Seen(where_html(PLACES[1], "one.example", settings)).text
    assert "no address" in where_html(PLACES[1], "not a site", settings)
    assert "until its origin is listed" in where_html(PLACES[2], " ", settings)
