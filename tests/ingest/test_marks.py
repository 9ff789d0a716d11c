import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.speech.marks import marked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” to it.", ["“no”"]),
        ('She called it "a test" twice: "good".', ['"a test"', '"good"']),
        ("‘We did not,’ he said. ‘Never.’", ["‘We did not,’", "‘Never.’"]),
        ("It's the minister's 'plan' now.", ["'plan'"]),
        ("“He told me ‘never’ again,” she said.", ["“He told me ‘never’ again,”"]),
        ("Le mot «guerre» fut dit.", ["«guerre»"]),
        ("The '90s and the dogs' bowls.", []),
        ("A lone “ mark.", []),
        ("''We did not,'' he said.", ["''We did not,''"]),
        ('“We did not," he said. “Never.“ So', ['“We did not,"', "“Never.“"]),
        ("In '08 it was 'plain' to all.", ["'plain'"]),
        ('"The “Bonn Bill,” as it is called, is late," he said.', ['"The “Bonn Bill,” as it is called, is late,"']),
    ],
)
def test_outermost_quotations(text, found):
    assert [text[m.start : m.end] for m in marked(text)] == found


def test_a_quotation_that_runs_on_is_open_to_the_end_of_the_paragraph():
    (mark,) = marked("‘We talked about the steps that are being taken.")
    assert mark.open
    assert mark.end == 48


@given(st.text(alphabet="“”‘’'\" abc.,", max_size=120))
def test_spans_are_in_order_and_within(text):
    found = marked(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
