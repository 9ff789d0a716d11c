import numpy as np
import pytest

from index.floor import above, floor_of


def test_the_floor_is_the_mean_cosine_of_texts_with_the_others_not_with_themselves():
    # Two texts at right angles but for what all have in common, (1, 0, 0) with a share of 0.8: cosine 0.64.
    vectors = list(np.array([[0.8, 0.6, 0.0], [0.8, 0.0, 0.6]], dtype=np.float32))
    assert floor_of(vectors, vectors) == pytest.approx(0.64, abs=1e-3)


def test_of_tokens_every_pair_of_two_texts_counts():
    one, other = np.array([[1.0, 0.0], [0.6, 0.8]]), np.array([[0.6, 0.8]])
    assert floor_of([one, other], [one, other]) == pytest.approx((0.6 + 1.0) / 2)


def test_vectors_with_little_in_common_have_none():
    assert floor_of(list(np.eye(3)), list(np.eye(3))) == 0.0


def test_a_cosine_counts_from_the_floor_to_one():
    assert above(0.77, 0.77) == 0.0
    assert above(1.0, 0.77) == 1.0
    assert above(0.5, 0.0) == 0.5
    np.testing.assert_allclose(above(np.array([0.6, 0.8, 1.0]), 0.6), [0.0, 0.5, 1.0])


def test_the_packaged_model_needs_none(embedder):
    assert embedder.floor == embedder.token_floor == 0.0
    assert embedder.english_only
