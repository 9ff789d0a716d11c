from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.abstaining import abstain_f1, abstain_precision, abstain_recall, false_refusal
from evaluation.intervals import estimate

# (answerable, refused): 4 unanswerable, 3 of them refused; 6 answerable, 1 refused.
WORKED = [(False, True)] * 3 + [(False, False)] + [(True, True)] + [(True, False)] * 5


@pytest.mark.parametrize(
    ("measure", "value"),
    [(abstain_precision, 3 / 4), (abstain_recall, 3 / 4), (abstain_f1, 6 / 8), (false_refusal, 1 / 6)],
)
def test_the_worked_example(measure, value: float) -> None:
    found = estimate([measure(*one) for one in WORKED])
    assert found and found.value == pytest.approx(value)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1))
@settings(deadline=None)
def test_f1_is_the_harmonic_mean(cases: list[tuple[bool, bool]]) -> None:
    p, r, f = (estimate([m(*c) for c in cases]) for m in (abstain_precision, abstain_recall, abstain_f1))
    if p and r and p.value + r.value:
        assert f and f.value == pytest.approx(2 * p.value * r.value / (p.value + r.value))
