"""An article is shown whole and as text, with the cited words marked."""

import re
from dataclasses import replace

from records import Article
from tests.web.fakes import ARTICLES, HOSTILE, LINDQVIST, FakeStore
from tests.web.hostile import Seen
from web.article import Mark, article_html, article_page, panel_html, paragraphs
from web.render import plain


def test_a_hostile_article_brings_no_element_of_its_own():
    seen = Seen(article_page(ARTICLES[3], "", *script_in(HOSTILE)))
    assert not {"img", "form", "input", "style"} & set(seen.tags)
    assert seen.tags.count("script") == 1  # ours
    assert seen.tags.count("mark") == 1
    assert not [v for n, v in seen.attributes if n in ("href", "src") and v and re.match(r"(?:\w+:|//)", v)]
    for line in HOSTILE.split("\n\n")[:2]:
        assert line in seen.text


def script_in(text):
    at = text.index("<script>")
    return at, at + 8


def test_the_mark_holds_the_words_of_its_citation():
    html = panel_html(LINDQVIST, FakeStore().article, "qq")
    for c in LINDQVIST:
        assert f'<mark id="mark-qq-{c.marker}" class="mark-qq-{c.marker}">{plain(c.quote)}</mark>' in html
    assert html.count("<section") == 3
    assert "<span>Marta Lindqvist&#44; said</span>" in html
    assert "Nothing is cited" in panel_html([], FakeStore().article, "qq")


def test_a_mark_over_paragraphs_is_lit_in_each_and_named_once():
    article = Article("a", "A", "One two.\n\nThree four.", "a.txt", "0")
    html = article_html(article, [Mark(4, 15, "m", 1)])
    assert html.count("<mark") == 2
    assert html.count('id="m"') == 1
    assert "One " in html and 'class="m">two&#46;</mark>' in html and 'class="m">Three</mark>' in html


def test_marks_that_overlap_lose_no_words():
    article = Article("a", "A", "One two three four.", "a.txt", "0")
    seen = Seen(article_html(article, [Mark(0, 13, "m", 1), Mark(4, 18, "n", 2)]))
    assert re.sub(r"[12]", "", seen.text).endswith("One two three four.")


def test_a_long_article_is_shown_around_its_marks():
    article = Article("a", "A", "\n".join(f"Line {n} of many." for n in range(20_000)), "a.txt", "0")
    at = article.text.index("Line 15000")
    html = article_html(article, [Mark(at, at + 10, "m", 1)])
    assert "Line 15000</mark>" in html and "Line 1 of" not in html and "The whole article" in html
    assert "Line 1 of" in article_html(article, [Mark(at, at + 10, "cited")], whole=True)


def test_an_undated_article_says_so_and_a_link_is_only_to_the_web():
    assert "no date printed" in article_html(ARTICLES[2], [])
    assert "javascript" not in article_html(ARTICLES[3], [])
    assert 'href="https&#58;' in article_html(ARTICLES[0], [])


def test_paragraphs_hold_all_but_white_space():
    text = "  a b \n\n\tc\n d\r\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["a b", "c", "d"]


def test_an_article_in_another_language_says_that_its_speech_is_not_analysed():
    article = Article("a", "Titel", "Die Brücke ist zu.", "p", "s", language="de")
    assert "speech not analysed (de)" in article_html(article, [])
    assert "not analysed" not in article_html(replace(article, language="en-GB"), [])
