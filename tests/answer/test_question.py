"""What is asked, in code: every case is a question as people type them and what it must be taken for."""

from datetime import date

import pytest

from answer.follow import stand_alone
from answer.question import each_alone, understand
from answer.speakers import Speakers
from records import Filters, Turn, Voice

SPEAKERS = Speakers(
    {"Maria Keller": 5, "Paul Weber": 3, "M. Keller": 1, "Transport Ministry": 2},
    {"Paul Weber": {"the transport minister", "Weber"}, "Maria Keller": {"Keller", "she"}},
)
TODAY = date(2024, 5, 1)


def asked(question, **options):
    return understand(question, SPEAKERS, today=TODAY, **options)


@pytest.mark.parametrize(
    ("question", "speaker", "about"),
    [
        ("What did Keller say about the bridge?", "Maria Keller", "the bridge"),
        ("what has weber said on the toll", "Paul Weber", "the toll"),
        ("What did Keller say about Weber?", "Maria Keller", "Weber"),
        ("What does the Transport Ministry think of the toll?", "Transport Ministry", "the toll"),
        ("What did the transport minister say about the toll?", "Paul Weber", "the toll"),
        ("keller on the toll", "Maria Keller", "the toll"),
        ("What is Keller's view on the toll?", "Maria Keller", "the toll"),
        ("Has Keller expressed herself on the toll?", "Maria Keller", "the toll"),
        ("Keller's verdict on the toll", "Maria Keller", "the toll"),
        ("How does Keller account for the toll?", "Maria Keller", "the toll"),
        ("When did Keller say that the bridge was safe?", "Maria Keller", "the bridge was safe"),
        ("According to Weber, how many cars crossed?", "Paul Weber", "many cars crossed"),
        ("How many cars crossed, according to Weber?", "Paul Weber", "many cars crossed"),
        ("What is the latest statement by Keller?", "Maria Keller", ""),
        ("What was Keller's latest statement?", "Maria Keller", ""),
        ("What are the latest remarks by Keller on the toll?", "Maria Keller", "the toll"),
        ("Which town did Keller call beautiful?", "Maria Keller", "Which town beautiful"),
        ("latest statement by Keller", "Maria Keller", ""),
        ("What did Keller tell reporters about the bridge?", "Maria Keller", "the bridge"),
        ("What did Weber say to the press?", "Paul Weber", ""),
        ("What did Weber tell media owners about tolls?", "Paul Weber", "media owners about tolls"),
        ("the first remark by Weber about tolls", "Paul Weber", "tolls"),
        ("Tell me what Keller said on the bridge", "Maria Keller", "the bridge"),
        ("Summarise what Weber has said about tolls", "Paul Weber", "tolls"),
        ("What has the toll brought the town, as Keller sees it?", "Maria Keller", "has the toll brought the town"),
        ("Who will pay the toll, if Weber is to be believed?", "Paul Weber", "will pay the toll"),
        ("What reason did Weber give for the toll?", "Paul Weber", "reason for the toll"),
        ("What is Keller saying about the bridge?", "Maria Keller", "the bridge"),
        ("How is Weber quoted on the toll?", "Paul Weber", "the toll"),
        ("How does Keller rate the bridge?", "Maria Keller", "the bridge"),
        ("What, by Weber's account, did the toll bring?", "Paul Weber", "did the toll bring"),
        (
            "Why would Weber's words change the town, in Keller's eyes?",
            "Maria Keller",
            "would Weber's words change the town",
        ),
        ("What is Keller's complaint about the toll?", "Maria Keller", "the toll"),
        ("Reasons Weber gave for the toll", "Paul Weber", "Reasons for the toll"),
        ("What advice does Weber give on the toll?", "Paul Weber", "advice the toll"),
        ("Which earlier tolls does Keller bring up?", "Maria Keller", "Which earlier tolls"),
        ("For what does Keller reproach the town?", "Maria Keller", "the town"),
        ("Summarise Keller's position on the toll", "Maria Keller", "the toll"),
        ("Please list the statements Weber made about the toll", "Paul Weber", "the toll"),
        ("Give me quotes from Keller", "Maria Keller", ""),
        ("I am looking for Weber's remarks on the toll", "Paul Weber", "the toll"),
        ("Which arguments does Weber bring against the toll?", "Paul Weber", "Which arguments against the toll"),
        ("What arguments against the toll did Weber put forward?", "Paul Weber", "arguments against the toll"),
        ("Who will pay the toll, as Keller put it on television?", "Maria Keller", "will pay the toll television"),
        ("Is the bridge safe, to hear Keller tell it?", "Maria Keller", "Is the bridge safe"),
        ("Tell me how Weber replied to the town", "Paul Weber", "the town"),
        ("I wonder whether Keller confirmed the toll", "Maria Keller", "whether the toll"),
        ("How did Weber retort to the town?", "Paul Weber", "the town"),
        ("What did Keller say about the past three years?", "Maria Keller", "the past three years"),
        ("What lesson does Weber draw from the last ten years?", "Paul Weber", "lesson from the last ten years"),
        ("When Keller met Weber, what did she say about the toll?", "Maria Keller", "the toll when Keller met Weber"),
    ],
)
def test_whose_words_and_about_what(question, speaker, about):
    understood = asked(question)
    assert understood.understood.speakers == (speaker,)
    assert understood.filters.speaker == speaker
    assert understood.about == about
    assert understood.speech


