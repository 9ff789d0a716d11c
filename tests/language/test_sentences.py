import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sentences import sentence_spans


def split(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("The U.N. General Assembly met. It voted.", ["The U.N. General Assembly met.", "It voted."]),
        ("He lives in the U.S. The vote is over.", ["He lives in the U.S.", "The vote is over."]),
        ("Mr. Doe paid $3.5m on Jan. 5. She did not.", ["Mr. Doe paid $3.5m on Jan. 5.", "She did not."]),
        ("“We see it,” he said. “Go!” she added.", ["“We see it,” he said.", "“Go!” she added."]),
        ("‘It is not over.’ He left.", ["‘It is not over.’", "He left."]),
        ("A heading\nA sentence.", ["A heading", "A sentence."]),
        ("  \n ", []),
    ],
)
def test_borders(text, sentences):
    assert split(text) == sentences


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_spans_are_in_order_trimmed_and_cover_all_but_white_space(text):
    spans = sentence_spans(text)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
