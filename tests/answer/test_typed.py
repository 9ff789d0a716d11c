import pytest

from answer.typed import to_the_point


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("I have followed the talks for weeks, so could you tell me what Keller wants?", "what Keller wants?"),
        ("I read that there was a vote in May: how many members of the UN abstained?", None),
        ("We saw the reports of last week. Who fired on Bonn?", "Who fired on Bonn?"),
        ("Keller spoke about the toll, so could you tell me what she said?", None),
        ("I read about the flood in Bonn. Where does Keller say that?", None),
        ("What did Keller say about the toll?", None),
        ("Could you tell me how many abstained?", "how many abstained?"),
        ("I'd like to know why he left.", "why he left."),
        ("Does anybody know who built it?", "who built it?"),
        ("Is it true that Keller left?", "Keller left?"),
        ("Tell them to wait.", None),
        ("Please list all the members that abstained", "the members that abstained"),
        ("I want to leave.", None),
        ("After the talks in Bonn, what did Keller say?", None),
    ],
)
def test_what_leads_up_to_a_question_goes_unless_it_is_needed(typed, asks):
    assert to_the_point(typed) == (asks or typed)
