"""Whose words is a paragraph? Made-up interviews of a ferry captain."""

from ingest.lines import Cut, Paragraph
from ingest.voices import voices
from records import Voice


def told(*paragraphs):
    """(first letter of the voice, speaker) of each paragraph: of a text, or a text and what was cut before it."""
    found = [Paragraph(p) if isinstance(p, str) else Paragraph(p[0], after=p[1]) for p in paragraphs]
    return [(said.voice.value[0], said.speaker) for said in voices(found)]


ARTICLE, INTERVIEWER, HOST, READER = (("a", None), ("i", None), ("h", None), ("r", None))
LEE = ("a", "Ann Lee")
NAMES = {voice.value[0] for voice in Voice}

INTRO = "I read this interview yesterday, and here it is."
Q1, A1 = "Question: How is the sea?", "Ann Lee: Calm today."
MORE = "It was rough last week."
Q2, A2 = "Question: Will you sail?", "Ann Lee: At noon."


def test_the_first_letters_tell_the_voices_apart():
    assert len(NAMES) == len(Voice)


def test_a_report_has_no_turns():
    assert told("Lee said: ‘The sea is calm.", "‘We sail at noon.’", "She added: ‘All aboard.’") == [ARTICLE] * 3


def test_turns_are_told_by_their_labels_and_carried_on():
    assert told(Q1, "And the wind?", A1, MORE, Q2, A2) == [INTERVIEWER, INTERVIEWER, LEE, LEE, INTERVIEWER, LEE]


def test_one_question_and_one_answer_are_an_interview():
    assert told("Q: How is the sea?", "Captain Ann Lee (by telephone): Calm.") == [
        INTERVIEWER,
        ("a", "Captain Ann Lee"),
    ]


def test_an_answer_without_a_name_has_no_speaker():
    assert told("Q. How is the sea?", "A. Calm.", "Q. And the wind?", "A. None.") == [INTERVIEWER, ARTICLE] * 2


def test_without_a_question_label_the_outlet_or_who_mostly_asks_is_the_interviewer():
    turns = [("i", None), ("a", "Ann Lee")] * 2
    assert told("BBC: Tell us of the sea.", "Ann Lee: It is calm.", "BBC: And the wind.", "Ann Lee: None.") == turns
    assert told("Bo Day: Calm?", "Ann Lee: It is calm.", "Bo Day: Windy?", "Ann Lee: No wind.") == turns


def test_names_that_come_back_are_a_talk_and_what_has_none_is_the_reporters():
    turns = ("Bo Day: Calm.", "Ann Lee: Windy.", "They paused.", "DAY: Calm.", "LEE: Windy.", "DAY: No.", "LEE: Yes.")
    assert told(*turns) == [("a", "Bo Day"), LEE, ARTICLE, *[("a", "DAY"), ("a", "LEE")] * 2]


def test_words_before_colons_that_are_no_names_are_no_talk():
    assert told("Pro: Calm.", "Con: Windy.", "Pro: Cheap.", "Con: Slow.") == [ARTICLE] * 4


def test_a_word_and_a_colon_inside_an_answer_are_no_speaker():
    assert told(Q1, A1, "Firstly: the wind.", Q2, A2) == [INTERVIEWER, LEE, LEE, INTERVIEWER, LEE]


def test_an_introduction_in_the_first_person_is_the_hosts():
    assert told(INTRO, "Ann Lee is a captain.", Q1, A1) == [HOST, ARTICLE, INTERVIEWER, LEE]


def test_the_host_takes_over_at_an_editors_mark():
    assert told(Q1, A1, ("A fine talk.", Cut.EMPHASIS), "Well said.")[1:] == [LEE, HOST, HOST]
    assert told(Q1, A1, ("A fine talk.", Cut.RULE))[1:] == [LEE, HOST]


def test_of_several_marks_the_last_ends_the_answer():
    assert told(Q1, A1, (MORE, Cut.EMPHASIS), ("A fine talk.", Cut.EMPHASIS))[1:] == [LEE, LEE, HOST]


def test_a_mark_before_the_last_question_ends_nothing():
    assert told(Q1, A1, (MORE, Cut.RULE), Q2, A2) == [INTERVIEWER, LEE, LEE, INTERVIEWER, LEE]


def test_the_host_takes_over_where_the_interviewee_is_spoken_of():
    assert told(Q1, A1, MORE, "Lee’s words are plain.", "So much for that.")[1:] == [LEE, LEE, HOST, HOST]


def test_readers_speak_below_comments():
    assert told("The sea was calm.", "All sailed.", ("Nice.", Cut.COMMENTS), "Indeed.") == [ARTICLE] * 2 + [READER] * 2


def test_readers_speak_below_a_plea_only_where_a_host_has_spoken():
    assert told(Q1, A1, "I like Lee.", ("Me too.", Cut.PLEA))[2:] == [HOST, READER]
    assert told("The sea was calm.", ("All sailed.", Cut.PLEA)) == [ARTICLE] * 2
    assert told("The sea was calm.", "Lee spoke first.", ("All sailed.", Cut.PLEA)) == [ARTICLE] * 3


def test_below_a_plea_after_the_last_answer_nobody_is_quoted():
    assert told(Q1, A1, (MORE, Cut.PLEA))[1:] == [LEE, READER]


def test_a_heading_is_no_label():
    assert voices([Paragraph("Question: what now", heading=True), Paragraph(A1)])[0].voice is Voice.ARTICLE


def test_text_below_a_talk_of_short_answers_is_no_answer():
    below = "The ferry was built in 1902."
    assert told(Q1, A1, Q2, A2, below, "It carries forty people.")[-2:] == [ARTICLE] * 2
    assert told(Q1, A1, MORE, Q2, A2, below)[-1] == LEE  # here answers go on without a label
    assert told(Q1, A1, below)[-1] == LEE  # and here nothing tells


def test_what_is_said_of_the_talk_itself_is_no_answer():
    for below in (
        "The interview was held on board.",
        "This talk has been edited for length.",
        "Translated by Bo Holm.",
    ):
        assert told(Q1, A1, MORE, Q2, A2, below)[-1] == ARTICLE
