"""The ONNX form of the packaged model against the original in sentence-transformers, as an oracle."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import index.onnx
from index.embed import Embedder, open_embedder
from index.onnx import OnnxEncoder, export
from index.weights import Weights
from records import WeightsError
from settings import Settings

ROOT = Path(__file__).parents[2]
CACHE = Settings().cache.expanduser()
TEXTS = ["No.", "The minister spoke of talks by the sea.", "Лавров said “so” in 2022 — twice; " * 8]


@pytest.fixture(scope="module")
def original() -> Embedder:
    return open_embedder(Settings(embed="torch"))


@pytest.fixture(scope="module")
def loaded(original):
    return original._load("eager")


def cosines(ones, others):
    return (ones * others).sum(axis=1)


def test_vectors_are_close_to_the_originals(embedder, original):
    """Eight bits move the vector of a short text more than that of a long one."""
    assert cosines(embedder.embed(TEXTS), original.embed(TEXTS)).min() > 0.97
    assert embedder.embed_question("Who?") @ original.embed_question("Who?") > 0.97


def test_the_nearest_text_stays_the_nearest(embedder, original):
    texts = [
        "Parliament passed the budget by a narrow majority.",
        "The bank raised its interest rate by a quarter point.",
        "A fire damaged the roof of the old theatre.",
        "Rain delayed the second half of the match.",
    ]
    asked = ["Who voted for the spending plan?", "What do loans cost?", "What burned?", "Why did the game go on late?"]
    for reads in (embedder, original):
        vectors = reads.embed(texts)
        assert [int(np.argmax(vectors @ reads.embed_question(question))) for question in asked] == [0, 1, 2, 3]


def test_the_runtime_reports_to_nobody(tmp_path, embedder):
    """Before it would report, onnxruntime makes an id for the machine in the home folder; not where CI is set."""
    embed = "from index.embed import open_embedder; from settings import read_settings; import os; "
    embed += "open_embedder(read_settings(os.environ)).embed_question('Who?')"
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "ONRECORD_CACHE": str(CACHE)}
    ours = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    subprocess.run([sys.executable, "-c", embed], cwd=ROOT, env=ours | home, check=True)
    assert not any("onnxruntime" in path.name for path in tmp_path.rglob("*"))


def test_token_states_are_close_to_the_originals(embedder, original):
    for ours, theirs in zip(embedder.read(TEXTS), original.read(TEXTS), strict=True):
        assert ours.offsets == theirs.offsets
        assert cosines(ours.states, theirs.states).mean() > 0.97


def test_a_question_longer_than_the_model_reads_is_read_up_to_there(embedder, original):
    long = "word " * 400
    assert embedder.embed_question(long) @ original.embed_question(long) > 0.97
    assert len(embedder.read([long])[0].states) == embedder.max_tokens


def test_where_it_can_not_be_had_the_original_serves(original, tmp_path, monkeypatch, caplog):
    def fail(model, path):
        raise WeightsError("not this one", "")

    monkeypatch.setattr("index.embed.export", fail)
    fallen = Embedder(Weights(original.name, original.folder), tmp_path / "cache")
    np.testing.assert_allclose(fallen.embed(TEXTS[:1]), original.embed(TEXTS[:1]), atol=1e-5)
    assert "sentence-transformers" in caplog.text


def test_where_eight_bits_are_too_coarse_it_runs_as_exported(loaded, original, tmp_path, monkeypatch, caplog):
    """A processor that multiplies small numbers with saturation gives other vectors; here the bar is set too high."""
    monkeypatch.setattr(index.onnx, "_CLOSE", 0.9999)
    export(loaded, tmp_path / "network.onnx")
    assert "it runs in 32" in caplog.text
    assert [path.name for path in tmp_path.iterdir()] == ["network.onnx"]
    whole = index.onnx.mean_vector(OnnxEncoder(tmp_path / "network.onnx").states(original.counter.tokenise(TEXTS)[1]))
    np.testing.assert_allclose(whole, original.embed(TEXTS)[1], atol=1e-4)


def test_eight_bits_are_added_up_right_the_quick_way_where_the_processor_can(embedder, monkeypatch):
    """Either this processor has room for the sums, and both ways give the same; or the slow way is taken for both."""
    path = CACHE / f"{embedder.weights_sha256[:16]}-{index.onnx.FORM}.onnx"
    text = embedder.counter.tokenise(TEXTS)[1]
    ours = OnnxEncoder(path).states(text)
    monkeypatch.setattr(index.onnx, "saturates", lambda: True)
    np.testing.assert_array_equal(OnnxEncoder(path).states(text), ours)


@pytest.mark.parametrize(("most", "wrong"), [(2**31 - 1, False), (32 * (2**15 - 1), True)])
def test_a_processor_whose_sums_have_no_room_is_found_out(most, wrong, monkeypatch):
    """64 products of the largest numbers; in pairs of 16 bits they would stop at half their sum."""

    class Processor:
        def __init__(self, *_, **__):
            pass

        def run(self, _, fed):
            return [np.minimum(fed["rows"].astype(np.int64).sum() * 127, most) * np.ones((1, 64), np.int32)]

    monkeypatch.setattr(index.onnx.onnxruntime, "InferenceSession", Processor)
    assert index.onnx.saturates.__wrapped__() == wrong


def test_an_export_that_gives_other_vectors_is_not_kept(loaded, tmp_path, monkeypatch):
    monkeypatch.setattr(index.onnx, "_EXACT", 1.1)
    with pytest.raises(WeightsError) as raised:
        export(loaded, tmp_path / "network.onnx")
    assert "ONRECORD_EMBED=torch" in raised.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_vector_does_not_depend_on_its_neighbours(embedder):
    alone = embedder.embed(TEXTS[:1])
    np.testing.assert_array_equal(embedder.embed(TEXTS * 5)[:1], alone)
    np.testing.assert_array_equal(embedder.embed(TEXTS)[0], alone[0])
