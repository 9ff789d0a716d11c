"""The whole way from a question to an Answer, with the real embedder over the articles that ship."""

import json
import subprocess
import sys
from datetime import date

import pytest

from answer.ask import Answerer
from language.compare import overlap
from records import Answer, Filters, Turn, Verdict, as_json
from tests.conftest import ROOT, SHARED

QUESTIONS = [
    "What did Lavrov say about negotiations?",
    "How many members abstained in the UN vote?",
    "What did Lavrov say about North Korea?",
    "what did zelensky say about the front lines",
    "Which port had the Russians taken?",
    "What is the best recipe for borscht?",
    "What did Macron say?",
]


def hold(answer: Answer, answerer: Answerer) -> None:
    """The invariants that every answer keeps."""
    for citation in answer.citations:
        article = answerer.retriever.store.article(citation.article_id)
        assert citation.quote == article.text[citation.start : citation.end]
        assert any(
            hit.passage.article_id == citation.article_id
            and hit.passage.start <= citation.start
            and citation.end <= hit.passage.end
            for hit in answer.hits
        )
    markers = [citation.marker for citation in answer.citations]
    assert (
        [m for statement in answer.statements for m in statement.markers] == markers == list(range(1, len(markers) + 1))
    )
    for statement, citation in zip(answer.statements, answer.citations, strict=True):
        assert statement.verdict is Verdict.EXACT
        assert citation.quote in statement.text and statement.text.endswith(f"[{citation.marker}]")
    assert answer.abstained == (not answer.citations) == (answer.reason is not None)
    assert not answer.abstained or answer.nearest or not answer.hits
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    assert all(one.score >= other.score for one, other in zip(answer.hits, answer.hits[1:], strict=False))
    assert len(answer.statements) <= 4


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_keeps_the_invariants_and_comes_out_the_same_again(answerer, question):
    answer = answerer.answer(question)
    hold(answer, answerer)
    again = answerer.answer(question)
    assert {**as_json(answer), "seconds": None} == {**as_json(again), "seconds": None}


@pytest.mark.parametrize("question", QUESTIONS)
def test_streamed_statements_come_one_by_one_with_their_citations_and_last_the_answer_that_holds_them(
    answerer, question
):
    *told, last = answerer.stream(question)
    assert {**as_json(last), "seconds": None} == {**as_json(answerer.answer(question)), "seconds": None}
    assert [statement for statement, _ in told] == list(last.statements)
    assert [citation for _, cited in told for citation in cited] == list(last.citations)
    assert all([c.marker for c in cited] == list(statement.markers) for statement, cited in told)
    assert bool(told) != last.abstained


def test_lavrov_on_negotiations_is_told_in_his_words_from_three_articles(answerer):
    answer = answerer.answer("What did Lavrov say about negotiations?")
    assert {citation.speaker.split()[-1] for citation in answer.citations} == {"Lavrov"}
    assert len({citation.path for citation in answer.citations}) >= 3
    assert all(citation.published for citation in answer.citations)


def test_what_answers_better_is_told_though_its_article_is_cited_already(answerer):
    answer = answerer.answer("Did Lavrov admit that his country had attacked its neighbour?")
    assert any("We did not attack Ukraine" in citation.quote for citation in answer.citations[:2])


def test_what_somebody_was_willing_to_do_may_be_told_in_nobodys_words(answerer):
    answer = answerer.answer("Under what conditions was Zelensky willing to consider neutrality?")
    assert "neutral status" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Lavrov tell CNN about negotiations?", "Sergei Lavrov is not quoted as telling CNN anything."),
        ("How many tanks were lost in the column near Kyiv?", "a count is asked for, and none is told."),
        ("Who is the mayor of Mariupol?", "the holder of an office is asked for, and none is told."),
        ("Who is the mayor of Kharkiv?", "the holder of an office is asked for, and none is told."),
        (
            "What did Kuleba say about the killings in Bucha?",
            "Dmytro Kuleba is quoted, but not on the killings in Bucha.",
        ),
    ],
)
def test_what_comes_near_without_being_told_is_declined_with_the_reason(answerer, question, reason):
    answer = answerer.answer(question)
    assert answer.abstained and answer.reason.startswith(reason)


@pytest.mark.parametrize(
    "question",
    [
        "what did lavorv say about negotiations",
        "On 28 March, what did Lavrov say about negotiations?",
        "I have read a lot about the war lately. Could you tell me what Lavrov said about negotiations?",
        "What did Lavrov tell Tanjug about negotiations?",
    ],
)
def test_a_question_is_understood_however_it_is_put(answerer, question):
    answer = answerer.answer(question)
    assert {citation.speaker.split()[-1] for citation in answer.citations} == {"Lavrov"}
    assert "negotiat" in answer.citations[0].quote


def test_the_number_asked_for_comes_first(answerer):
    answer = answerer.answer("How many members abstained in the UN vote?")
    assert "35" in answer.citations[0].quote


def test_near_repeats_are_told_once(answerer):
    answer = answerer.answer("What did Lavrov say about negotiations?")
    quotes = [citation.quote for citation in answer.citations]
    assert all(overlap(a, b) < 0.75 for i, a in enumerate(quotes) for b in quotes[:i])


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Lavrov say about the grain deal?", "not on the grain deal"),
        ("What did Lavrov say about vaccines?", "not on vaccines"),
        ("What guarantees does Zelensky want?", "not on guarantees"),
        ("What did Macron say about the war?", "nobody called Macron"),
        ("What did Lavrov say in 2014?", "1 January 2014"),
        ("How tall is Mount Elbrus?", "Mount Elbrus is not mentioned"),
        ("How do I reset my router?", "nothing in them answers"),
    ],
)
def test_what_is_not_there_is_declined_with_the_reason_and_the_nearest(answerer, question, reason):
    answer = answerer.answer(question)
    assert answer.abstained
    assert reason in answer.reason
    assert answer.text == f"Not in these articles: {answer.reason}"
    assert answer.nearest
    assert answer.citations == ()


