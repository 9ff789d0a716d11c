"""A model's judgement of faithfulness, after RAGAS (Es et al. 2024): off unless asked for, and never a gate.

Faithfulness = claims that the retrieved passages bear out / claims. Both steps, finding the claims and judging them,
are the model's, in one call with `prompts/judge.md`; so a number says nothing without the judge's name, differs from
run to run, and stands apart from the metrics (`judged` in the scores). Judges agree with people on 56 to 72 % of cases.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import prompts
from answer.generate import ChatModel
from evaluation.answers import plain
from evaluation.intervals import Share, estimate
from evaluation.score import Case
from records import Answer

JUDGED = "judged.jsonl"

_CLAIM = re.compile(r"^[\W\d]*(yes|no)\s*[:|–-]\s*\S", re.IGNORECASE | re.MULTILINE)


def judge(cases: Sequence[Case], chat: ChatModel, folder: Path) -> dict[str, Any]:
    """{"faithfulness": value with interval, the judge's name, the prompt's fingerprint}; {} where nothing was judged.

    Each judgement is added to the run folder's judged.jsonl as it comes, and not asked for again by the same judge.
    Refusals are not judged; an answer whose judgement could not be read is left out.
    """
    path, prompt, name = folder / JUDGED, prompts.load("judge").fingerprint, chat.name
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = [row for row in map(json.loads, lines) if (row["judge"], row["prompt"]) == (name, prompt)]
    known = {row["id"]: row for row in rows}
    with path.open("a", encoding="utf-8") as file:
        for case in cases:
            if case.answer is None or case.answer.abstained or case.question.id in known:
                continue
            found = claims(chat.ask(asked(case.answer)))
            row = {"id": case.question.id, "judge": name, "prompt": prompt, "yes": sum(found), "claims": len(found)}
            known[case.question.id] = row
            print(json.dumps(row), file=file, flush=True)
    parts = [known.get(case.question.id) for case in cases]
    # The mean over answers of each answer's own share, as RAGAS has it.
    found_shares = [Share(row["yes"] / row["claims"]) if row and row["claims"] else None for row in parts]
    e = estimate(found_shares)
    if e is None:
        return {}
    told = {key: round(getattr(e, key), 6) for key in ("value", "low", "high", "n", "left_out")}
    return {"faithfulness": {**told, "judge": name, "prompt": prompt}}


def asked(answer: Answer) -> str:
    """The judge's prompt for one answer: its text without markers, and the passages it was drawn from."""
    context = "\n\n".join(f"[{hit.rank}] {hit.passage.text}" for hit in answer.hits)
    return prompts.load("judge").fill(question=answer.question, answer=plain(answer.text), context=context)


def claims(reply: str) -> list[bool]:
    """Whether each claim of a judge's reply is borne out; lines of another form don't count.

    >>> claims("yes: The ferry sank.\\nno: Two were hurt.\\nThat is all.")
    [True, False]
    """
    return [match[1].lower() == "yes" for match in _CLAIM.finditer(reply)]