@pytest.mark.parametrize(
    "question",
    [
        "How many cars crossed the bridge?",
        "When was the bridge opened?",
        "What does the report say about tolls?",
        "Who built it?",
        "what is said about the bridge",
        "What happened when drivers said no?",
        "what many said about the toll",
        "When had all Keller states been asked to vote?",
        "When was Anna Holm sworn in?",
        "In what year was Weber last asked for help?",
        "When did Weber announce the toll?",
        "On what date did the transport ministry declare the bridge unsafe?",
    ],
)
def test_a_question_for_facts_has_no_speaker(question):
    understood = asked(question)
    assert understood.understood.speakers == ()
    assert not understood.speech
    assert understood.unknown is None


@pytest.mark.parametrize(
    "question", ["What did Macron say?", "what did macron say about tolls", "What is Macron's view on tolls?"]
)
def test_somebody_whom_nobody_quotes_is_named_as_unknown(question):
    assert asked(question).unknown.lower() == "macron"


def test_whoever_is_to_be_believed_is_asked_for():
    understood = asked("Who pays for the bridge, if one believes Keller?")
    assert understood.understood.speakers == ("Maria Keller",)
    assert "believes" not in understood.about


def test_where_the_first_is_quoted_nowhere_it_is_the_one_who_tells_of_him():
    assert asked("What does Macron say of tolls, according to Keller?").understood.speakers == ("Maria Keller",)


@pytest.mark.parametrize(
    ("question", "voice"),
    [
        ("What does the blogger think of Weber?", Voice.HOST),
        ("What does the Substack author think of Weber?", Voice.HOST),
        ("What does the author of the Substack blog think of Weber?", Voice.HOST),
        ("What does the blogger who printed the interview think of Weber?", Voice.HOST),
        ("What did readers say about the toll?", Voice.READER),
        ("What, in the opinion of a reader from the West, is a mistake?", Voice.READER),
        ("What does a reader underneath the post regret?", Voice.READER),
        ("To which animal does the blog's author liken the Secretary of State?", Voice.HOST),
        ("What did one of the readers below the post say about the toll?", Voice.READER),
        ("What does a reader's comment on the blog think of the toll?", Voice.READER),
        ("Which proverb did a commenter use of the toll?", Voice.READER),
        ("What did Keller say about the blogger?", None),
        ("What did Keller do before the blogger came?", None),
    ],
)
def test_whoever_is_behind_a_voice_can_be_asked_for(question, voice):
    assert asked(question).voice is voice


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who said “the bridge will not stand for long”?", "the bridge will not stand for long"),
        ('Who said "we did it. We \'ll do it again"?', "we did it. We 'll do it again"),
        ('Who remarked "the bridge will stand" of the north?', "the bridge will stand"),
        ("Who said that the bridge will stand?", ""),
        ("Who built “the bridge of the north”?", ""),
    ],
)
def test_words_in_marks_whose_speaker_is_asked_for(question, words):
    understood = asked(question)
    assert understood.quoted == words
    assert understood.who == question.startswith(("Who said", "Who remarked"))


def test_the_host_is_known_by_the_name_of_the_outlet():
    understood = asked("What is Jane Doe's opinion of the toll?", outlets=["ABC", "Jane Doe’s Substack", "Ann’s Blog"])
    assert (understood.voice, understood.filters.outlet) == (Voice.HOST, "Jane Doe’s Substack")
    assert understood.unknown is None and understood.about == "the toll"


