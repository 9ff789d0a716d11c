"""Who said what, on small texts of our own, with the real parser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.quotes import QuoteFinder
from records import Article, Block, Kind, Voice

FINDER = QuoteFinder()


def found(*paragraphs, language=None):
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph)))
        at += len(paragraph) + 2
    article = Article("a", "t", text, "p", "s", language=language)
    return [(q.who, str(q.kind), text[q.start : q.end]) for q in FINDER.find(article, blocks)]


def whose(words, *paragraphs):
    """The speakers of the quotes that hold these words."""
    return {who for who, _, text in found(*paragraphs) if words in text}


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


def test_text_that_is_not_english_is_left_unread():
    assert found("„Die Brücke ist sicher“, sagte Maria Keller.", language="de") == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="“”‘’'\" said He Lavrov,.\n", max_size=60), max_size=4))
def test_no_text_breaks_it_and_spans_lie_within(paragraphs):
    paragraphs = [p.replace("\n", " ") for p in paragraphs]
    text = "\n\n".join(paragraphs)
    for _, _, words in found(*paragraphs):
        assert words and words in text
