"""The real, packaged embedder."""

import numpy as np
import pytest

from index.embed import Embedder, open_embedder
from index.weights import PACKAGED_SHA256, Weights
from records import OnRecordError, WeightsError
from settings import Settings


def test_vectors_are_unit_vectors_in_the_order_given(embedder):
    texts = ["a short one", "a rather longer text about the weather in the mountains", "talks"]
    vectors = embedder.embed(texts)
    assert vectors.shape == (3, embedder.dim)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        np.testing.assert_allclose(embedder.embed_question(text), vector, atol=1e-5)


def test_meaning_is_nearer_than_noise(embedder):
    talks, negotiations, soup = embedder.embed(["peace talks", "negotiations to end the war", "tomato soup"])
    assert talks @ negotiations > talks @ soup + 0.2


def test_a_text_longer_than_the_model_reads_is_refused_not_cut(embedder):
    with pytest.raises(OnRecordError, match="longer than"):
        embedder.embed(["word " * 255])
    assert embedder.embed(["word " * 254]).shape == (1, embedder.dim)


def test_token_states_lie_where_their_words_stand(embedder):
    (read,) = embedder.read(["Kuleba met Cavusoglu."])
    assert len(read.states) == len(read.offsets)
    assert "".join("Kuleba met Cavusoglu."[a:b] for a, b in read.offsets) == "KulebametCavusoglu."
    np.testing.assert_allclose(np.linalg.norm(read.states, axis=1), 1, atol=1e-5)
    assert embedder.read([]) == []


def test_the_weights_are_the_published_ones(embedder):
    assert embedder.weights_sha256 == PACKAGED_SHA256


def test_other_weights_than_named_are_refused_with_both_hashes(embedder):
    with pytest.raises(WeightsError) as caught:
        Embedder(Weights("other", embedder.folder, "f" * 64))
    assert PACKAGED_SHA256 in caught.value.message and "f" * 64 in caught.value.message


def test_a_folder_may_be_named(embedder):
    named = open_embedder(Settings(embedder=str(embedder.folder)))
    assert named.weights_sha256 == embedder.weights_sha256
    assert named.name == embedder.folder.name


def test_a_folder_without_safe_weights_is_refused(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickled")
    with pytest.raises(WeightsError, match=r"no model\.safetensors"):
        open_embedder(Settings(embedder=str(tmp_path)))


def test_a_hub_name_is_not_fetched_unless_that_is_allowed(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(WeightsError, match="neither a folder nor in the local cache") as caught:
        open_embedder(Settings(embedder="nobody/nothing"))
    assert "ONRECORD_ONLINE=on" in caught.value.hint
