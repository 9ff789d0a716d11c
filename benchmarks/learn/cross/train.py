"""The upper layers of the cross-encoder learn from cases: by how far they are off, and who comes first."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import BertForSequenceClassification

from benchmarks.learn.cross.altered import Altered
from benchmarks.learn.cross.cases import Candidate, Case
from evaluation.words import words

_LOWER = 2  # layers that stay as they are, and so need not ship
_ROUNDS = 2
_RATE = 4e-5
_RISE = 50  # steps in which the rate comes up
_AT_ONCE = 6  # questions
_TOKENS = 192
_SPREAD = 2.0  # the logit at which it is to be sure by e to 1
_RIGHT, _WRONG = 2, 3  # candidates of a question at once
_NEAREST = 12  # of those that don't answer, by the words that they share with the question: these are drawn from
_SORTED = 96  # questions among which those of a length are put beside each other
_FIRST = 0.25  # what coming first weighs against being right
_IN_RUNS = 0.25  # of the questions are put to runs of sentences: does any of these answer?
_AROUND = 3  # sentences of a run on either side, at most
_RIGHT_RUNS, _WRONG_RUNS = 1, 2  # of a question at once


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a text, and whether the text answers it."""

    question: str
    text: str
    answers: bool


class Pupil:
    """The network with its tokenizer."""

    def __init__(self, network: BertForSequenceClassification, tokenizer: Tokenizer) -> None:
        self.network = network
        self._tokenizer = tokenizer
        network.train(False)  # no dropout: one round learns nothing by heart, and takes half the time without
        tokenizer.enable_padding()
        tokenizer.enable_truncation(_TOKENS)
        for part in (network.bert.embeddings, *network.bert.encoder.layer[:_LOWER]):
            part.requires_grad_(False)

    def logits(self, pairs: Sequence[Pair]) -> torch.Tensor:
        """How well each text answers, (pairs,)."""
        read = self._tokenizer.encode_batch([(pair.question, pair.text) for pair in pairs])
        ids, mask, types = (
            torch.tensor([getattr(one, part) for one in read]) for part in ("ids", "attention_mask", "type_ids")
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found: torch.Tensor = self.network(ids, attention_mask=mask, token_type_ids=types).logits[:, 0]
        return found.float()


def train(pupil: Pupil, cases: Sequence[Case], none_answers: Sequence[Sequence[Altered]], rng: random.Random) -> None:
    """Let it learn, in rounds; every 100 steps the mean loss is printed.

    In each round the rate rises and falls to nothing. What stays is the mean of the weights at their ends, which errs
    less than either (Izmailov et al. 2018, "Averaging weights leads to wider optima").
    """
    weights = [weight for weight in pupil.network.parameters() if weight.requires_grad]
    ends = []
    for number in range(1, _ROUNDS + 1):
        print(f"round {number} of {_ROUNDS}")
        _learn(pupil, weights, list(_round(cases, none_answers, rng)))
        ends.append([weight.detach().clone() for weight in weights])
    with torch.no_grad():
        for weight, *own in zip(weights, *ends, strict=True):
            weight.copy_(torch.stack(own).mean(0))


def _learn(pupil: Pupil, weights: Sequence[torch.nn.Parameter], steps: Sequence[Sequence[Sequence[Pair]]]) -> None:
    """A round of steps."""
    optimiser = torch.optim.AdamW(weights, lr=_RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: min((i + 1) / _RISE, 1 - i / len(steps)))
    losses = []
    for number, groups in enumerate(steps, 1):
        loss = _loss(pupil, groups)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        rate.step()
        losses.append(loss.item())
        if number % 100 == 0:
            print(f"step {number} of {len(steps)}: loss {sum(losses[-100:]) / 100:.3f}", flush=True)


def _loss(pupil: Pupil, groups: Sequence[Sequence[Pair]]) -> torch.Tensor:
    pairs = [pair for group in groups for pair in group]
    logits = pupil.logits(pairs)
    right = torch.tensor([float(pair.answers) for pair in pairs])
    loss = functional.binary_cross_entropy_with_logits(logits / _SPREAD, right)
    sizes = [len(group) for group in groups]
    for own, so in zip(torch.split(logits, sizes), torch.split(right, sizes), strict=True):
        if 0 < so.sum() < len(so):
            loss = loss - _FIRST / len(groups) * (torch.log_softmax(own / _SPREAD, 0) * so).sum() / so.sum()
    return loss


def _round(
    cases: Sequence[Case], none_answers: Sequence[Sequence[Altered]], rng: random.Random
) -> Iterator[list[list[Pair]]]:
    """Every case as often as it weighs, in any order, some at once; those beside each other are about as long."""
    groups = [
        _group(case, some, rng) for case, some in zip(cases, none_answers, strict=True) for _ in range(case.weight)
    ]
    rng.shuffle(groups)
    batches = []
    for i in range(0, len(groups), _SORTED):
        some = sorted(groups[i : i + _SORTED], key=lambda group: max(len(pair.text) for pair in group))
        batches += [some[j : j + _AT_ONCE] for j in range(0, len(some), _AT_ONCE)]
    rng.shuffle(batches)
    yield from batches


def _group(case: Case, none_answers: Sequence[Altered], rng: random.Random) -> list[Pair]:
    """Some that answer, some that nearly do, and an altered question; each alone or behind the sentence before it.

    Or runs of sentences, with and without an answer.
    """
    if case.is_running and rng.random() < _IN_RUNS:
        return _runs(case, rng)
    right = [one for one in case.candidates if one.answers]
    asked = set(words(case.question))
    wrong = sorted(
        (one for one in case.candidates if not one.answers), key=lambda one: -len(asked & set(words(one.text)))
    )
    nearest = wrong[:_NEAREST]
    some = rng.sample(right, min(_RIGHT, len(right))) + rng.sample(nearest, min(_WRONG, len(nearest)))
    answering = {one.text for one in right}
    group = [Pair(case.question, _form(one, answering, rng), one.answers) for one in some]
    if none_answers:
        one = rng.choice(none_answers)
        group.append(Pair(one.question, _form(one.candidate, set(), rng), answers=False))
    return group


def _runs(case: Case, rng: random.Random) -> list[Pair]:
    """Some runs of sentences, one that has an answer if there is any."""
    reach, every = rng.randint(1, _AROUND), case.candidates
    runs = [every[max(at - reach, 0) : at + reach + 1] for at in range(len(every))]
    pairs = [Pair(case.question, " ".join(one.text for one in run), any(one.answers for one in run)) for run in runs]
    right, wrong = ([pair for pair in pairs if pair.answers is so] for so in (True, False))
    return rng.sample(right, min(_RIGHT_RUNS, len(right))) + rng.sample(wrong, min(_WRONG_RUNS, len(wrong)))


def _form(one: Candidate, answering: set[str], rng: random.Random) -> str:
    """Alone or with the sentence before; what doesn't answer is never read behind what does."""
    behind = rng.random() < 0.5 and (one.answers or one.before not in answering)
    return one.whole if behind else one.text
