from pathlib import Path

import pytest

import prompts
from records import OnRecordError


def test_a_prompt_is_filled_with_what_it_declares():
    assert prompts.load("abstain").fill(reason="{nothing}.") == "Not in these articles: {nothing}."


def test_every_prompt_that_ships_loads():
    names = [path.stem for path in Path(prompts.__file__).parent.glob("*.md")]
    assert len(names) >= 5
    assert len({prompts.load(name).fingerprint for name in names}) == len(names)


@pytest.mark.parametrize("values", [{}, {"reason": "x", "other": "y"}])
def test_missing_and_unknown_variables_are_named(values):
    with pytest.raises(OnRecordError, match="reason"):
        prompts.load("abstain").fill(**values)


def test_a_prompt_that_declares_other_variables_than_it_uses_is_refused(tmp_path):
    (tmp_path / "odd.md").write_text("variables: who\n\nHello {whom}\n", encoding="utf-8")
    with pytest.raises(OnRecordError, match="whom"):
        prompts.load("odd", tmp_path)


def test_a_prompt_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(OnRecordError, match="nonsuch") as caught:
        prompts.load("nonsuch")
    assert "abstain" in caught.value.hint
