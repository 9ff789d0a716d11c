"""Is enough of a statement's meaning, word by word, in the sentences that it rests on?"""

from __future__ import annotations

from answer.checks.evidence import Evidence

HELD = 0.6  # so much of a statement's content must be found; chosen in docs/decisions

# What a statement says of its own source claims nothing that the source must say: "according to the article".
_FRAME = frozenset(
    "say tell state add report write note explain according article interview passage source quote ask answer".split()
)


def unfounded(evidence: Evidence) -> str | None:
    """Too few of the content words are in the nearest sentences."""
    share = found_share(evidence)
    return f"only {share:.0%} of its content words are in what is cited" if share < HELD else None


def found_share(evidence: Evidence) -> float:
    """Share of the statement's content words that the nearest sentences have: 1.0 where it has none of its own."""
    own = [i for i, word in enumerate(evidence.said) if word.content and word.lemma not in _FRAME]
    own = [i for i in own if not (evidence.said[i].number or evidence.said[i].date)]  # these have checks of their own
    held = [i for i in own if i in evidence.pairs]
    return len(held) / len(own) if own else 1.0
