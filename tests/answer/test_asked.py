"""Whose words do questions ask for? 600 as people type them, over a made-up cast; what is understood is counted.

`a`, `b` and `c` were read while the frames were made, `d` was not (docs/decisions/0018-whose-words.md).
"""

import json
from datetime import date
from pathlib import Path

import pytest

from answer.question import understand
from answer.speakers import Speakers

CAST = Speakers(
    {
        "Maria Keller": 9,
        "Paul Weber": 6,
        "Henri Duval": 4,
        "Olga Brandt": 3,
        "Ines Sand": 3,
        "Swedish Defence Ministry": 2,
        "River Union": 2,
    },
    {
        "Maria Keller": {"the mayor of Arl", "Mayor Keller"},
        "Paul Weber": {"German Transport Minister Paul Weber", "the minister"},
        "Henri Duval": {"French President Henri Duval"},
        "Olga Brandt": {"spokeswoman of the rail company", "the company's spokeswoman"},
        "Ines Sand": {"the EU's head of transport policy", "EU Transport Commissioner Ines Sand"},
    },
)
LEAST = {"a": 0.82, "b": 0.87, "c": 0.8, "d": 0.79}


def whose(question):
    """The full names of those asked for, or which voice, or that it is somebody whom nobody quotes; none for facts."""
    asked = understand(question, CAST, outlets=["ABC", "Jo's Substack"], today=date(2024, 5, 1))
    if asked.voice:
        return [asked.voice.value.upper()]
    return sorted(asked.understood.speakers) or (["UNKNOWN"] if asked.unknown else [])


@pytest.mark.parametrize("name", LEAST)
def test_most_questions_for_words_are_understood_and_hardly_one_for_facts_is_taken_for_such(name):
    lines = (Path(__file__).parent / "asked" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    understood = {"words": [], "facts": []}
    for row in map(json.loads, lines):
        right = whose(row["question"]) in [sorted(row["whose"]), *([sorted(row["or"])] if "or" in row else [])]
        understood["words" if row["whose"] else "facts"].append(right)
    assert [len(some) for some in understood.values()] == [100, 50]
    assert sum(understood["words"]) / 100 >= LEAST[name]
    assert sum(understood["facts"]) / 50 >= 0.98
