import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.vectors
from index.vectors import Segment, VectorIndex
from tests.conftest import ROOT

NONE = np.array([], dtype=np.int64)


def unit(n, seed, dim=8):
    vectors = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def written(path, rows, vectors):
    """A segment, its vectors given in two blocks."""
    half = len(rows) // 2 or 1
    blocks = [(rows[:half], vectors[:half]), (rows[half:], vectors[half:])]
    Segment.write(path, len(rows), lambda n: vectors[:n], [block for block in blocks if len(block[0])])
    return Segment(path)


def index_of(folder, rows, vectors, gone=NONE, parts=1):
    """An index over segments of about the same size, as it is opened."""
    segments = [
        written(folder / f"{i}.faiss", part, vectors[np.isin(rows, part)])
        for i, part in enumerate(np.array_split(rows, parts))
        if len(part)
    ]

    def stored(wanted):
        found = np.array([row for row in sorted(wanted) if row in set(rows) - set(gone)], dtype=np.int64)
        return found, vectors[np.searchsorted(rows, found)]

    return VectorIndex(segments, gone, stored)


@given(n=st.integers(1, 40), k=st.integers(1, 50), parts=st.integers(1, 4), seed=st.integers(0, 999), data=st.data())
def test_search_is_what_numpy_finds_among_those_present(tmp_path_factory, n, k, parts, seed, data):
    vectors, question, rows = unit(n, seed), unit(1, seed + 1)[0], np.arange(n) * 3 + 7
    gone = np.array(sorted(data.draw(st.sets(st.sampled_from(rows.tolist())))), dtype=np.int64)
    found = index_of(tmp_path_factory.mktemp("v"), rows, vectors, gone, parts).search(question, k)
    cosines = np.where(np.isin(rows, gone), -np.inf, vectors @ question)
    order = np.argsort(-cosines, kind="stable")[: min(k, n - len(gone))]
    assert list(found) == rows[order].tolist()
    np.testing.assert_allclose(list(found.values()), cosines[order], atol=1e-5)


def test_search_among_some_rows_finds_only_those(tmp_path):
    vectors = unit(20, 1)
    found = index_of(tmp_path, np.arange(20), vectors, parts=3)
    assert set(found.search(vectors[0], 20, among=np.array([3, 5, 8]))) == {3, 5, 8}
    assert found.search(vectors[0], 20, among=NONE) == {}


def test_scores_of_given_rows_are_cosines_and_what_is_gone_has_none(tmp_path):
    vectors = unit(5, 2)
    scores = index_of(tmp_path, np.arange(5) + 100, vectors, gone=np.array([104])).scores(vectors[0], [103, 104])
    assert list(scores) == [103]
    assert np.isclose(scores[103], vectors[0] @ vectors[3], atol=1e-6)


def test_without_a_segment_nothing_is_found():
    assert VectorIndex([], NONE, lambda rows: (NONE, unit(0, 1))).search(unit(1, 1)[0], 5) == {}


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """4000 vectors about 40 places, in a segment that is made as a large one is, and the vectors."""
    numbers = np.random.default_rng(5)
    vectors = unit(40, 6, 32)[numbers.integers(0, 40, 4000)] + numbers.normal(size=(4000, 32)) * 0.1
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.vectors, "LARGE", 4000)
        return index_of(tmp_path_factory.mktemp("large"), np.arange(4000), vectors), vectors


def test_a_large_segment_finds_what_a_search_of_the_whole_finds_with_exact_cosines(large):
    whole, vectors = large
    assert whole._segments[0]._cells is not None
    recalls = []
    for question in vectors[::50] + unit(80, 7, 32) * 0.3:
        found, cosines = whole.search(question, 100), vectors @ question
        np.testing.assert_allclose(list(found.values()), cosines[list(found)], atol=1e-6)
        recalls.append(len(set(found) & set(np.argsort(-cosines)[:100].tolist())) / 100)
    assert np.mean(recalls) >= 0.98


def test_a_large_segment_searched_among_few_finds_them_all_wherever_they_lie(large):
    whole, vectors = large
    few = np.arange(0, 4000, 400)
    assert set(whole.search(vectors[1], 100, among=few)) == set(few.tolist())


def test_a_large_segment_lets_what_is_gone_go(large, tmp_path):
    whole, vectors = large
    nearest = list(whole.search(vectors[9], 50))
    gone = np.array(sorted(nearest[:25]))
    later = VectorIndex(whole._segments, gone, whole._stored)
    assert set(later.search(vectors[9], 25)) == set(nearest[25:])


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(("large", "megabytes"), [(50_000, 31), (20_000, 8)])
def test_a_segment_is_mapped_not_loaded(tmp_path, monkeypatch, large, megabytes):
    """A child opens it: its own memory grows by a tenth of its size at most, neither at opening nor at searching."""
    monkeypatch.setattr(index.vectors, "LARGE", large)
    written(tmp_path / "s.faiss", np.arange(20_000), unit(20_000, 1, 384))
    program = f"""
import numpy as np
from pathlib import Path
from index.vectors import Segment
def own():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("RssAnon"))
question = np.full(384, 384 ** -0.5, dtype=np.float32)
before = own()
segment = Segment(Path({str(tmp_path / "s.faiss")!r}))
assert len(segment.candidates(question, 10, None, 1.0)) >= 10
print(own() - before)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.stderr
    assert (tmp_path / "s.faiss").stat().st_size > megabytes * 950_000
    assert int(done.stdout) < megabytes * 100
