"""An answer is its statements with their links, or why there is none; and what is doubtful says so."""

import re
from dataclasses import replace

import pytest

from records import Article, Kind, Statement, Verdict
from tests.web.fakes import HOSTILE_ONES, LINDQVIST, FakeStore, answer_of, cite
from tests.web.hostile import Seen
from web.article import panel_html
from web.render import permalink, plain, plain_again
from web.tell import answer_html, fault_html, stopped_html, telling_html, waiting_html


def test_every_rendering_is_one_line_that_starts_with_a_tag():
    answer = answer_of("q", HOSTILE_ONES)
    abstained = replace(answer, abstained=True, text="a\n\nb", reason="c\nd")
    for html in (
        answer_html(answer, "qq"),
        answer_html(abstained, "qq"),
        panel_html(answer.citations, FakeStore().article, "qq"),
        fault_html("a\nb"),
        waiting_html(),
        telling_html([(answer.statements[0], answer.citations[:1])], "qq"),
        stopped_html(waiting_html()),
    ):
        assert re.match(r"<div class=", html)
        assert "\n" not in html


def test_a_statement_is_frame_words_and_link():
    html = answer_html(answer_of("q", LINDQVIST[2:3]), "qq")
    c = LINDQVIST[2]
    assert f'<span class="frame">{plain("From The Ellery Courier (2 March 2024):")}</span>' in html
    assert f'{plain(c.quote)}<span class="mark close">”</span> <a class="cite" id="cite-qq-3"' in html
    assert f'href="{plain(permalink(c.article_id, c.start, c.end))}"' in html


def test_the_speaker_stands_out():
    assert "<b>Marta Lindqvist</b> said" in answer_html(answer_of("q", LINDQVIST[:1]), "qq")


def test_an_answer_is_read_back_as_its_text():
    answer = answer_of("q", [*LINDQVIST, *(replace(c, marker=c.marker + 4) for c in HOSTILE_ONES)])
    assert plain_again(answer_html(answer, "qq")) == re.sub(r"\n(?=graph|```)", " ", answer.text)
    declined = replace(answer, abstained=True, text="Not in these articles.", reason="Nothing near.")
    assert plain_again(answer_html(declined, "qq")) == "Not in these articles."
    assert plain_again(fault_html("No", "index")) == plain_again(waiting_html()) == ""


def test_a_marker_within_quoted_words_is_no_link():
    inner = "The notice read “see [2] below” and so on."
    article = Article("n", "Notice", inner, "n.txt", "0")
    first, second = cite(1, article, inner), cite(2, article, "The notice read")
    statement = Statement(f"From n.txt: “{inner}” [1]", (1, 2), Verdict.EXACT)
    html = answer_html(replace(answer_of("q", [first, second]), statements=(statement,)), "qq")
    assert html.count('class="cite"') == 1
    free = Statement("It says “see [2] below” [1], or so [2]. And [9].", (1, 2), Verdict.BORNE_OUT)
    html = answer_html(replace(answer_of("q", [first, second]), statements=(free,)), "qq")
    assert re.findall(r'id="cite-qq-(\d)"', html) == ["1", "2"]
    assert plain_again(html) == free.text


def test_a_marker_that_is_not_the_statements_own_is_no_link():
    statement = Statement("Free words [1] [2] [7].", (1, 7), Verdict.BORNE_OUT)
    html = answer_html(replace(answer_of("q", LINDQVIST[:2]), statements=(statement,)), "qq")
    assert re.findall(r'id="cite-qq-(\d)"', html) == ["1"]


@pytest.mark.parametrize("verdict", [Verdict.NOT_BORNE_OUT, Verdict.MISATTRIBUTED, Verdict.UNCITED])
def test_an_unsupported_statement_says_so(verdict):
    statement = Statement("Free words [1].", (1,), verdict)
    html = answer_html(replace(answer_of("q", LINDQVIST[:1]), statements=(statement,)), "qq")
    assert "Unsupported" in html and plain_again(html) == "Free words [1]."


def test_what_was_struck_and_what_was_made_up_is_told():
    answer = replace(answer_of("q", LINDQVIST[:1]), unsupported=("It rained.", "<b>No."), unknown_markers=(9,))
    html = answer_html(answer, "qq")
    assert "Unsupported: 2 sentences left out" in html
    assert f"<s>{plain('<b>No.')}</s>" in html and "&#91;9&#93; stands for no article" in html
    assert plain_again(html) == answer.text
    assert "Unsupported" not in answer_html(answer_of("q", LINDQVIST), "qq")


def test_what_is_struck_where_it_stands_is_not_listed_again():
    written = Statement("It rained [1].", (1,), Verdict.NOT_BORNE_OUT)
    answer = answer_of("q", LINDQVIST[:1])
    answer = replace(answer, statements=(*answer.statements, written), unsupported=("It rained [9].",))
    assert "left out" not in answer_html(answer, "qq")
    assert "stands for no article" in answer_html(replace(answer, unknown_markers=(9,)), "qq")


def test_why_the_articles_own_sentences_are_told_instead_of_a_models_is_told():
    answer = answer_of("q", LINDQVIST)
    why = "The model <x> at http://127.0.0.1:9/v1 can't be reached. The articles' own sentences instead:"
    html = answer_html(replace(answer, text=f"{why}\n{answer.text}"), "qq")
    assert why in Seen(html).text and html.index("instead") < html.index("statement")
    assert plain_again(html) == answer.text  # it is no part of what a follow-up builds on
    assert 'class="aside instead"' not in answer_html(answer, "qq")


@pytest.mark.parametrize(
    ("kind", "badge"),
    [(Kind.DIRECT, ">said<"), (Kind.INDIRECT, ">reported<"), (Kind.MIXED, ">reported, partly quoted<"), (None, "")],
)
def test_said_or_reported(kind, badge):
    html = answer_html(answer_of("q", [replace(LINDQVIST[0], kind=kind)]), "qq")
    assert badge in html and (badge != "") == ("badge" in html)


def test_what_was_told_stays_when_it_breaks_off():
    told = telling_html([(s, LINDQVIST) for s in answer_of("q", LINDQVIST[:2]).statements], "qq")
    assert plain_again(told) == answer_of("q", LINDQVIST[:2]).text
    for broken in (stopped_html(told), fault_html("No model", "Start it", "?q=x", told)):
        assert plain_again(broken) == plain_again(told)
        assert "Reading on" not in broken and broken.count("<div") == broken.count("</div>")
    assert plain_again(stopped_html(waiting_html())) == ""
    assert 'class="retry"' in fault_html("Busy", again="?q=x")
    assert "<a" not in fault_html("Busy")


def test_where_an_order_is_asked_for_what_has_no_date_is_warned_of():
    answer = answer_of("q", LINDQVIST)
    latest = replace(answer, understood=replace(answer.understood, order="latest"))
    undated = replace(latest, citations=tuple(replace(c, published=None) for c in answer.citations))
    assert "it could be newer" in answer_html(undated, "qq")
    assert "it could be" not in answer_html(replace(undated, understood=answer.understood), "qq")
    dated = replace(latest, citations=tuple(c for c in answer.citations if c.published))
    assert "it could be" not in answer_html(dated, "qq")
    assert plain_again(answer_html(undated, "qq")) == answer.text