def test_the_phrase_that_names_a_day_is_kept_with_the_year_it_prints():
    assert (asked("What was built on 24 February?").day, asked("What was built on 24 February?").year) == (
        "on 24 February",
        None,
    )
    assert asked("How many voted in 2023?").year == 2023
    assert asked("How many voted last week?").year is None


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("What did the Danish ambassador say about tolls?", "the Danish ambassador"),
        ("What did the mayor of Bonn say?", "the mayor of Bonn"),
        ("What did the new resolution say about tolls?", None),
        ("What did the transport minister say afterwards?", None),
    ],
)
def test_an_office_that_nobody_quoted_holds_is_unknown(question, unknown):
    assert asked(question).unknown == unknown


@pytest.mark.parametrize(
    "question",
    [
        "Fire on Rosenberg",
        "toll on lorries",
        "What did officials say about tolls?",
        "what did residents say",
        "What did the Danish ministers say?",
        "Does UNESCO want tolls?",
        "Did Norway deny entry?",
        "When did Belgium announce the toll?",
        "How did Portugal react?",
        "Which tolls did Siemens criticise?",
        "What is Norway's position on the toll?",
    ],
)
def test_nobody_is_called_a_thing_or_a_country_that_acts(question):
    assert (asked(question).unknown, asked(question).speech) == (None, False)


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("What did Norway say about tolls?", "Norway"),
        ("What did Norway have to say about tolls?", "Norway"),
        ("According to UNESCO, was the toll too high?", "UNESCO"),
        ("Did Trump deny that?", "Trump"),
        ("What did Ann Connelly say?", "Ann Connelly"),
        ("What did Sicily say?", "Sicily"),
        ("What did Ann Holm recently say?", "Ann Holm"),
    ],
)
def test_whoever_is_plainly_asked_for_and_not_quoted_is_unknown(question, unknown):
    assert asked(question).unknown == unknown


def test_an_office_that_several_hold_is_asked_of_each_of_them():
    speakers = Speakers(
        {"Lena Sand": 2, "Ivan Orlov": 3}, {"Lena Sand": {"the Danish envoy"}, "Ivan Orlov": {"the Swedish envoy"}}
    )
    assert understand("What did the envoy say?", speakers).understood.speakers == ("Ivan Orlov", "Lena Sand")
    assert understand("What did the Danish envoy say?", speakers).understood.speakers == ("Lena Sand",)
    assert understand("What did the Danish president say?", speakers).unknown == "the Danish president"
    assert understand("What did the Danish UN envoy say?", speakers).unknown is None


def test_when_somebody_spoke_next_is_no_subject():
    assert asked("What did the transport minister say afterwards?").about == ""


def test_what_two_said_is_compared():
    understood = asked("Compare what Keller and Weber said about the toll")
    assert understood.understood.speakers == ("Maria Keller", "Paul Weber")
    assert understood.about == "the toll"


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What did Keller and Sand say about the toll?", ("Sand",)),
        ("What did Keller, Sand and Weber say about the toll?", ("Sand",)),
        ("What did Keller and Weber say about the toll?", ()),
        ("What did Keller and others say about the toll?", ()),
        ("What did Keller and the press say about the toll?", ()),
        ("Who built the dam, according to Keller and ABC?", ()),
        ("Did Keller and Sand refuse the toll?", ()),  # it may be asked what they did
    ],
)
def test_of_several_those_are_told_whom_nobody_quotes(question: str, absent: tuple[str, ...]):
    understood = asked(question, outlets=["ABC"])
    assert understood.absent == absent
    assert understood.understood.speakers[-len(absent) :] == absent or not absent


@pytest.mark.parametrize(
    ("question", "outlets", "about", "apart"),
    [
        ("How did the Herald and the Morning Post differ on the toll?", ("Herald", "Morning Post"), "the toll", True),
        ("What did the Herald, the Morning Post and ABC write of it?", ("Herald", "Morning Post", "ABC"), "it", True),
        ("What did the Morning Post report about the toll?", ("Morning Post",), "the toll", False),
        ("How many cars crossed, according to the Herald?", ("Herald",), "How many cars crossed", False),
        ("How many cars crossed in 2020?", (), "How many cars crossed", False),
    ],
)
def test_what_outlets_print_is_asked_of_each_of_them(question, outlets, about, apart):
    understood = asked(question, outlets=["ABC", "Herald", "Post", "Morning Post"])
    assert understood.understood.outlets == outlets
    assert [one.filters.outlet for one in each_alone(understood)] == list(outlets or [None])
    assert (understood.about, understood.outlets, understood.speech, understood.unknown) == (about, apart, False, None)


