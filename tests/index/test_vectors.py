import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.vectors import VectorIndex


def unit(n, seed, dim=8):
    vectors = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 999))
def test_search_is_what_numpy_finds(n, k, seed):
    vectors, question = unit(n, seed), unit(1, seed + 1)[0]
    rows = np.arange(n) * 3 + 7
    found = VectorIndex.build(rows, vectors).search(question, k)
    order = np.argsort(-(vectors @ question), kind="stable")[:k]
    assert list(found) == [int(rows[i]) for i in order]
    np.testing.assert_allclose(list(found.values()), (vectors @ question)[order], atol=1e-5)


def test_search_among_some_rows_finds_only_those():
    vectors = unit(20, 1)
    index = VectorIndex.build(np.arange(20), vectors)
    assert set(index.search(vectors[0], 20, among=[3, 5, 8])) == {3, 5, 8}
    assert index.search(vectors[0], 20, among=[]) == {}


def test_scores_of_given_rows_are_cosines():
    vectors = unit(5, 2)
    index = VectorIndex.build(np.arange(5) + 100, vectors)
    assert np.isclose(index.scores(vectors[0], [103])[103], vectors[0] @ vectors[3], atol=1e-6)


def test_a_saved_index_is_the_same_and_leaves_nothing_beside_it(tmp_path):
    index = VectorIndex.build(np.arange(5), unit(5, 3))
    index.save(tmp_path / "v.faiss")
    assert [path.name for path in tmp_path.iterdir()] == ["v.faiss"]
    assert VectorIndex.load(tmp_path / "v.faiss").search(unit(1, 4)[0], 5) == index.search(unit(1, 4)[0], 5)
