"""The benchmark counts right; how fast anything is, is not tested."""

import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scale import __main__ as command
from benchmarks.scale import corpus, figures, fresh, multiply, peers, results, tell
from benchmarks.scale.results import OURS, SILENT, Again, Answered, Built, Ingested, Recalled, Scale, Searched
from benchmarks.scale.vectors import Given, Watched, draw

ROOT = Path(__file__).parents[2]


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_quantiles_are_numpys(values, part):
    assert figures.quantile(values, part) == pytest.approx(np.quantile(values, part), abs=1e-6)


def test_exponents_by_hand_and_by_another_fit():
    assert figures.exponent([(1, 5), (4, 10), (16, 20)]) == pytest.approx(0.5)  # four times as much: twice the cost
    assert figures.exponent([(1000, 7), (1_000_000, 7)]) == pytest.approx(0)
    rough = [(10, 3.0), (100, 50.0), (1000, 200.0), (10_000, 4000.0)]
    slope, _ = np.polyfit(*np.log(np.array(rough)).T, 1)
    assert figures.exponent(rough) == pytest.approx(slope)


def test_a_ratio_is_taken_within_its_round_and_against_the_best():
    ours, one, other = {1: 30.0, 2: 20.0, 3: 99.0}, {1: 10.0, 2: 5.0}, {1: 15.0, 2: 4.0}
    assert figures.ratios(ours, [one, other]) == [2.0, 4.0]  # the third round has no other
    assert figures.ratios(ours, []) == []


def test_changed_words_leave_every_offset_true():
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "articles").glob("*.md"))]
    words = corpus.vocabulary(texts)
    before, after = texts[0], corpus.reworded(texts[0], words, 1)
    assert len(after) == len(before)
    changed = [a != b for a, b in zip(before.split(), after.split(), strict=True)]
    assert 0.03 < sum(changed) / len(changed) < 0.3
    assert after == corpus.reworded(before, words, 1)
    assert after != corpus.reworded(before, words, 2)


@pytest.fixture
def news(tmp_path):
    """The reports that ship, as a set in BEIR's form with as many questions as a small run asks."""
    folder = tmp_path / "news"
    folder.mkdir()
    with (folder / "corpus.jsonl").open("w", encoding="utf-8") as out:
        for path in sorted((ROOT / "data" / "articles").glob("*.md")):
            text = path.read_text(encoding="utf-8").split("---", 2)[2].strip()
            told = {"source": "Gazette", "date": "2022-03-01"}
            print(json.dumps({"_id": path.stem, "title": "A title", "text": text, "metadata": told}), file=out)
    questions = [f"What did the minister say about talks, {n}?" for n in range(13)]
    (folder / "queries.jsonl").write_text("".join(json.dumps({"_id": q, "text": q}) + "\n" for q in questions))
    return folder


def test_articles_are_laid_out_until_they_come_to_so_many_passages(news, tmp_path):
    rows = corpus.rows(news)
    n = corpus.lay_out(rows, tmp_path / "few", 4)
    files = sorted((tmp_path / "few").rglob("*.jsonl"))
    assert len(files) == n
    read = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert sum(len(row["text"]) for row in read) >= 4 * corpus.A_PASSAGE > sum(len(r["text"]) for r in read[:-1])
    assert (read[0]["outlet"], read[0]["published"]) == ("Gazette", "2022-03-01")
    assert next(rows)["id"] not in {row["id"] for row in read}


def test_drawn_vectors_lie_around_real_ones():
    real = draw([str(n) for n in range(50)], np.random.default_rng(0).normal(size=(50, 384)).astype(np.float32))
    drawn = draw([f"text {n}" for n in range(200)], real)
    np.testing.assert_allclose(np.linalg.norm(drawn, axis=1), 1, atol=1e-5)
    assert 0.7 < np.median((drawn @ real.T).max(axis=1)) < 0.95
    np.testing.assert_array_equal(drawn[7:8], draw(["text 7"], real))
    assert draw([], real).shape == (0, 384)


def test_what_was_embedded_keeps_its_vector_and_the_rest_is_counted(tmp_path):
    base = Given(["a", "b"], np.eye(2, 384, dtype=np.float32))
    watched = Watched(None, base)
    vectors = watched.embed(["b", "something else"])
    np.testing.assert_array_equal(vectors[0], base.vectors[1])
    assert watched.drawn == 1
    watched.given.write(tmp_path)
    kept = Given.read(tmp_path)
    assert kept.texts == ["b", "something else"]
    np.testing.assert_array_equal(kept.vectors, vectors)


