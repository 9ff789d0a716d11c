"""What is text stays text, what is cited is a link, and what was rendered can be read back."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from records import Article, Statement, Verdict
from tests.web.fakes import ARTICLES, HOSTILE, HOSTILE_ONES, LINDQVIST, FakeStore, answer_of, cite
from web.article import Mark, article_html, article_page, panel_html, paragraphs
from web.render import answer_html, fault_html, permalink, plain, plain_again, question_html, waiting_html

HOSTILE_STRINGS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "[x]: https://evil.example",
    "[x][1]",
    "<https://evil.example>",
    "https://evil.example",
    "www.evil.example",
    "a@evil.example",
    "$$x$$",
    "$x$",
    "\\(x\\)",
    "```mermaid\ngraph TD\n```",
    "~~~html\n<b>\n~~~",
    "${alert(1)}",
    "{{7*7}}",
    "{% raw %}",
    "`code`",
    "# heading",
    "- list",
    "1. list",
    "> quote",
    "| a | b |\n|---|---|",
    "***",
    "Setext\n===",
    "    indented",
    "\tindented",
    "a\n\nb",
    "<!-- comment",
    "<![CDATA[x]]>",
    "<?php",
    "</div></div>",
    "<style>*{display:none}</style>",
    "<form action=//evil.example>",
    "<svg onload=alert(1)>",
    "<base href=//evil.example>",
    "<think>x</think>",
    "<details open ontoggle=alert(1)>",
    "&lt;b&gt;",
    "&#60;b&#62;",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "[^1]",
    ":smile:",
    "~~x~~",
    "**x**",
    "_x_",
    "\\<b>",
    "\x00<b>",
    "\u202e<b>",
    "<\u200bb>",
]


class Seen(HTMLParser):
    """The elements, the attributes and the text a browser would see."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("text", HOSTILE_STRINGS)
def test_text_stays_text(text):
    written = plain(text)
    assert re.fullmatch(r"(?:&#\d+;|[^!-/:-@\[-`{-~\t\n\r])*", written)  # only numbered marks, on one line
    seen = Seen(f"<p>{written}</p>")
    assert seen.tags == ["p"]
    assert seen.text.replace("\ufffd", "\x00") == re.sub(r"[\t\n\v\f\r]+", " ", text)


@pytest.mark.parametrize("text", HOSTILE_STRINGS)
def test_a_question_is_shown_as_typed_and_read_back(text):
    html = question_html(text)
    assert "\n" not in html
    assert set(Seen(html).tags) <= {"div", "br"}
    typed = [line.strip().replace("\t", " ").replace("\x00", "\ufffd") for line in text.splitlines()]
    assert plain_again(html) == "\n".join(line for line in typed if line)


def test_every_rendering_is_one_line_that_starts_with_a_tag():
    answer = answer_of("q", HOSTILE_ONES)
    abstained = replace(answer, abstained=True, text="a\n\nb", reason="c\nd")
    for html in (
        answer_html(answer),
        answer_html(abstained),
        panel_html(answer, FakeStore().article),
        fault_html("a\nb"),
        waiting_html(),
    ):
        assert re.match(r"<div class=", html)
        assert "\n" not in html


def test_a_hostile_article_brings_no_element_of_its_own():
    seen = Seen(article_page(ARTICLES[3], "", *LINDQVIST_SPAN(HOSTILE)))
    assert not {"img", "form", "input", "style"} & set(seen.tags)
    assert seen.tags.count("script") == 1  # ours
    assert seen.tags.count("mark") == 1
    assert not [v for n, v in seen.attributes if n in ("href", "src") and v and re.match(r"(?:\w+:|//)", v)]
    for line in HOSTILE.split("\n\n")[:2]:
        assert line in seen.text


def LINDQVIST_SPAN(text):  # noqa: N802
    at = text.index("<script>")
    return at, at + 8


def test_a_statement_is_frame_words_and_link():
    html = answer_html(answer_of("q", LINDQVIST[2:3]))
    c = LINDQVIST[2]
    assert f'<span class="frame">{plain("From The Ellery Courier (2 March 2024):")}</span>' in html
    assert f'{plain(c.quote)}<span class="outer">”</span> <a class="cite" id="cite-qq-3"' in html
    assert f'href="{plain(permalink(c.article_id, c.start, c.end))}"' in html


def test_the_speaker_stands_out():
    assert "<b>Marta Lindqvist</b> said" in answer_html(answer_of("q", LINDQVIST[:1]))


def test_an_answer_is_read_back_as_its_text():
    answer = answer_of("q", [*LINDQVIST, *(replace(c, marker=c.marker + 4) for c in HOSTILE_ONES)])
    assert plain_again(answer_html(answer)) == re.sub(r"\n(?=graph|```)", " ", answer.text)
    declined = replace(answer, abstained=True, text="Not in these articles.", reason="Nothing near.")
    assert plain_again(answer_html(declined)) == "Not in these articles."
    assert plain_again(fault_html("No", "index")) == plain_again(waiting_html()) == ""


def test_a_marker_within_quoted_words_is_no_link():
    inner = "The notice read “see [2] below” and so on."
    article = Article("n", "Notice", inner, "n.txt", "0")
    first, second = cite(1, article, inner), cite(2, article, "The notice read")
    statement = Statement(f"From n.txt: “{inner}” [1]", (1, 2), Verdict.EXACT)
    html = answer_html(replace(answer_of("q", [first, second]), statements=(statement,)))
    assert html.count('class="cite"') == 1
    free = Statement("It says “see [2] below” [1], or so [2]. And [9].", (1, 2), Verdict.BORNE_OUT)
    html = answer_html(replace(answer_of("q", [first, second]), statements=(free,)))
    assert re.findall(r'id="cite-qq-(\d)"', html) == ["1", "2"]
    assert Seen(html).text == free.text


def test_a_marker_that_is_not_the_statements_own_is_no_link():
    statement = Statement("Free words [1] [2] [7].", (1, 7), Verdict.BORNE_OUT)
    html = answer_html(replace(answer_of("q", LINDQVIST[:2]), statements=(statement,)))
    assert re.findall(r'id="cite-qq-(\d)"', html) == ["1"]


def test_an_unsupported_statement_says_so():
    statement = Statement("Free words [1].", (1,), Verdict.NOT_BORNE_OUT)
    assert "not borne out" in answer_html(replace(answer_of("q", LINDQVIST[:1]), statements=(statement,)))


def test_the_mark_holds_the_words_of_its_citation():
    html = panel_html(answer_of("q", LINDQVIST), FakeStore().article)
    for c in LINDQVIST:
        assert f'<mark id="mark-qq-{c.marker}" class="mark-qq-{c.marker}">{plain(c.quote)}</mark>' in html
    assert html.count("<section") == 3


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
