"""Does it say no at the right times? Trust-Eval's refusal measures (Song et al. 2024), over the questions that are
asked.

Positive is "cannot be answered, and was declined". Each function gives one question's part of a ratio of sums, so
that a bootstrap over questions serves for F1 too: F1 = 2·TP / (declined + unanswerable).

Worked: 4 unanswerable, 3 of them declined; 6 answerable, 1 declined: precision 3/4, recall 3/4, F1 6/8,
false-refusal rate 1/6.
"""

from __future__ import annotations

from evaluation.intervals import Share


def abstain_precision(answerable: bool, abstained: bool) -> Share | None:
    """Right refusals / refusals."""
    return Share(float(not answerable)) if abstained else None


def abstain_recall(answerable: bool, abstained: bool) -> Share | None:
    """Right refusals / unanswerable questions."""
    return None if answerable else Share(float(abstained))


def abstain_f1(answerable: bool, abstained: bool) -> Share | None:
    """The harmonic mean of both."""
    declined, unanswerable = int(abstained), int(not answerable)
    return Share(2.0 * declined * unanswerable, float(declined + unanswerable)) if declined or unanswerable else None


def false_refusal(answerable: bool, abstained: bool) -> Share | None:
    """Refused answerable questions / answerable questions; lower is better."""
    return Share(float(abstained)) if answerable else None
