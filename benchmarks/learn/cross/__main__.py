"""Teaches the packaged cross-encoder what is no answer, from sentences of which people have said whether they answer.

    python -m benchmarks.learn.cross ../shared/datasets

Reads the train part of TREC QA, the tune halves of CLAP NQ and XQuAD, and the exercises beside this file; trains the
upper layers on two cores for nearly two hours, and writes `index/cross.safetensors` anew. Before and after, it
tells how well the exercises are solved that were held back. The same machine and the same sets give the same weights;
another processor rounds otherwise. The hash that is printed goes into `index/weights.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from pathlib import Path

import torch
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from benchmarks.learn.cross.altered import altered
from benchmarks.learn.cross.cases import read_cases
from benchmarks.learn.cross.exercises import read_exercises
from benchmarks.learn.cross.measure import measure
from benchmarks.learn.cross.network import learned_tensors, read_network
from benchmarks.learn.cross.train import Pupil, train
from index.weights import LEARNED, find_cross_encoder
from settings import Settings

_SEED = 0


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser("python -m benchmarks.learn.cross", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("datasets", type=Path, help="where the folders of the sets are")
    parser.add_argument("--out", type=Path, default=LEARNED, help="where the weights go")
    options = parser.parse_args()
    weights = find_cross_encoder(Settings())
    assert weights
    torch.manual_seed(_SEED)
    rng = random.Random(_SEED)
    exercises, held = read_exercises(options.datasets)
    labelled = read_cases(options.datasets)
    cases = [*labelled, *exercises]
    none_answers = [*altered(labelled, rng), *([] for _ in exercises)]  # many exercises are such themselves
    print(f"{len(cases)} questions, and {sum(map(len, none_answers))} altered")
    network = weights.folder / weights.file
    pupil = Pupil(read_network(network), Tokenizer.from_file(str(weights.folder / "tokenizer.json")))
    print(f"{len(held)} exercises held back: {measure(pupil, held)}", flush=True)
    train(pupil, cases, none_answers, rng)
    print(f"after it: {measure(pupil, held)}")
    save_file(learned_tensors(pupil.network, network), options.out)
    print(f"{options.out}: sha256 {hashlib.sha256(options.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
