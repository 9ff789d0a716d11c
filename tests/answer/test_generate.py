"""The door to chat models, asked over real HTTP: a scripted server on loopback."""

import sys
import time

import pytest
from langchain_core.language_models import FakeListChatModel

from answer.generate import ChatModel, open_chat
from index.count import prompt_tokens
from records import ModelError, Tokens
from settings import Settings
from tests.answer.scripted import Scripted, serving

ASKED = [("system", "Be short."), ("user", "Who left?")]


def chat_at(url: str, **more: object) -> ChatModel:
    return open_chat(Settings(model="openai:scripted", model_url=url, model_seconds=5.0, **more))


def test_a_reply_comes_piece_by_piece_with_what_it_cost():
    scripted = Scripted([["Kuleba ", "left. ", "[1]"]])
    with serving(scripted) as url:
        reply = chat_at(url, model_key="k", answer_tokens=50).write(ASKED)
        assert [piece for piece in reply if piece] == ["Kuleba ", "left. ", "[1]"]
    assert reply.tokens == Tokens(11, 7)
    (body,) = scripted.asked
    assert [(m["role"], m["content"]) for m in body["messages"]] == ASKED
    assert (body["stream"], body["temperature"], body.get("max_tokens") or body["max_completion_tokens"]) == (
        True,
        0,
        50,
    )
    assert scripted.keys == ["Bearer k"]


def test_tokens_are_counted_here_where_the_server_does_not():
    with serving(Scripted([["Kuleba left."]], usage=False)) as url:
        reply = chat_at(url).write(ASKED)
        assert "".join(reply) == "Kuleba left."
    assert reply.tokens == Tokens(sum(prompt_tokens(text) for _, text in ASKED), prompt_tokens("Kuleba left."))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(status):
    scripted = Scripted([status, status, ["Here."]])
    with serving(scripted) as url:
        assert chat_at(url).ask("Who?") == "Here."
    assert len(scripted.asked) == 3


@pytest.mark.parametrize(
    ("script", "said", "cure"),
    [
        (503, "busy or failing (503), after 4 tries", "unset ONRECORD_MODEL"),
        (401, "refused the key (401)", "ONRECORD_MODEL_KEY"),
        (404, "knows no model", "ONRECORD_MODEL_URL"),
        (400, "Error code: 400", "protocol"),
        (["Kuleba ", b"data: {not json}\n\n"], "failed: JSONDecodeError", "protocol"),
        (["Kuleba ", None], "Connection error", "ONRECORD_MODEL"),
    ],
)
def test_what_goes_wrong_names_the_address_and_the_cure(script, said, cure):
    scripted = Scripted([script])
    with serving(scripted) as url, pytest.raises(ModelError) as caught:
        chat_at(url).ask("Who?")
    assert f"openai:scripted at {url}" in caught.value.message
    assert said in caught.value.message
    assert cure in caught.value.hint


def test_a_request_that_has_begun_is_not_made_again():
    scripted = Scripted([["Kuleba ", b"data: {not json}\n\n"]])
    with serving(scripted) as url, pytest.raises(ModelError):
        chat_at(url).ask("Who?")
    assert len(scripted.asked) == 1


def test_nobody_there_is_told_with_the_address():
    with pytest.raises(ModelError, match=r"can't be reached") as caught:
        chat_at("http://127.0.0.1:9/v1").ask("Who?")
    assert "http://127.0.0.1:9/v1" in caught.value.message


@pytest.mark.parametrize("script", [[30.0], ["Kuleba ", 30.0], [b": ping\n\n", *([0.05, b": ping\n\n"] * 200)]])
def test_a_server_that_takes_too_long_is_left_in_time(script):
    scripted = Scripted([script])
    started = time.monotonic()
    with serving(scripted) as url, pytest.raises(ModelError, match=r"no answer within 0\.4 seconds") as caught:
        open_chat(Settings(model="openai:scripted", model_url=url, model_seconds=0.4)).ask("Who?")
    assert time.monotonic() - started < 2
    assert "ONRECORD_MODEL_SECONDS" in caught.value.hint


def test_a_reader_that_leaves_ends_the_request():
    scripted = Scripted([["word "] * 3 + [0.05, "word "] * 200])
    with serving(scripted) as url:
        pieces = iter(chat_at(url).write(ASKED))
        next(pieces)
        pieces.close()
        assert scripted.left.wait(5)


def test_any_chat_model_of_langchain_will_do():
    assert ChatModel(FakeListChatModel(responses=["Nobody left."]), "fake:one").ask("Who?") == "Nobody left."


@pytest.mark.parametrize("model", ["gpt-4", "nobody:knows", "openai:", ""])
def test_a_model_that_is_no_provider_and_name_is_refused(model):
    with pytest.raises(ModelError, match="PROVIDER:NAME") as caught:
        open_chat(Settings(model=model))
    assert "gguf" in caught.value.message


@pytest.mark.parametrize(
    ("provider", "package"), [("openai", "openai"), ("anthropic", "anthropic"), ("ollama", "ollama")]
)
def test_a_missing_package_says_which_line_to_install(monkeypatch, provider, package):
    monkeypatch.setitem(sys.modules, f"langchain_{package}", None)
    from langchain.chat_models import base

    for name in ("_get_chat_model_creator", "_import_module"):
        cached = getattr(base, name, None)
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
    with pytest.raises(ModelError) as caught:
        open_chat(Settings(model=f"{provider}:m", model_key="k"))
    assert caught.value.hint.startswith(f"pip install langchain-{package}==")


@pytest.mark.parametrize("provider", ["anthropic", "ollama"])
def test_the_other_providers_open_with_what_is_set(provider):
    pytest.importorskip(f"langchain_{provider}", reason="an extra: pip install -r requirements-models.txt")
    chat = open_chat(Settings(model=f"{provider}:m", model_url="http://127.0.0.1:9", model_key="k", model_seconds=1.0))
    with pytest.raises(ModelError) as caught:
        chat.ask("Who?")
    assert f"{provider}:m at http://127.0.0.1:9" in caught.value.message


def test_a_key_that_is_missing_says_what_to_set(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError) as caught:
        open_chat(Settings(model="openai:m"))
    assert "ONRECORD_MODEL_KEY" in caught.value.hint


def test_a_model_file_that_is_none_is_refused(tmp_path):
    with pytest.raises(ModelError, match="no model file"):
        open_chat(Settings(model=f"gguf:{tmp_path / 'none.gguf'}"))
    (tmp_path / "odd.gguf").write_text("text")
    with pytest.raises(ModelError, match="no GGUF file"):
        open_chat(Settings(model=f"gguf:{tmp_path / 'odd.gguf'}"))
