from pathlib import Path

import pytest

from records import SettingsError
from settings import Settings, describe, read_settings


def test_defaults_stand_when_nothing_is_set():
    assert read_settings({"HOME": "/root"}) == Settings()


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("ONRECORD_INDEX", "elsewhere", "index", Path("elsewhere")),
        ("ONRECORD_K", "5", "k", 5),
        ("ONRECORD_DENSE_WEIGHT", "0.25", "dense_weight", 0.25),
        ("ONRECORD_UPLOADS", "on", "uploads", True),
        ("ONRECORD_ONLINE", "0", "online", False),
        (
            "ONRECORD_EMBED_ORIGINS",
            "https://a.test, https://b.test",
            "embed_origins",
            ("https://a.test", "https://b.test"),
        ),
    ],
)
def test_a_variable_sets_its_field(variable, text, name, value):
    assert getattr(read_settings({variable: text}), name) == value


def test_the_command_line_goes_before_the_environment():
    assert read_settings({"ONRECORD_K": "5"}, k=7, index=None).k == 7


def test_a_misspelt_variable_is_refused_with_the_nearest():
    with pytest.raises(SettingsError, match="ONRECORD_CHUNK_TOKEN is not a setting") as caught:
        read_settings({"ONRECORD_CHUNK_TOKEN": "9"})
    assert "ONRECORD_CHUNK_TOKENS" in caught.value.hint


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("ONRECORD_K", "many"),
        ("ONRECORD_UPLOADS", "perhaps"),
        ("ONRECORD_DENSE_WEIGHT", "2"),
        ("ONRECORD_CHECK", "lax"),
    ],
)
def test_a_value_that_can_not_be_is_refused_with_what_it_was(variable, text):
    with pytest.raises(SettingsError, match=text):
        read_settings({variable: text})


def test_every_setting_is_described():
    assert ("ONRECORD_K", "20") in describe()
