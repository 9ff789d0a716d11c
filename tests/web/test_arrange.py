"""What stands around an answer is drawn from its records, and each link of it is a question."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

from records import Filters, Understood
from tests.web.fakes import LINDQVIST, answer_of
from tests.web.fakes import VALE as VALE_
from tests.web.hostile import Seen
from web.arrange import chips_html, compared, quoted_html, timeline_html
from web.render import plain_again
from web.tell import answer_html

VALE = replace(VALE_, marker=3)


def addresses(html):
    return [parse_qs(value[1:]) for name, value in Seen(html).attributes if name == "href" and value.startswith("?")]


def test_each_part_can_be_struck_off():
    question = "What did Marta Lindqvist say about the night rate in March 2024?"
    understood = Understood(("Marta Lindqvist",), "the night rate", date(2024, 3, 1), date(2024, 3, 31))
    answer = replace(answer_of(question, LINDQVIST[:1]), understood=understood)
    html = chips_html(answer, Filters(outlet="Coast Wire"), date(2024, 5, 1))
    assert [one["q"] for one in addresses(html)] == [
        ["Who spoke about the night rate in March 2024?"],
        ["What did Marta Lindqvist say in March 2024?"],
        ["What did Marta Lindqvist say about the night rate?"],
    ]
    assert all(one["outlet"] == ["Coast Wire"] for one in addresses(html))
    assert "March 2024</a>" in html
    assert chips_html(answer_of("How many voted?", LINDQVIST[:1]), Filters()) == ""


def test_whom_an_answer_quotes_can_be_asked_for_alone():
    answer = answer_of("What was said?", [LINDQVIST[0], VALE])
    html = quoted_html(answer, Filters(since=date(2024, 1, 1)))
    assert addresses(html) == [
        {"q": ["What was said?"], "speaker": [who], "since": ["2024-01-01"]}
        for who in ("Marta Lindqvist", "Tomas Vale")
    ]
    asked_for = replace(answer, understood=Understood(("Marta Lindqvist", "Tomas Vale"), ""))
    assert quoted_html(asked_for, Filters()) == ""
    assert quoted_html(answer_of("q", LINDQVIST[3:]), Filters()) == ""


def test_a_timeline_is_in_order_and_spaced_by_days():
    seen = Seen(timeline_html(answer_of("q", LINDQVIST), "k"))
    days = [seen.text.index(day) for day in ("2 March 2024", "4 March 2024", "no date printed")]
    assert days == sorted(days)
    assert [value for name, value in seen.attributes if name == "style"] == ["flex-grow:2", "flex-grow:1"]
    assert [value for name, value in seen.attributes if name == "href"] == [f"#cite-k-{n}" for n in (1, 3, 2, 4)]
    assert timeline_html(answer_of("q", [LINDQVIST[0], LINDQVIST[2], LINDQVIST[3]]), "k") == ""


def test_a_comparison_is_a_table_by_speaker_or_outlet():
    answer = answer_of("q", [*LINDQVIST[:2], VALE, replace(LINDQVIST[3], marker=4)])
    assert compared(answer) is None
    by_speaker = replace(answer, understood=Understood(("Tomas Vale", "Marta Lindqvist", "Ines Roth"), ""))
    html = answer_html(by_speaker, "k")
    head, body = html.split("<tbody>")
    assert [head.index(name) for name in ("Tomas Vale</th>", "Marta Lindqvist</th>", "Ines Roth</th>")]
    vale, lindqvist, roth = body.split("<td>")[1:]
    assert "cite-k-3" in vale and "cite-k-1" in lindqvist and "cite-k-2" in lindqvist
    assert "Nothing on this" in roth
    assert html.index("cite-k-4") > html.index("</table>")  # of none of them: it stands below
    by_outlet = replace(answer, understood=Understood((), "", outlets=("Coast Wire", "The Ellery Courier")))
    wire, courier = answer_html(by_outlet, "k").split("<tbody>")[1].split("<td>")[1:]
    assert "cite-k-2" in wire and "cite-k-1" in courier


def test_the_outlets_that_are_told_apart_are_those_that_answer():
    answer = answer_of("How did different outlets describe the strike?", LINDQVIST)
    columns = compared(answer)
    assert columns.names == ("The Ellery Courier", "Coast Wire")
    assert [columns.of(c) for c in LINDQVIST] == ["The Ellery Courier", "Coast Wire", "The Ellery Courier", None]
    assert compared(answer_of("How did different outlets describe the strike?", LINDQVIST[:1])) is None


def test_a_comparison_is_read_back_whole():
    answer = answer_of("q", [*LINDQVIST[:2], VALE])
    table = answer_html(replace(answer, understood=Understood(("Marta Lindqvist", "Tomas Vale"), "")), "k")
    assert plain_again(table).splitlines() == answer.text.splitlines()