@pytest.mark.parametrize(
    ("question", "audience", "about"),
    [
        ("What did Keller tell ABC about the toll?", "ABC", "the toll"),
        ("What did Keller tell the Danish press about the toll?", "the Danish press", "the toll"),
        ("What did Keller tell reporters about the toll?", "", "the toll"),
        ("What did Keller say about ABC?", "", "ABC"),
    ],
)
def test_whom_the_words_were_said_to_is_no_subject(question, audience, about):
    assert (asked(question).audience, asked(question).about) == (audience, about)


@pytest.mark.parametrize(
    ("question", "act"),
    [("Whom did Keller blame for it?", "blame"), ("What did Keller say of it?", ""), ("Who built it?", "")],
)
def test_a_verb_that_tells_more_than_that_something_was_said_counts(question, act):
    assert asked(question).act == act


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Lavorv say of it?", "Sergei Lavrov"),
        ("what did lavorv say of it", "Sergei Lavrov"),
        ("On Monday, what did lavorv say of China?", "Sergei Lavrov"),
        ("What did Lavrova say of it?", None),
        ("What did Larov say of it?", None),
    ],
)
def test_a_slip_in_a_name_is_seen_but_another_name_is_not_taken_for_it(question, speaker):
    found = understand(question, Speakers({"Sergei Lavrov": 3}, {}))
    assert found.filters.speaker == speaker


def test_a_common_word_is_not_taken_for_a_name_that_is_spelt_much_the_same():
    found = understand("what was said of money and party", Speakers({"Anna Moni": 3, "Karl Parti": 1}, {}))
    assert found.query == "what was said of money and party"


def test_names_in_the_subject_are_spelt_as_the_articles_spell_them():
    found = understand("When did Zelenskyy meet Mr Weber?", Speakers({"Volodymyr Zelensky": 3, "Paul Weber": 1}, {}))
    assert found.query == "When did Zelensky meet Mr Weber?"


@pytest.mark.parametrize(
    ("days", "since"),
    [([date(2022, 3, 28), date(2023, 5, 1)], date(2022, 3, 28)), ([date(2023, 5, 1)], date(2024, 3, 28))],
)
def test_a_day_without_a_year_is_one_on_which_something_was_printed(days, since):
    assert asked("What did Keller say on 28 March?", days=days).filters.since == since


def test_today_may_be_a_part_of_what_was_said():
    assert asked("Who leads there today, according to Keller?").filters.since is None
    assert asked("What did Keller say today?").filters.since == TODAY


def test_the_names_asked_about_are_not_the_outlets():
    found = asked("What was built in Bonn, according to the Herald International?", outlets=["The Herald", "ABC"])
    assert found.names == ("Bonn",)


def test_two_speakers_are_asked_for_one_by_one():
    understood = asked("What did Keller and Weber say about the toll?")
    assert understood.understood.speakers == ("Maria Keller", "Paul Weber")
    assert [one.filters.speaker for one in each_alone(understood)] == ["Maria Keller", "Paul Weber"]


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What did Keller say in March 2022?", date(2022, 3, 1), date(2022, 3, 31)),
        ("What did Keller say in 2019 about tolls?", date(2019, 1, 1), date(2019, 12, 31)),
        ("What did Keller say about tolls since March 2023?", date(2023, 3, 1), None),
    ],
)
def test_a_date_restricts_whose_words_are_asked_for(question, since, until):
    understood = asked(question)
    assert (understood.filters.since, understood.filters.until) == (since, until)
    assert "20" not in understood.about


def test_a_date_in_a_question_for_facts_is_part_of_the_facts():
    understood = asked("How many cars crossed in March 2022?")
    assert understood.filters == Filters()
    assert understood.understood.since == date(2022, 3, 1)


def test_the_askers_own_filters_go_before_the_questions_words():
    understood = asked("What did Keller say in 2019?", filters=Filters(speaker="Paul Weber", since=date(2020, 1, 1)))
    assert understood.filters.speaker == "Paul Weber"
    assert understood.filters.since == date(2020, 1, 1)


