"""The whole way with a language model that is scripted: real HTTP on loopback, the real index of the articles that ship."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from langchain_core.language_models import FakeListChatModel

from answer.ask import Answerer, open_answerer
from answer.assemble import assemble
from answer.generate import ChatModel, open_chat
from answer.phrase import Phraser
from answer.split import sentences
from index.count import prompt_tokens
from records import Answer, Turn, Verdict
from settings import Settings
from tests.answer.scripted import Scripted, serving

QUESTION = "How many members abstained in the UN vote?"


@pytest.fixture(scope="module")
def exact(answerer):
    """The exact answer to the question, and the sentence that it cites first."""
    found = answerer.answer(QUESTION)
    assert "35" in found.citations[0].quote
    return found


def true_sentence(exact: Answer) -> str:
    return exact.citations[0].quote


@contextmanager
def model_that(answerer: Answerer, *scripts: int | Sequence[str | bytes | float | None], **more: object):
    """The answerer over the same index with a model that follows the scripts."""
    scripted = Scripted(scripts)
    with serving(scripted) as url:
        settings = replace(answerer.retriever.settings, model="openai:scripted", model_url=url, **more)
        phraser = Phraser(open_chat(settings), answerer.retriever.store, settings)
        yield Answerer(answerer.retriever, phraser), scripted


def hold(told: list, answer: Answer) -> None:
    """What is shown while it streams is what the Answer holds, and all that is shown was checked."""
    assert [statement for statement, _ in told] == list(answer.statements)
    known = {citation.marker for citation in answer.citations}
    assert sorted(known) == list(range(1, len(known) + 1))
    for statement, cited in told:
        assert [c.marker for c in cited] == sorted(statement.markers)
        assert set(statement.markers) <= known
    for citation in answer.citations:
        assert any(
            hit.passage.article_id == citation.article_id
            and hit.passage.start <= citation.start
            and citation.end <= hit.passage.end
            for hit in answer.hits
        )
    in_text = {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}
    assert in_text <= known | set(answer.unknown_markers)


def test_a_borne_out_sentence_is_told_with_the_sentence_that_it_rests_on(answerer, exact):
    with model_that(answerer, [f"{true_sentence(exact)} ", "[1]"]) as (asked, scripted):
        *told, answer = asked.stream(QUESTION)
    hold(told, answer)
    (statement,) = answer.statements
    assert (answer.answerer, answer.model, statement.verdict) == ("model", "openai:scripted", Verdict.BORNE_OUT)
    assert answer.citations[0].quote == exact.citations[0].quote
    assert (answer.tokens.read, answer.tokens.written) == (11, 7)
    assert answer.prompt and not answer.unsupported and not answer.unknown_markers
    assert QUESTION in scripted.asked[0]["messages"][-1]["content"]


LIES = {
    "fabricates a quotation": "The assembly called it “a day of shame for the whole world” [1].",
    "swaps the speaker": "Sergey Lavrov said that 35 countries abstained in the General Assembly vote [1].",
    "flips a negation": None,
    "changes a number": None,
    "cites what is not there": None,
    "cites nothing": None,
    "tells of something else": "The weather in Antalya was warm and the hotel was full [1].",
}


def lie(kind: str, exact: Answer) -> str:
    true = true_sentence(exact)
    made = {
        "flips a negation": re.sub(r"\b(abstained|voted|were|was|had)\b", r"never \1", true, count=1) + " [1]",
        "changes a number": true.replace("35", "53") + " [1]",
        "cites what is not there": f"{true} [99]",
        "cites nothing": true,
    }
    return LIES[kind] or made[kind]


@pytest.mark.parametrize("kind", LIES)
def test_a_model_that_lies_is_not_shown_and_the_exact_sentences_are(answerer, exact, kind):
    text = lie(kind, exact)
    with model_that(answerer, [text]) as (asked, _):
        *told, answer = asked.stream(QUESTION)
    hold(told, answer)
    assert answer.answerer == "exact"
    assert answer.statements == exact.statements
    assert answer.citations == exact.citations
    assert answer.text.startswith("Nothing that the language model wrote is borne out")
    assert len(answer.unsupported) == 1
    assert answer.unknown_markers == ((99,) if "[99]" in text else ())


@pytest.mark.parametrize("kind", LIES)
def test_in_mark_it_is_struck_and_labelled(answerer, exact, kind):
    text = lie(kind, exact)
    repeats = text.startswith(true_sentence(exact))  # which would not be told a second time
    script = text if repeats else f"{true_sentence(exact)} [1] {text}"
    with model_that(answerer, [script], check="mark") as (asked, _):
        *told, answer = asked.stream(QUESTION)
    hold(told, answer)
    *fine, struck = answer.statements
    assert [statement.verdict for statement in fine] == [Verdict.BORNE_OUT] * (not repeats)
    assert struck.verdict in (Verdict.NOT_BORNE_OUT, Verdict.MISATTRIBUTED, Verdict.UNCITED)
    assert f"~~{struck.text}~~ (" in answer.text
    assert len(answer.unsupported) == 1
    assert ("(no passage 99)" in struck.text) == ("[99]" in text)


def test_what_is_false_is_left_out_and_what_is_true_stays(answerer, exact):
    with model_that(answerer, [f"{lie('changes a number', exact)} {true_sentence(exact)} [1]"]) as (asked, _):
        *told, answer = asked.stream(QUESTION)
    hold(told, answer)
    assert [s.verdict for s in answer.statements] == [Verdict.BORNE_OUT]
    assert answer.answerer == "model" and "53" not in answer.text and "53" in answer.unsupported[0]


def test_a_model_that_repeats_itself_is_told_once_and_stopped(answerer, exact):
    script = [f"{true_sentence(exact)} [1] ", 0.01] * 300
    with model_that(answerer, script) as (asked, scripted):
        *told, answer = asked.stream(QUESTION)
        assert scripted.left.wait(5)
    hold(told, answer)
    assert len(answer.statements) == 1


def test_a_sentence_is_shown_when_it_is_checked_and_before_the_model_is_done(answerer, exact):
    script = [f"{true_sentence(exact)} [1] The", 2.0, " end is not near."]
    with model_that(answerer, script) as (asked, _):
        started = time.monotonic()
        stream = asked.stream(QUESTION)
        statement, cited = next(stream)
        assert time.monotonic() - started < 2.0
        assert statement.verdict is Verdict.BORNE_OUT and cited
        stream.close()


def test_a_reader_that_leaves_ends_the_request(answerer, exact):
    script = [f"{true_sentence(exact)} [1] The"] + [0.02, " end"] * 300
    with model_that(answerer, script) as (asked, scripted):
        stream = asked.stream(QUESTION)
        next(stream)
        stream.close()
        assert scripted.left.wait(5)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (401, "refused the key"),
        (503, "busy or failing"),
        ([b"data: {odd}\n\n"], "failed"),
        ([None], "can't be reached"),
        ([5.0], "no answer within 0.5 seconds"),
        (["No answer."], "found no answer"),
        ([], "found no answer"),
    ],
)
def test_a_model_that_fails_leaves_the_exact_answer_and_its_reason(answerer, exact, script, why):
    with model_that(answerer, script, model_seconds=0.5) as (asked, _):
        *told, answer = asked.stream(QUESTION)
    hold(told, answer)
    assert answer.statements == exact.statements and answer.answerer == "exact"
    assert why in answer.text.splitlines()[0]
    assert answer.model == "openai:scripted"


def test_one_that_stops_midway_keeps_what_was_checked(answerer, exact):
    script = [f"{true_sentence(exact)} [1] Beside that the", None]
    with model_that(answerer, script) as (asked, _):
        *told, answer = asked.stream(QUESTION)
    hold(told, answer)
    assert len(answer.statements) == 1 and answer.answerer == "model"


def test_where_there_is_no_answer_no_model_is_asked(answerer):
    with model_that(answerer, ["Borscht is made of beets [1]."]) as (asked, scripted):
        (answer,) = asked.stream("What is the best recipe for borscht?")
    assert answer.abstained and scripted.asked == []


TURNS = [Turn("user", "How many countries voted for the UN resolution in March 2022?"), Turn("assistant", "141.")]


@pytest.mark.parametrize(
    ("rewritten", "taken"),
    [
        ("How many countries abstained in the UN resolution vote in March 2022?", True),
        ("How many countries abstained in the Security Council vote in May 2019?", False),
        ("Tell me a joke.", False),
        ("", False),
    ],
)
def test_a_model_may_write_the_question_in_full_but_adds_no_name_or_date(answerer, rewritten, taken):
    with model_that(answerer, [rewritten], ["No answer."]) as (asked, scripted):
        answer = asked.answer("And how many abstained?", TURNS)
    assert (answer.query == rewritten) is taken
    assert "abstained" in answer.query and "resolution" in answer.query
    assert answer.tokens.read == 22 and len(scripted.asked) == 2


def test_without_a_model_the_rules_serve(answerer):
    assert "resolution" in answerer.answer("And how many abstained?", TURNS).query


@pytest.mark.parametrize("window", [1024, 2048, 8192, 128_000])
def test_the_prompt_fits_the_window_whatever_is_put_into_it(answerer, exact, window):
    settings = Settings(model_tokens=window, answer_tokens=200)
    history = [Turn("user" if i % 2 == 0 else "assistant", "word " * 3000) for i in range(40)]
    history += [Turn("user", "Who met?"), Turn("assistant", "Lavrov and Kuleba.")]
    context = assemble(exact, history, answerer.retriever.store, settings)
    assert sum(prompt_tokens(text) for _, text in context.messages) + 200 <= window
    assert context.sources
    first = exact.citations[0]
    assert (context.sources[1].article.id, context.sources[1].start <= first.start) == (first.article_id, True)
    if window == 128_000:
        assert len(context.sources) == len(exact.hits)
    assert context.messages[0][0] == "user"


def test_each_request_has_a_boundary_of_its_own(answerer, exact):
    texts = [assemble(exact, (), answerer.retriever.store, Settings()).messages[-1][1] for _ in range(2)]
    fences = [re.findall(r"--- ([0-9a-f]{16}) passage", text) for text in texts]
    assert len(set(fences[0])) == len(set(fences[1])) == 1 and fences[0][0] != fences[1][0]


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["They met", " [1]. Nothing came of it.", " [2]", " The", " end"], ["They met [1].", "Nothing came of it. [2]", "The end"]),
        (["He left at 3.5 p.m. [1]. ", "The U.N. voted. [2][3]\n- A third [4, 5]."], ["He left at 3.5 p.m. [1].", "The U.N. voted. [2][3]", "A third [4, 5]."]),
        (["One.", " ", "[", "1", "]", " Two."], ["One. [1]", "Two."]),
        (["  \n"], []),
    ],
)  # fmt: skip
def test_text_is_cut_into_sentences_as_it_comes(pieces, whole):
    assert list(sentences(pieces)) == whole
    assert list(sentences("".join(pieces))) == whole


def test_a_model_is_opened_where_one_is_named(shipped):
    with serving(Scripted([["No answer."]])) as url:
        answerer = open_answerer(replace(shipped, model="openai:scripted", model_url=url))
        assert answerer.phraser is not None
        assert answerer.answer(QUESTION).model == "openai:scripted"


def test_two_readers_at_once_do_not_mix(answerer, exact):
    with model_that(answerer, [f"{true_sentence(exact)} [1]"]) as (asked, _):
        found: list[Answer] = []
        threads = [threading.Thread(target=lambda: found.append(asked.answer(QUESTION))) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len({answer.text for answer in found}) == 1 and len(found) == 3


def test_no_answer_ends_a_reply_only_if_it_is_all_that_a_sentence_says(answerer, exact):
    true = f"{true_sentence(exact)} [1]"
    for reply, told in ((f"No answer came from Moscow [1]. {true}", 1), (f"No answer. {true}", 0)):
        chat = ChatModel(FakeListChatModel(responses=[reply]), "fake:one")
        phraser = Phraser(chat, answerer.retriever.store, answerer.retriever.settings)
        answer = Answerer(answerer.retriever, phraser).answer(QUESTION)
        assert (answer.answerer == "model") is bool(told), reply


def test_a_phrased_answer_cites_the_same_speaker_as_an_exact_one(answerer):
    question = "What did Lavrov say about negotiations?"
    cited = answerer.answer(question).citations[0]
    chat = ChatModel(FakeListChatModel(responses=[f"{cited.quote} [1]"]), "fake:one")
    phraser = Phraser(chat, answerer.retriever.store, answerer.retriever.settings)
    answer = Answerer(answerer.retriever, phraser).answer(question)
    assert (answer.answerer, answer.citations[0].speaker) == ("model", cited.speaker)


def test_a_fake_of_langchain_serves_as_well(answerer, exact):
    chat = ChatModel(FakeListChatModel(responses=[f"{true_sentence(exact)} [1]"]), "fake:one")
    phraser = Phraser(chat, answerer.retriever.store, answerer.retriever.settings)
    assert Answerer(answerer.retriever, phraser).answer(QUESTION).answerer == "model"
