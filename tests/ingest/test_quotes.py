"""Who said what, on small texts of our own, with the real parser."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from records import Article, Block, Kind, Voice
from tests.ingest.spoken import FINDER, blocks, found, whose


@pytest.mark.parametrize(
    ("text", "who", "kind", "words"),
    [
        ("Maria Keller said that the bridge was safe.", "Maria Keller", "indirect", "that the bridge was safe"),
        ("The bridge was safe, Maria Keller said.", "Maria Keller", "indirect", "The bridge was safe"),
        ("“The bridge is safe,” Maria Keller said.", "Maria Keller", "direct", "“The bridge is safe,”"),
        ("‘The bridge is safe,’ said Maria Keller.", "Maria Keller", "direct", "‘The bridge is safe,’"),
        (
            "Maria Keller said the bridge was “quite safe” now.",
            "Maria Keller",
            "mixed",
            "the bridge was “quite safe” now",
        ),
        ("According to Maria Keller, the bridge was safe.", "Maria Keller", "indirect", "the bridge was safe"),
        ("Maria Keller accused the builders of haste.", "Maria Keller", "indirect", "the builders of haste"),
        (
            "The Transport Ministry said that the bridge was safe.",
            "Transport Ministry",
            "indirect",
            "that the bridge was safe",
        ),
    ],
)
def test_one_report(text, who, kind, words):
    assert any(w == who and k == kind and words in t for w, k, t in found(text))


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("The bridge, Maria Keller said on Monday, was safe by then.", "Maria Keller", "The bridge"),
        ("As Maria Keller said, the bridge was safe by then.", "Maria Keller", "the bridge was safe"),
        ("Maria Keller promised to mend the bridge.", "Maria Keller", "to mend the bridge"),
        ("Maria Keller called for a new bridge.", "Maria Keller", "a new bridge"),
        ("Maria Keller is concerned that the bridge will fall.", "Maria Keller", "that the bridge will fall"),
        ("Maria Keller repeated her claim that the bridge was safe.", "Maria Keller", "that the bridge was safe"),
        ("Maria Keller asked the mayor if the bridge was safe.", "Maria Keller", "if the bridge was safe"),
        ("The mayor of Bonn, Maria Keller, said that all was well.", "Maria Keller", "that all was well"),
        ("According to the mayor, Maria Keller, the bridge was safe.", "Maria Keller", "the bridge was safe"),
        ("“All is well with the bridge,” remembered Maria Keller, a clerk.", "Maria Keller", "All is well"),
        ("“It will fall in winter.” – Maria Keller", "Maria Keller", "It will fall"),
        ("''All is well with the bridge,'' Maria Keller said.", "Maria Keller", "All is well"),
    ],
)
def test_whose_words_by_construction(text, who, words):
    assert whose(words, text) == {who}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Weber asked whether Maria Keller was confident that the bridge was safe.", "that the bridge was safe"),
        ("Maria Keller does not plan to mend the bridge.", "to mend the bridge"),
        ("Maria Keller never said that the bridge was safe.", "that the bridge was safe"),
        ("Maria Keller did not say whether the bridge was safe.", "whether the bridge was safe"),
        ("“The bridge is safe for everybody,” Maria Keller never said.", "safe for everybody"),
    ],
)
def test_what_is_asked_or_denied_is_not_said(text, words):
    assert "Maria Keller" not in whose(words, text)


def test_whoever_declines_to_say_it_has_not_said_it():
    text = "Maria Keller declined to say that the bridge was safe."
    assert found(text) == [("Maria Keller", "indirect", "to say that the bridge was safe")]


def test_what_is_done_is_not_said():
    assert found("The town closed the bridge over the river on Monday.") == []


def test_a_wish_told_in_anothers_words_is_that_others():
    text = "Paul Weber said that Maria Keller wanted to close the bridge."
    assert whose("to close the bridge", text) == {"Paul Weber"}


def test_an_agency_that_passes_words_on_does_not_say_them():
    text = "“We have nothing to hide here,” Maria Keller said, according to Reuters."
    assert whose("nothing to hide", text) == {"Maria Keller"}


def test_an_agency_that_heads_the_sentence_does_not_take_its_speakers_words():
    text = "According to a report by the BBC, the mayor, Karl Braun, said that the bridge was safe."
    assert whose("that the bridge was safe", text) == {"Karl Braun"}


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Karl Braun asked Paul Weber", {"Paul Weber"}),
        ("Karl Braun asked the engineer", {None}),
        ("Karl Braun asked", {None}),
        ("Karl Braun said", {"Karl Braun"}),
    ],
)
def test_whoever_asks_does_not_reply(question, answers):
    assert (
        whose("nothing to fear", f"“Is the bridge safe?” {question}. “There is nothing to fear,” he replied.")
        == answers
    )


def test_whoever_is_she_is_not_he_in_the_next_sentence():
    text = "Robin Holm came to Bonn. She said that it was late. He said that it was early."
    assert whose("it was late", text) == {"Robin Holm"}
    assert whose("it was early", text) == {None}


def test_what_stands_before_a_colon_is_the_writers():
    text = "The town describes its aims otherwise: Maria Keller said that the bridge must go."
    assert "Maria Keller" not in whose("describes its aims", text)
    assert whose("the bridge must go", text) == {"Maria Keller"}


def test_what_the_writer_adds_behind_a_comma_is_not_said():
    text = "Maria Keller criticised the iron bridge, which was built in 1902."
    assert {quoted for _, _, quoted in found(text)} == {"the iron bridge"}


def test_two_of_one_surname_are_never_merged():
    paragraphs = ("Maria Keller met Karl Keller at noon in Bonn.", "Keller said that the bridge was closed.")
    assert whose("was closed", *paragraphs) == {None}


def test_he_is_not_a_woman():
    paragraphs = ("Paul Weber met Maria Keller on Monday.", "Maria Keller opened the bridge. He said that it was late.")
    assert "Maria Keller" not in whose("it was late", *paragraphs)


def test_a_turn_in_capitals_is_whom_the_article_names():
    text = "Maria Keller met the panel.\n\nKELLER: It is safe."
    blocks = [Block(0, 27), Block(29, len(text), speaker="KELLER")]
    (quote,) = FINDER.find(Article("a", "t", text, "p", "s"), blocks)
    assert (quote.speaker, quote.who) == ("KELLER", "Maria Keller")


def test_a_surname_is_the_full_name_that_the_article_prints():
    assert whose("closed", "Maria Keller spoke in Bonn.", "Keller said that the bridge was closed.") == {"Maria Keller"}


def test_he_or_she_is_the_one_spoken_of_last():
    text = "Maria Keller opened the bridge on Monday. She said that it was safe."
    assert whose("safe", text) == {"Maria Keller"}


def test_he_is_not_the_minister_when_another_without_a_name_comes_between():
    text = "Minister Paul Weber defended the bridge. The blogger was harsher. He said that it would fall."
    assert "Paul Weber" not in whose("would fall", text)


def test_a_paragraph_without_speech_may_say_who_he_is():
    paragraphs = (
        "Paul Weber said that the bridge was safe.",
        "The mayor Karl Braun has stayed in the town since then.",
        "In his latest message, he said that the lines were holding.",
    )
    assert whose("the lines were holding", *paragraphs) == {"Karl Braun"}


def test_a_role_is_the_one_whom_the_article_calls_so():
    assert whose("dangerous", "Transport Minister Paul Weber came.", "The minister said that haste was dangerous.") == {
        "Paul Weber"
    }


def test_a_role_that_two_hold_is_nobodys_in_particular():
    paragraphs = (
        "Transport Minister Paul Weber met Finance Minister Maria Keller at noon in Bonn.",
        "Nothing was decided there.",
        "A minister said that haste was dangerous.",
    )
    assert whose("haste was dangerous", *paragraphs) <= {None}


def test_a_minister_is_not_the_diplomat_of_another_country():
    text = "Josep Borrell, the head of European diplomacy, spoke. Foreign Minister Paul Weber answered him in Bonn."
    assert whose("game", text, "The words changed the “rules of the game”, in the minister's view.") == {"Paul Weber"}


def test_he_after_a_colon_is_the_subject_before_it():
    text = "Paul Weber said that it was late. Karl Braun was more cheerful: he called the outcome progress."
    assert whose("the outcome progress", text) == {"Karl Braun"}


def test_whom_a_clause_speaks_of_is_not_he():
    text = "Asked whether Karl Braun could help, Paul Weber said that it was early. The town was ready, he said."
    assert whose("The town was ready", text) == {"Paul Weber"}


def test_who_acts_in_what_another_tells_is_not_the_he_who_goes_on():
    first = "At the first meeting, Minister Paul Weber recalled, President Ivan Orlov had ordered a pause in the work."
    assert whose("it was decided to go on", first, "When nobody came, he said, it was decided to go on.") == {
        "Paul Weber"
    }


def test_a_colleague_may_be_meant_by_the_role_of_the_other():
    first = "Paul Weber, the Danish ambassador, said that the bridge was safe."
    then = "His Swedish colleague, Ivan Orlov, said that it was not. It might fall, the ambassador said."
    assert whose("It might fall", first, then) == {"Ivan Orlov"}
    assert whose("It might fall", first, then.replace("the ambassador", "the Danish ambassador")) == {"Paul Weber"}


def test_a_quote_split_by_its_cue_is_one_speakers():
    assert {w for w, _, _ in found("“We came,” Maria Keller said. “We saw what had been done.”")} == {"Maria Keller"}


def test_a_quotation_that_runs_over_paragraphs_stays_with_its_speaker():
    first = "Maria Keller said: ‘We see that the bridge is standing for now."
    second = "‘We talked about the steps that the builders are taking next.’"
    assert whose("the builders are taking", first, second) == {"Maria Keller"}


def test_whoever_is_mentioned_within_a_quote_is_not_its_speaker():
    text = "“When Weber says that all is well, nobody should believe him,” Maria Keller said."
    assert whose("nobody should believe", text) == {"Maria Keller"}


def test_two_speakers_in_one_paragraph_keep_their_own_words():
    text = "Maria Keller said that the bridge was safe. Paul Weber said that it would fall."
    assert whose("was safe", text) == {"Maria Keller"}
    assert whose("would fall", text) == {"Paul Weber"}


def test_a_term_in_marks_is_not_speech():
    assert found("The so-called “peace bridge” was closed on Monday.") == []


def test_a_turn_of_an_interview_belongs_to_the_name_before_it():
    text = "Maria Keller: It is safe. We checked."
    quotes = FINDER.find(Article("a", "t", text, "p", "s"), [Block(0, len(text), speaker="Maria Keller")])
    assert [(q.who, q.kind) for q in quotes] == [("Maria Keller", Kind.DIRECT)]


def test_what_a_host_adds_is_nobody_elses_speech():
    text = "Keller said that all is well, but I doubt it."
    assert FINDER.find(Article("a", "t", text, "p", "s"), [Block(0, len(text), Voice.HOST)]) == ()


GERMAN = "„Die Brücke ist sicher“, sagte die Bürgermeisterin Maria Keller am Montag, und niemand widersprach ihr."


@pytest.mark.parametrize("language", ["de", None])
def test_text_that_is_not_english_is_left_unread(language):
    assert found(GERMAN, language=language) == []
    assert not FINDER.reads(Article("a", "t", GERMAN, "p", "s", language=language))


def test_english_is_read_by_any_of_its_codes():
    text = "Maria Keller said that the bridge was safe."
    assert all(FINDER.reads(Article("a", "t", text, "p", "s", language=code)) for code in (None, "en", "en-GB"))


def test_articles_are_told_apart_though_they_are_parsed_together():
    texts = ("Maria Keller said that the bridge was safe.", GERMAN, "She said that it was late.")
    articles = [(Article(str(i), "t", text, "p", "s"), [Block(0, len(text))]) for i, text in enumerate(texts)]
    quotes = [said.quotes for said in FINDER.find_each(articles)]
    assert [[q.article_id for q in some] for some in quotes] == [["0"], [], ["2"]]
    assert quotes[2][0].who is None


def test_two_megabytes_in_one_paragraph_and_no_verb():
    text = "Bridge “" * 250_000
    assert FINDER.find(Article("a", "t", text, "p", "s", language="en"), [Block(0, len(text))]) == ()


@settings(max_examples=40, deadline=None)
@example(["said Maria “ '' asked"])
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                "“ ” ‘ ’ ' \" '' said He she Weber Maria , . : – according to that it was safe asked the\n".split(" ")
            ),
            max_size=25,
        ).map(" ".join),
        max_size=4,
    )
)
def test_no_text_breaks_it_and_each_quote_lies_in_a_paragraph_that_names_its_speaker(paragraphs):
    paragraphs = [p.replace("\n", " ") for p in paragraphs]
    text = "\n\n".join(paragraphs)
    stand = blocks(*paragraphs)
    before: dict[str | None, int] = {}
    for quote in FINDER.find(Article("a", "t", text, "p", "s"), stand):
        assert any(block.start <= quote.start < quote.end <= block.end for block in stand)
        assert quote.speaker is None or quote.speaker in text
        assert set((quote.who or "").split()) <= set(text.replace("'", " ").split()) | set(text.split())
        assert quote.start >= before.get(quote.who or quote.speaker, 0)
        before[quote.who or quote.speaker] = quote.end