def test_where_the_one_asked_for_says_nothing_those_who_do_are_named(answerer):
    answer = answerer.answer("What did Macron say about the corridors?")
    assert answer.reason.startswith("nobody called Macron is quoted. Quoted on the corridors: ")
    assert "Sergei Lavrov" in answer.reason
    assert "Quoted on" not in answerer.answer("What did Macron say about North Korean rice?").reason


def test_who_said_words_in_marks_is_told_by_the_sentence_that_holds_them(answerer):
    answer = answerer.answer("Who said “won on the battlefield”?")
    assert answer.citations[0].speaker == "Josep Borrell"
    assert all("won on the battlefield" in citation.quote for citation in answer.citations)
    nobody = answerer.answer("Who said “the moon is made of green cheese”?")
    assert nobody.abstained and "nobody is quoted with these words" in nobody.reason


def test_words_in_marks_may_run_over_sentences(answerer):
    words = "won on the battlefield. It will be the end of it"
    assert answerer.answer(f'Who said "{words}"?').citations[0].speaker == "Josep Borrell"


def test_the_latest_comes_first_and_what_has_no_date_last(answerer):
    answer = answerer.answer("What is the latest thing Lavrov said about negotiations?")
    days = [citation.published for citation in answer.citations]
    dated = [day for day in days if day]
    assert len(set(dated)) > 1
    assert days == sorted(dated, reverse=True) + [None] * (len(days) - len(dated))


def test_what_is_asked_of_a_year_is_not_answered_from_another(answerer):
    assert answerer.answer("How many countries voted for the resolution on Ukraine in 2023?").abstained
    assert not answerer.answer("How many countries voted for the resolution on Ukraine in 2022?").abstained


def test_a_kind_with_a_unit_that_no_sentence_holds_is_declined(answerer):
    assert "an age is asked for" in answerer.answer("How old is Sergei Lavrov?").reason


def test_each_article_is_told_once_where_outlets_are_compared(answerer):
    answer = answerer.answer("How did different outlets describe the attack on Kramatorsk?")
    articles = [citation.article_id for citation in answer.citations]
    assert articles and len(set(articles)) == len(articles)


def test_a_follow_up_is_asked_in_full(answerer):
    first = "How many countries voted for the UN resolution in March 2022?"
    history = [Turn("user", first), Turn("assistant", answerer.answer(first).text)]
    answer = answerer.answer("And how many abstained?", history)
    assert "resolution" in answer.query
    assert "35" in answer.citations[0].quote


def test_filters_hold(answerer):
    answer = answerer.answer("negotiations", filters=Filters(speaker="Kuleba"))
    assert {citation.speaker for citation in answer.citations} == {"Dmytro Kuleba"}
    answer = answerer.answer("What did Lavrov say about negotiations?", filters=Filters(until=date(2022, 3, 31)))
    assert answer.citations and all(citation.published <= date(2022, 3, 31) for citation in answer.citations)


def test_examples_are_questions_that_are_answered(answerer):
    examples = answerer.examples(3)
    assert len(examples) == 3
    assert not any(answerer.answer(example).abstained for example in examples)


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "answer", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_command_answers_a_batch_in_order_and_names_faulty_lines(shipped, tmp_path):
    lines = [
        '{"id": "a", "question": "How many members abstained in the UN vote?", "type": "fact"}',
        '{"id": "b"}',
        "not json",
        '{"id": "c", "turns": ["What did Lavrov say about negotiations?", "And Kuleba?"]}',
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines), encoding="utf-8")
    done = command("--batch", str(batch), "--json", "--index", str(shipped.index))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [line["id"] for line in told] == ["a", "b", 3, "c"]
    assert "35" in told[0]["citations"][0]["quote"]
    assert f"{batch}:2" in told[1]["error"]["message"] and f"{batch}:3" in told[2]["error"]["message"]
    assert told[3]["understood"]["speakers"] == ["Dmytro Kuleba"]


def test_the_command_names_the_one_that_makes_a_missing_index(tmp_path):
    done = command("Anything?", "--index", str(tmp_path / "none"))
    assert done.returncode == 2
    assert f"python -m ingest PATH… --index {tmp_path / 'none'}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the sample articles lie beside the project; they are not here")
@pytest.mark.parametrize(
    ("question", "abstains", "speaker"),
    [
        ("What did Lavrov say about negotiations?", False, "Lavrov"),
        ("How many members abstained in the UN vote?", False, None),
        ("What did Lavrov say about North Korea?", True, None),
        ("What did Lavrov say in 2019?", True, None),
        ("What did Macron say?", True, None),
    ],
)
def test_the_sample_articles_are_answered(sampled, question, abstains, speaker):
    answer = sampled.answer(question)
    hold(answer, sampled)
    assert answer.abstained is abstains
    if speaker:
        assert all(speaker in citation.speaker for citation in answer.citations)


def test_a_capital_is_asked_for_the_words_of_its_government(answerer):
    answer = answerer.answer("What did London say about the column?")
    assert {citation.speaker for citation in answer.citations} == {"British Ministry of Defence"}
    assert answerer.answer("How many met in Brussels?").abstained
