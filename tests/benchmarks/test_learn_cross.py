"""Teaching the cross-encoder: cases worked out by hand, and the real network from and to its own form."""

import json
import random

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from benchmarks.learn.cross.altered import altered
from benchmarks.learn.cross.cases import Candidate, Case, is_held, laid_out, read_cases
from benchmarks.learn.cross.network import learned_tensors, read_network
from benchmarks.learn.cross.train import Pair, Pupil, _group, train
from evaluation.halves import half_of
from index.cross import CrossEncoder
from index.weights import Weights, find_cross_encoder
from settings import Settings

QUESTION = "Who led the talks in Bonn?"
ANSWERS = "Eva Holm led the talks in Bonn."
SAME_SUBJECT = "The talks in Bonn lasted for two days."
PAIRS = [Pair(QUESTION, text, answers=False) for text in (ANSWERS, SAME_SUBJECT, "The ferry leaves at noon.")]


@pytest.fixture(scope="module")
def packaged():
    weights = find_cross_encoder(Settings())
    assert weights
    return Weights(weights.name, weights.folder, file=weights.file)


@pytest.fixture
def pupil(packaged):
    pupil = Pupil(
        read_network(packaged.folder / packaged.file), Tokenizer.from_file(str(packaged.folder / "tokenizer.json"))
    )
    pupil.network.train(False)
    return pupil


def scores(weights):
    pairs = [(QUESTION, pair.text) for pair in PAIRS]
    read = CrossEncoder(weights).scores(pairs)
    return np.array([read[pair] for pair in pairs])


def written(pupil, packaged, folder):
    save_file(learned_tensors(pupil.network, packaged.folder / packaged.file), folder / "cross.safetensors")
    learned = Weights("cross", folder, file="cross.safetensors")
    return Weights(packaged.name, packaged.folder, file=packaged.file, learned=learned)


def of(pupil):
    with torch.no_grad():
        return pupil.logits(PAIRS).numpy()


def test_the_form_that_learns_scores_as_the_packaged_one_does(pupil, packaged):
    assert of(pupil) == pytest.approx(scores(packaged), abs=0.3)


def test_what_has_not_learned_is_written_back_as_it_was(pupil, packaged, tmp_path):
    assert scores(written(pupil, packaged, tmp_path)) == pytest.approx(scores(packaged), abs=0.3)


def test_what_has_learned_is_written_so_that_the_network_tells_it(pupil, packaged, tmp_path):
    with torch.no_grad():
        for name, value in pupil.network.named_parameters():
            if name == "classifier.weight":
                value *= -0.5
    assert scores(written(pupil, packaged, tmp_path)) == pytest.approx(-0.5 * scores(packaged), abs=0.5)


def test_it_learns_from_cases_in_its_upper_layers_alone(pupil):
    before = {name: value.clone() for name, value in pupil.network.state_dict().items()}
    wrong = Candidate(ANSWERS, "", answers=False)
    right = Candidate(SAME_SUBJECT, "", answers=True)
    gap = of(pupil)[1] - of(pupil)[0]
    train(pupil, [Case(QUESTION, (wrong, right), 24)], [[]], random.Random(0))
    assert of(pupil)[1] - of(pupil)[0] > gap + 0.5
    changed = {name for name, value in pupil.network.state_dict().items() if not torch.equal(value, before[name])}
    assert any("layer.11." in name for name in changed)
    assert not [name for name in changed if "embeddings" in name or "layer.1." in name]


def test_runs_of_sentences_are_right_where_any_of_them_answers(monkeypatch):
    monkeypatch.setattr("benchmarks.learn.cross.train._IN_RUNS", 1.0)
    texts = [ANSWERS, *(f"{n}. {SAME_SUBJECT}" for n in range(8))]
    groups = [_group(laid_out(QUESTION, texts, [n == 0 for n in range(9)], 1), [], random.Random(n)) for n in range(40)]
    runs = [pair for group in groups for pair in group]
    assert all(pair.answers == (ANSWERS in pair.text) for pair in runs)
    assert all(pair.text in " ".join(texts) for pair in runs)
    assert {sum(pair.answers for pair in group) for group in groups} == {1}
    assert {pair.text.count(SAME_SUBJECT) + pair.answers for pair in runs} == set(range(2, 8))


