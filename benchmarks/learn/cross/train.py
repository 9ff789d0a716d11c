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

_LOWER = 6  # layers that stay as they are, and so need not ship
_ROUNDS = 3
_RATE = 2e-5
_RISE = 50  # steps in which the rate comes up
_AT_ONCE = 4  # questions
_TOKENS = 160
_SPREAD = 2.0  # the logit at which it is to be sure by e to 1
_RIGHT, _WRONG = 3, 5  # candidates of a question at once
_HARDEST = 12  # of those that don't answer, by what it thought of them before it learned: these are drawn from
_FIRST = 0.25  # what coming first weighs against being right
_STAYING = 0.005  # what is weighed of the distance from what it thought before


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
    """Let it learn; every 100 steps the mean loss is printed."""
    before = _opinions(pupil, cases, none_answers)
    steps = [batch for _ in range(_ROUNDS) for batch in _round(cases, none_answers, before, rng)]
    weights = [weight for weight in pupil.network.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=_RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: min((i + 1) / _RISE, 1 - i / len(steps)))
    pupil.network.train()
    losses = []
    for number, groups in enumerate(steps, 1):
        loss = _loss(pupil, groups, before)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        rate.step()
        losses.append(loss.item())
        if number % 100 == 0:
            print(f"step {number} of {len(steps)}: loss {sum(losses[-100:]) / 100:.3f}", flush=True)
    pupil.network.train(False)


def _loss(pupil: Pupil, groups: Sequence[Sequence[Pair]], before: dict[tuple[str, str], float]) -> torch.Tensor:
    pairs = [pair for group in groups for pair in group]
    logits = pupil.logits(pairs)
    right = torch.tensor([float(pair.answers) for pair in pairs])
    loss = functional.binary_cross_entropy_with_logits(logits / _SPREAD, right)
    was = torch.tensor([before[pair.question, pair.text] for pair in pairs])
    loss = loss + _STAYING * ((logits - was) ** 2).mean()
    sizes = [len(group) for group in groups]
    for own, so in zip(torch.split(logits, sizes), torch.split(right, sizes), strict=True):
        if 0 < so.sum() < len(so):
            loss = loss - _FIRST / len(groups) * (torch.log_softmax(own / _SPREAD, 0) * so).sum() / so.sum()
    return loss


def _opinions(
    pupil: Pupil, cases: Sequence[Case], none_answers: Sequence[Sequence[Altered]]
) -> dict[tuple[str, str], float]:
    """What it thinks of every question and text before it learns."""
    asked = [(case.question, one) for case in cases for one in case.candidates]
    asked += [(one.question, one.candidate) for some in none_answers for one in some]
    different = {(question, text) for question, one in asked for text in (one.text, one.whole)}
    pairs = sorted((Pair(*one, answers=False) for one in different), key=lambda pair: (len(pair.text), pair.text))
    pupil.network.train(False)
    found: dict[tuple[str, str], float] = {}
    with torch.no_grad():
        for i in range(0, len(pairs), 64):
            some = pairs[i : i + 64]
            found |= {
                (pair.question, pair.text): value for pair, value in zip(some, pupil.logits(some).tolist(), strict=True)
            }
    return found


def _round(
    cases: Sequence[Case],
    none_answers: Sequence[Sequence[Altered]],
    before: dict[tuple[str, str], float],
    rng: random.Random,
) -> Iterator[list[list[Pair]]]:
    """Every case as often as it weighs, in any order, some at once."""
    groups = [
        _group(case, some, before, rng)
        for case, some in zip(cases, none_answers, strict=True)
        for _ in range(case.weight)
    ]
    rng.shuffle(groups)
    for i in range(0, len(groups), _AT_ONCE):
        yield groups[i : i + _AT_ONCE]


def _group(
    case: Case, none_answers: Sequence[Altered], before: dict[tuple[str, str], float], rng: random.Random
) -> list[Pair]:
    """Some that answer, some that nearly do, and an altered question; each alone or behind the sentence before it."""
    right = [one for one in case.candidates if one.answers]
    wrong = [one for one in case.candidates if not one.answers]
    hardest = sorted(wrong, key=lambda one: -before[case.question, one.text])[:_HARDEST]
    some = rng.sample(right, min(_RIGHT, len(right))) + rng.sample(hardest, min(_WRONG, len(hardest)))
    answering = {one.text for one in right}
    group = [Pair(case.question, _form(one, answering, rng), one.answers) for one in some]
    if none_answers:
        one = rng.choice(none_answers)
        group.append(Pair(one.question, _form(one.candidate, set(), rng), answers=False))
    return group


def _form(one: Candidate, answering: set[str], rng: random.Random) -> str:
    """Alone or with the sentence before; what doesn't answer is never read behind what does."""
    behind = rng.random() < 0.5 and (one.answers or one.before not in answering)
    return one.whole if behind else one.text