def test_the_askers_speaker_is_resolved_as_one_in_a_question_is():
    understood = asked("tolls", filters=Filters(speaker="Mrs. keller"))
    assert understood.filters.speaker == "Maria Keller"
    assert asked("tolls", filters=Filters(speaker="Macron")).filters.speaker == "Macron"


def test_a_name_chosen_as_it_is_listed_is_nobody_elses():
    quoted = Speakers({"Ukraine": 2, "Ukrainian Foreign Ministry": 3}, {})
    assert len(understand("What did Ukraine say about tolls?", quoted).understood.speakers) == 2
    chosen = understand("tolls", quoted, filters=Filters(speaker="Ukraine"))
    assert chosen.understood.speakers == ("Ukraine",)


def test_latest_and_earliest():
    assert asked("What is the latest thing Keller said?").understood.order == "latest"
    assert asked("What did Keller say about tolls?").understood.order is None


@pytest.mark.parametrize(
    ("before", "question", "query"),
    [
        ("What did Keller say about the toll?", "And Weber?", "What did Weber say about the toll?"),
        ("What did Keller say about the toll?", "and about Weber?", "What did Keller say about Weber?"),
        ("What did Keller say about the toll?", "and about the ferry?", "What did Keller say about the ferry?"),
        (
            "What did Keller say about the toll?",
            "What did she say about the ferry?",
            "What did Keller say about the ferry?",
        ),
        ("How many cars crossed the bridge?", "And how many lorries?", "how many lorries (cars crossed bridge)?"),
        ("What did Keller say about the toll?", "And what did Weber say?", "what did Weber say about the toll?"),
        ("What did Keller say about the toll?", "And what did Weber say about cars?", "what did Weber say about cars?"),
        ("What did Keller say about the toll?", "But how did Weber react to that?", "how did Weber react to the toll?"),
        ("What did Keller say about the toll?", "and the transport minister?", None),
        ("What did Keller say about the toll?", "And in May 2023?", "What did Keller say about the toll in May 2023?"),
        ("What did Keller say about the toll in 2022?", "And in 2023?", "What did Keller say about the toll in 2023?"),
        ("How many cars crossed the bridge?", "And since June?", "How many cars crossed the bridge since June?"),
        ("What did Keller say about the toll?", "And in Bonn?", "What did Keller say about the toll in Bonn?"),
        ("What did Weber say about the toll?", "What did she say about cars?", "What did she say about cars?"),
        ("What did Keller say about the toll?", "What did he say about cars?", "What did he say about cars?"),
        ("What did Keller and Weber say about it?", "What did he say about cars?", "What did Weber say about cars?"),
        ("What did Weber say about the toll?", "Who disagreed with him?", "Who disagreed with Weber?"),
        ("What did Weber say about the toll?", "Did his ministry agree?", "Did Weber's ministry agree?"),
        ("What did Weber say about the toll?", "Who else spoke about it?", "Who else spoke about the toll?"),
        ("What did Weber say about the toll?", "Anything else?", "What did Weber say about the toll?"),
        ("What did Weber say about the toll?", "And why?", "why (Weber toll)?"),
        (
            "What did Weber say about the toll?",
            "How did Keller account for such a remark?",
            "How did Keller account for Weber's remark on the toll?",
        ),
        (
            "Where will the ferry land, according to Weber?",
            "And at what hour does it leave, in his view?",
            "at what hour does it leave, in Weber's view?",
        ),
        (
            "What did the ministry want to know from Weber about the toll?",
            "And what did he answer?",
            "what did Paul Weber answer (ministry want know toll)?",
        ),
    ],
)
def test_a_follow_up_takes_what_it_leaves_unsaid(before, question, query):
    history = [Turn("user", before), Turn("assistant", "…")]
    query = query or "What did the transport minister say about the toll?"
    assert stand_alone(question, history, SPEAKERS) == query


@pytest.mark.parametrize(
    "question",
    [
        "Who won the Cup?",
        "What is the weather on Mars?",
        "Who designed the opera house in Hamburg?",
        "Was there a ceasefire?",
        "When did the Biological Weapons Convention enter into force?",
        "Where was the opera house in Hamburg built?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question):
    history = [Turn("user", "What did Keller say about the toll?"), Turn("assistant", "…")]
    assert stand_alone(question, history, SPEAKERS) == question
