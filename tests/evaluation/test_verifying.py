"""Perturbed sentences are false where they say so, and the tally counts what it is given."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from answer.verify import Checked
from evaluation import paraphrase, perturb, results
from evaluation.gold import load
from evaluation.report import render
from evaluation.score import Case
from evaluation.substitute import Change, Gold
from evaluation.verifying import Trial, faults, report, tally, trials
from language.names import parse
from records import Seconds, Tokens, Verdict
from tests.conftest import SHARED
from tests.evaluation.made import answer, article, citation, clerk, hit, question


def gold(text: str, **more: object) -> Gold:
    given = {"others": {}, "numbers": (), "strangers": ("Hens lay eggs.",), **more}
    return Gold(text, next(iter(parse([text]))), **given)  # type: ignore[arg-type]


def made(change: Change, text: str, **more: object) -> set[str | None]:
    """All that chance makes of a sentence in twenty tries."""
    return {change(gold(text, **more), random.Random(seed)) for seed in range(20)}


SENTENCE = "Two ships left Bremmen in May 2021."


@pytest.mark.parametrize(
    ("change", "text", "within"),
    [
        (perturb.negation, SENTENCE, {"Two ships did not leave Bremmen in May 2021."}),
        (perturb.negation, "It is not shut.", {"It is shut.", None}),
        (perturb.modality, "It may be shut.", {"It will be shut."}),
        (perturb.opposite, "Prices rose in May.", {"Prices fell in May."}),
        (perturb.unrelated, SENTENCE, {"Hens lay eggs."}),
        (paraphrase.reordered, "In May 2021, two ships left Bremmen.", {"Two ships left Bremmen in May 2021."}),
        (paraphrase.contracted, "It did not stop.", {"It didn’t stop."}),
        (paraphrase.counted, "Some 3 ships left.", {"Some three ships left."}),
        (paraphrase.shortened, "The ship (a barge) left.", {"The ship left."}),
        (paraphrase.synonyms, "She said that it began.", {"She stated that it started."}),
        (perturb.name, "No names here at all.", {None}),
        (perturb.speaker, SENTENCE, {None}),
    ],
)
def test_a_change_is_made_by_grammar_in_one_place(change, text, within):
    assert made(change, text) <= within
    assert made(change, text) & within


def test_names_numbers_dates_and_speakers_are_replaced_by_others():
    assert all("Two" not in told for told in made(perturb.number, SENTENCE))
    assert all("2021" not in told or "May" not in told for told in made(perturb.date, SENTENCE))
    others = {"PERSON": ("Jane Doe", "Ann Lee"), "GPE": ("Arl",)}
    said = "Jane Doe said that Paris was cold."
    assert made(perturb.speaker, said, others=others, speaker="Jane Doe") == {"Ann Lee said that Paris was cold."}
    assert made(perturb.name, said, others=others, speaker="Jane Doe") == {"Jane Doe said that Arl was cold."}


def test_a_quotation_keeps_its_words_in_every_paraphrase():
    text = "He said “we began to help and did not stop at 3 ships (or 4)” and began again."
    for change in paraphrase.PARAPHRASED.values():
        for told in made(change, text):
            assert told is None or "“we began to help and did not stop at 3 ships" in told


def trial(kind: str, fine: bool) -> Trial:
    verdict = Verdict.BORNE_OUT if fine else Verdict.NOT_BORNE_OUT
    return Trial(kind, "made", "said", "gold", Checked("said", (1,), verdict, "number", "why"), 0.01)


def test_shares_are_of_what_passed_or_was_caught_and_faults_are_told():
    done = [trial("untouched", True), trial("untouched", False), trial("number", False), trial("number", True)]
    assert {kind: (t.n, t.passed) for kind, t in tally(done).items()} == {"untouched": (2, 1), "number": (2, 1)}
    told = report(done)
    assert "| true | untouched | 2 | 0.500 |  | made 1/2 |" in told
    assert "| perturbed | number | 2 |  | 0.500 | made 1/2 |" in told
    assert faults(done).count("gold") == 2


@pytest.mark.shared
@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the sets lie beside the project, in ../shared/datasets; they are not here"
)
def test_gold_passes_and_what_is_made_false_is_mostly_caught(tmp_path):
    done = list(trials(SHARED / "datasets", 12, "report"))
    counts = tally(done)
    assert counts["untouched"].passed >= 0.9 * counts["untouched"].n > 5
    false = [t for t in done if t.kind in (*perturb.PERTURBED, *perturb.HELD_OUT)]
    assert sum(not t.passed for t in false) >= 0.9 * len(false) > 20
    again = [(t.kind, t.text) for t in trials(SHARED / "datasets", 12, "report")]
    assert again == [(t.kind, t.text) for t in done]


def test_gold_is_read_from_the_three_sets(tmp_path: Path):
    text = "Two ships left Bremmen in May 2021, and the harbour master was glad of it. Nobody said why they had gone."
    row = {"_id": "x1", "title": "T", "text": text}
    for name in ("xquad_en", "clapnq"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "corpus.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    cited = [[text[: text.index(" Nobody")]]]
    query = {
        "_id": "q1",
        "answerable": True,
        "answers": ["Two ships left."],
        "metadata": {"passage": "x1", "cited_sentences": cited},
    }
    (tmp_path / "clapnq" / "queries.jsonl").write_text(json.dumps(query) + "\n", encoding="utf-8")
    (tmp_path / "polnear").mkdir()
    spoken = "Jane Doe said that the ferry would stop running on Monday for three weeks."
    quote = {
        "speaker": "Jane Doe", "speaker_type": "named", "speaker_spans": [[0, 8]], "kind": "indirect",
        "start": 14, "end": len(spoken) - 1, "quote": spoken[14:-1],
    }  # fmt: skip
    told = {"id": "p1", "title": "T", "text": spoken, "quotes": [quote]}
    (tmp_path / "polnear" / "quotes_train.jsonl").write_text(json.dumps(told) + "\n", encoding="utf-8")
    found = {(one.of, one.gold.speaker, one.rewrites) for one in load(tmp_path, 5)}
    assert found == {("xquad", None, ()), ("clapnq", None, ("Two ships left.",)), ("polnear", "Jane Doe", ())}


def test_the_tokens_of_a_run_are_summed_and_told():
    a = article()
    paid = answer(citation(a, "Nobody was hurt"), hits=(hit(a),), model="fake:one", tokens=Tokens(100, 7))
    cases = [
        Case(question("q1"), paid, (), Seconds()),
        Case(question("q2"), replace(paid, answerer="model"), (), Seconds()),
    ]
    scores = results.score("dev-1", cases, clerk().retriever.store.article, {})
    assert results.as_dict(scores, timings=False)["tokens"] == {"in": 200, "out": 14, "answers": 2, "fell_back": 1}
    assert "read 200 tokens and wrote 14" in render(scores, clerk().retriever.store.article)
    free = results.score("dev-1", [Case(question("q1"), replace(paid, model=None), (), Seconds())], lambda _: a, {})
    assert "tokens" not in results.as_dict(free, timings=False)
