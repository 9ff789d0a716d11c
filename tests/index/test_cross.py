"""The real cross-encoder that installs as a package: what it tells apart, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.cross import CrossEncoder, open_cross_encoder
from index.weights import CROSS_SHA256, LEARNED, LEARNED_SHA256, Weights, find_cross_encoder
from records import WeightsError
from settings import Settings

QUESTION = "How many members abstained from voting?"
ANSWERS = "Thirty-five of the members took neither side."
SAME_SUBJECT = "The members voted on the resolution on Wednesday."
OTHER = "The ferry leaves the harbour at noon."


def scores(cross: CrossEncoder, *texts: str) -> dict[str, float]:
    """Of each text for the one question."""
    return {text: score for (_, text), score in cross.scores((QUESTION, text) for text in texts).items()}


@pytest.fixture(scope="module")
def cross() -> CrossEncoder:
    cross = open_cross_encoder(Settings())
    assert cross
    return cross


def test_the_weights_are_the_expected_ones() -> None:
    weights = find_cross_encoder(Settings())
    assert weights
    assert weights.sha256() == CROSS_SHA256


def test_what_answers_comes_before_what_is_on_the_subject_and_that_before_the_rest(cross: CrossEncoder) -> None:
    read = scores(cross, OTHER, SAME_SUBJECT, ANSWERS)
    assert read[ANSWERS] > read[SAME_SUBJECT] > read[OTHER]


def test_a_score_does_not_depend_on_what_else_is_read(cross: CrossEncoder) -> None:
    alone = scores(cross, ANSWERS)
    among = scores(cross, OTHER, ANSWERS, SAME_SUBJECT * 30, ANSWERS)
    assert among[ANSWERS] == alone[ANSWERS]
    assert len(among) == 3


@pytest.mark.parametrize("text", ["", " ", "¿?", "слово", "a " * 5000, "\x00\u202e\U0001f600"])
def test_any_text_has_a_score(cross: CrossEncoder, text: str) -> None:
    pairs = [(QUESTION, text), (text, OTHER)]
    read = cross.scores(pairs)
    assert set(read) == set(pairs)
    assert all(-15 < score < 15 for score in read.values())


def test_nothing_is_read_where_there_is_nothing(cross: CrossEncoder) -> None:
    assert cross.scores([]) == {}


def test_off_is_none() -> None:
    assert open_cross_encoder(Settings(cross_encoder="off")) is None


def test_a_folder_without_a_network_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"no model\.onnx in") as refused:
        open_cross_encoder(Settings(cross_encoder=str(tmp_path)))
    assert "ONRECORD_CROSS_ENCODER=off" in refused.value.hint


def test_other_weights_than_expected_are_refused_with_both_hashes(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"other")
    weights = Weights("named", tmp_path, CROSS_SHA256, "install again", "model.onnx")
    with pytest.raises(WeightsError, match=rf"named hash to \w+; expected is {CROSS_SHA256}"):
        CrossEncoder(weights)


def test_a_folder_of_ones_own_is_read_as_it_is(cross: CrossEncoder, tmp_path: Path) -> None:
    packaged = find_cross_encoder(Settings())
    assert packaged
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).symlink_to(packaged.folder / name)
    own = open_cross_encoder(Settings(cross_encoder=str(tmp_path)))
    assert own
    without_learned = CrossEncoder(replace(packaged, learned=None))
    assert scores(own, ANSWERS) == scores(without_learned, ANSWERS)
    assert scores(own, ANSWERS) != scores(cross, ANSWERS)


def test_what_was_learned_tells_a_name_that_the_sentence_has_from_another(cross: CrossEncoder) -> None:
    sentence = "Eva Holm led the talks in Bonn."
    asked, other = ((f"Who led the talks in {place}?", sentence) for place in ("Bonn", "Oslo"))
    read = cross.scores([asked, other])
    assert read[asked] > read[other] + 5


def test_learned_weights_that_are_not_the_expected_ones_are_refused_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / LEARNED.name).write_bytes(b"other")
    packaged = find_cross_encoder(Settings())
    assert packaged
    assert packaged.learned
    with pytest.raises(WeightsError, match=rf"cross hash to \w+; expected is {LEARNED_SHA256}") as refused:
        CrossEncoder(replace(packaged, learned=replace(packaged.learned, folder=tmp_path)))
    assert refused.value.hint.startswith("git checkout")
