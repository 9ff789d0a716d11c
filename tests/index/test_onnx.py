"""The ONNX form of the packaged model against the original in sentence-transformers, as an oracle."""

import numpy as np
import pytest

from index.embed import Embedder, open_embedder
from index.weights import Weights
from records import WeightsError
from settings import Settings

TEXTS = ["No.", "The minister spoke of talks by the sea.", "Лавров said “so” in 2022 — twice; " * 8]


@pytest.fixture(scope="module")
def original() -> Embedder:
    return open_embedder(Settings(embed="torch"))


def test_vectors_are_the_originals(embedder, original):
    np.testing.assert_allclose(embedder.embed(TEXTS), original.embed(TEXTS), atol=1e-4)
    np.testing.assert_allclose(embedder.embed_question("Who?"), original.embed_question("Who?"), atol=1e-4)


def test_token_states_are_the_originals(embedder, original):
    for ours, theirs in zip(embedder.read(TEXTS), original.read(TEXTS), strict=True):
        assert ours.offsets == theirs.offsets
        np.testing.assert_allclose(ours.states, theirs.states, atol=1e-3)


def test_a_question_longer_than_the_model_reads_is_read_up_to_there(embedder, original):
    long = "word " * 400
    np.testing.assert_allclose(embedder.embed_question(long), original.embed_question(long), atol=1e-4)
    assert len(embedder.read([long])[0].states) == embedder.max_tokens


def test_where_it_can_not_be_had_the_original_serves(original, tmp_path, monkeypatch, caplog):
    def fail(model, path):
        raise WeightsError("not this one", "")

    monkeypatch.setattr("index.embed.export", fail)
    fallen = Embedder(Weights(original.name, original.folder), tmp_path / "cache")
    np.testing.assert_allclose(fallen.embed(TEXTS[:1]), original.embed(TEXTS[:1]), atol=1e-5)
    assert "sentence-transformers" in caplog.text


def test_a_vector_does_not_depend_on_its_neighbours(embedder):
    alone = embedder.embed(TEXTS[:1])[0]
    together = embedder.embed(TEXTS * 5)[0]
    np.testing.assert_allclose(alone, together, atol=1e-5)
