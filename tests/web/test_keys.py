"""Keys: made once, kept as hashes."""

import hashlib

import pytest

from records import SettingsError
from settings import read_settings
from web.keys import OPENING, hashed, known, main, new_key


def test_a_key_is_known_by_its_hash_alone():
    key, other = new_key(), new_key()
    assert key != other and key.startswith(OPENING) and len(key) > 45
    assert hashed(key) == "sha256:" + hashlib.sha256(key.encode()).hexdigest()
    assert known(f"Bearer {key}", (hashed(other), hashed(key))) == hashed(key)
    assert known(f"Bearer {key}", (hashed(other),)) is None
    assert known(f"Bearer {key}", ()) is None


def test_the_command_prints_a_setting_that_the_key_fits(capsys):
    assert main([]) == 0
    out, err = capsys.readouterr()
    settings = read_settings(dict([out.strip().split("=")]))
    key = next(word for word in err.split() if word.startswith(OPENING))
    assert known(f"Bearer {key}", settings.api_keys)


def test_a_key_itself_is_refused_as_a_setting_and_not_shown():
    with pytest.raises(SettingsError) as caught:
        read_settings({"ONRECORD_API_KEYS": "my-secret"})
    assert "my-secret" not in str(caught.value) and "python -m web.keys" in caught.value.hint