def test_candidates_of_no_one_text_make_no_runs(monkeypatch):
    monkeypatch.setattr("benchmarks.learn.cross.train._IN_RUNS", 1.0)
    case = Case(QUESTION, (Candidate(ANSWERS, "", True), Candidate(SAME_SUBJECT, "", False)), 1)
    assert not case.is_running
    assert {pair.text for pair in _group(case, [], random.Random(0))} == {ANSWERS, SAME_SUBJECT}


def test_a_name_is_exchanged_for_one_that_the_answer_has_not():
    cases = [
        Case(QUESTION, (Candidate(ANSWERS, "", True), Candidate(SAME_SUBJECT, "", False)), 1),
        Case("Who led the talks in Paris?", (Candidate("Karl Berg did.", "They met in Paris.", True),), 1),
        Case("Who led the talks in Madrid?", (Candidate("She led them.", "", True),), 1),
    ]
    first, second, third = altered(cases, random.Random(0))
    assert {one.question for one in first} == {"Who led the talks in Paris?"}
    assert {one.candidate.text for one in first} == {ANSWERS}
    assert {one.question for one in second} == {QUESTION}
    assert third == []


def public_set(folder, corpus, queries, qrels):
    folder.mkdir()
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + "\n".join("\t".join(row) for row in qrels))


def test_cases_are_of_the_halves_that_may_be_learned_from(tmp_path):
    tune = [name for name in map(str, range(40)) if half_of(name) == "tune"]
    report = next(name for name in map(str, range(40)) if half_of(name) == "report")
    free = next(name for name in map(str, range(40)) if not is_held(name))
    held = next(name for name in map(str, range(40)) if is_held(name))
    text = f"{SAME_SUBJECT} {ANSWERS}"
    begins = text.index(ANSWERS)
    (tmp_path / "trecqa").mkdir()
    lines = {
        "id": "t",
        "question": QUESTION,
        "candidates": [{"text": ANSWERS, "label": 1}, {"text": "No.", "label": 0}],
    }
    (tmp_path / "trecqa" / "train.jsonl").write_text(json.dumps(lines))
    cited = {"passage": "p", "cited_sentences": [[ANSWERS]]}
    public_set(
        tmp_path / "clapnq",
        [{"_id": "p", "text": text}],
        [
            {"_id": tune[0], "text": "cited", "answerable": True, "metadata": cited},
            {"_id": tune[1], "text": "none", "answerable": False, "metadata": {"passage": "p"}},
            {"_id": report, "text": "other half", "answerable": True, "metadata": cited},
        ],
        [(tune[0], "p", "1"), (report, "p", "1")],
    )
    spans = {"spans": [[begins, begins + 8]]}
    public_set(
        tmp_path / "xquad_en",
        [{"_id": free, "text": text}, {"_id": held, "text": text}],
        [
            {"_id": tune[0], "text": "spans", "answers": ["Eva Holm"], "metadata": spans},
            {"_id": tune[1], "text": "held back", "answers": ["Eva Holm"], "metadata": spans},
        ],
        [(tune[0], free, "1"), (tune[1], held, "1")],
    )
    found = {
        case.question: [(one.text, one.before, one.answers) for one in case.candidates] for case in read_cases(tmp_path)
    }
    both = [(SAME_SUBJECT, "", False), (ANSWERS, SAME_SUBJECT, True)]
    assert found == {
        QUESTION: [(ANSWERS, "", True), ("No.", "", False)],
        "cited": both,
        "none": [(text, before, False) for text, before, _ in both],
        "spans": both,
    }