def test_a_worker_tells_its_last_line_and_its_own_memory():
    ended = fresh.run([sys.executable, "-c", "from benchmarks.scale.fresh import tell; print('…'); tell(n=3)"])
    assert ended.told["n"] == 3
    assert 1 < ended.told["own_mb"] <= ended.told["now_mb"] <= ended.told["peak_mb"] < 200  # not this process's
    assert 0 < ended.cpu <= ended.wall * 8


def test_a_worker_that_fails_is_told_of():
    with pytest.raises(SystemExit, match="ended with 3"):
        fresh.run([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_variable_can_be_taken_from_a_worker(monkeypatch):
    monkeypatch.setenv("SEEN", "yes")
    show = [sys.executable, "-c", "import os; print([int('SEEN' in os.environ)])"]
    assert fresh.run(show).told == [1]
    assert fresh.run(show, {"SEEN": None}).told == [0]


def test_the_network_is_counted_by_hand():
    shape = {"hidden_size": 4, "intermediate_size": 16, "num_hidden_layers": 2}
    # a layer, each twice (times, plus): 10 tokens x (4 projections of 4x4 + 2 of 4x16) + 2 products of 10x10 by 4
    assert multiply.flops(10, shape) == 2 * 2 * (10 * (4 * 16 + 2 * 64) + 2 * 100 * 4)


def test_all_products_are_the_same_product():
    found = {name: work() for name, work in multiply.products(5, 3, 2)}
    assert len(found) == 3
    np.testing.assert_allclose(found["numpy fp32"], found["onnxruntime fp32"][0], rtol=1e-5)
    scaled = found["onnxruntime int8"][0] / (255 * 127)
    np.testing.assert_allclose(found["numpy fp32"], scaled, atol=0.05)


def measured():
    """Two rounds at two sizes: ours takes 1 and 2 ms, the other 2 and 20, and embeds half as fast."""
    one = Scale(machine={"processor": "a"}, codes={"search": "c0de"})
    for turn in (1, 2):
        one.ingested += [Ingested(SILENT, turn, 100, 2.0, 3.0, 4.0, 300.0), Ingested(OURS, turn, 100, 3.0, 4, 5, 300.0)]
        one.ingested.append(Ingested("other", turn, 100, 4.0, 9.0, 9.0, 700.0))
        for system, ms in ((OURS, (1, 2)), ("other", (2, 20))):
            one.searched += [
                Searched(system, turn, n, 0.5, 9, 1.0, t / 1000, t / 500, t / 250, 100.0, 50.0, n * 2000)
                for n, t in zip((100, 1000), ms, strict=True)
            ]
    one.built += [Built(SILENT, 100, 9.0, 1.0, 90.0), Built(SILENT, 1000, 9.0, 10.0, 90.0)]
    one.recalled.append(Recalled(1000, 9, 0.98765, 0.9))
    one.answered.append(Answered(100, 7, 9, 2, 1.0, 0.25, 0.5, 400.0))
    one.again += [
        Again("all of it", 10, 1000, 10, 0, 99.0, 50.0, True),
        Again("1 % more", 11, 1010, 1, 0, 2.0, 1.0, True),
    ]
    one.speeds = {"embedder": 60.0, "numpy fp32": 120.0, "onnxruntime int8": 240.0}
    return one


def test_the_table_is_what_was_measured():
    lines = tell.table(measured()).splitlines()
    assert f"| {SILENT} | 50.0 (50.0–50.0) | 0.040 | 300 | 2.00 (2.00–2.00) |" in lines
    assert "| other | 25.0 (25.0–25.0) | 0.090 | 700 |  |" in lines
    ours = next(line for line in lines if line.startswith("| on record | 1,000 | 50% | 2.0"))
    assert "| 10.00 (10.00–10.00) | 1.0 | 100 | 50 | 2000 |" in ours  # 2 ms, where the other takes 20
    assert "| search, median | other | 1.00 | 100 to 1,000 |" in lines
    assert "| search, median | on record | 0.30 | 100 to 1,000 |" in lines  # log 2 / log 10
    assert "| 1,000 | 9 | 0.9877 | 0.90 |" in lines
    assert f"| building, processor | {SILENT} | 1.00 | 100 to 1,000 |" in lines
    assert "| 1 % more | 11 | 1,010 | 1 | 0 | drawn | 2.0 | 1.0 | 2.0% |" in lines
    assert "| embedder | 60 | 50% | 25% |" in lines
    assert any("| 0.25 | 0.50 |" in line for line in lines)
    assert "|" not in tell.table(Scale())


def test_plots_are_drawings_with_a_line_for_each_system(tmp_path):
    tell.draw(measured(), tmp_path)
    svg = (tmp_path / "scale-search.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert svg.count("<polyline") == 2
    assert "1,000" in svg
    tell.draw(Scale(), tmp_path / "none")
    assert not list((tmp_path / "none").iterdir())


def test_numbers_are_read_as_they_were_written(tmp_path):
    measured().write(tmp_path / "scale.json")
    assert results.read(tmp_path / "scale.json") == measured()
    assert results.read(tmp_path / "none.json") == Scale()


def test_a_peer_indexes_keeps_and_finds(tmp_path, monkeypatch, capsys):
    class Made:
        """Finds the texts that hold the question's last letter."""

        def index(self, texts, vectors=None):
            self.texts, self.drawn = texts, vectors is not None

        def save(self, folder):
            (folder / "kept").write_text(json.dumps([self.texts, self.drawn]))

        def load(self, folder):
            self.texts, self.drawn = json.loads((folder / "kept").read_text())

        def search(self, question, k):
            asked.append((question, self.drawn))
            return [text for text in self.texts if question[-1] in text][:k]

    asked = []
    monkeypatch.setattr(peers, "PEERS", {"made": Made})
    Given(["one", "two"], np.eye(2, dtype=np.float32)).write(tmp_path / "given")
    (tmp_path / "q.json").write_text(json.dumps([f"q{n}" for n in range(12)]))
    for what, *more in (
        ("index", "--given", tmp_path / "given", "--drawn"),
        ("search", "--questions", tmp_path / "q.json"),
    ):
        monkeypatch.setattr(sys, "argv", ["peers", "made", what, "--folder", str(tmp_path / "kept"), *map(str, more)])
        peers.main()
    built, found = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert built["passages"] == 2
    assert len(found["times"]) == 2  # ten of the twelve warm up
    assert found["bytes"] == (tmp_path / "kept" / "kept").stat().st_size
    assert (len(asked), asked[-1]) == (13, ("q11", True))


def test_a_small_run_of_ours(news, tmp_path, capsys):
    """Eight passages embedded; sixty, which the articles do not come to, repeated; every stage but the processor's."""
    out, work = tmp_path / "scale.json", tmp_path / "work"
    told = ["--work", work, "--out", out, "--sizes", "8", "60", "--base", "8", "--ingest", "8", "--rounds", "1"]
    stages = ["--stages", "ingest", "search", "answer", "again"]
    command.main([str(one) for one in (news, *told, "--questions", "12", *stages, "--peers")])
    scale = results.read(out)
    assert [one.system for one in scale.ingested] == [SILENT, OURS]
    small, large = scale.searched
    assert (small.drawn, large.drawn, large.passages) == (0, 1, 60)
    assert [one.questions for one in scale.searched] == [2, 2]
    assert [(one.recall, one.least) for one in scale.recalled] == [(1, 1), (1, 1)]  # so few are searched whole
    assert scale.answered[0].quotes > 0  # it was really read for who said what
    assert [one.passages for one in scale.answered] == [small.passages, small.passages, 60]
    whole, more, same, fewer, real = scale.again
    assert (more.changed, more.articles) == (1, whole.articles + 1)
    assert (same.changed, same.embedded, same.articles) == (0, 0, more.articles)
    assert (fewer.articles, real.articles) == (whole.articles, more.articles)
    assert (fewer.embedded, real.embedded) == (0, real.passages - whole.passages)
    assert "| grows |" in capsys.readouterr().out
    before = (work / "filled-60").stat().st_mtime_ns
    command.main([str(one) for one in (news, *told, "--show", "--peers")])
    assert (work / "filled-60").stat().st_mtime_ns == before
