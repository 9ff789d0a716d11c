import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.aliases import Aliases, read_aliases
from records import OnRecordError
from tests.conftest import ROOT

ALIASES = Aliases([["kyiv", "kiev"], ["us", "usa", "united states", "states"]])


def test_each_name_is_written_as_the_first_of_its_group():
    assert ALIASES.unify("Kiev and the United States; Kyiv, kievan") == "kyiv and the us; Kyiv, kievan"


@given(st.text())
def test_unifying_twice_changes_nothing_more(text):
    assert ALIASES.unify(ALIASES.unify(text)) == ALIASES.unify(text)


def test_other_groups_have_another_fingerprint():
    assert ALIASES.fingerprint != Aliases().fingerprint == Aliases([]).fingerprint


def test_a_file_is_read_without_its_remarks(tmp_path):
    file = tmp_path / "aliases.txt"
    file.write_text("# names\nkyiv, kiev  # one town\n\n", encoding="utf-8")
    assert read_aliases(file).unify("Kiev") == "kyiv"


def test_without_its_file_nothing_starts_since_answers_would_change_unseen(tmp_path):
    (tmp_path / "empty.txt").touch()
    assert read_aliases(tmp_path / "empty.txt").unify("Kiev") == "Kiev"
    with pytest.raises(OnRecordError, match=r"no file of aliases .*none\.txt") as refused:
        read_aliases(tmp_path / "none.txt")
    assert "ONRECORD_ALIASES=" in refused.value.hint


@pytest.mark.parametrize(("text", "fault"), [("kyiv\n", ":1 holds"), ("a, b\nc, a\n", ":2 holds 'a'")])
def test_a_faulty_line_is_named(tmp_path, text, fault):
    file = tmp_path / "aliases.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(OnRecordError, match=fault):
        read_aliases(file)


def test_the_file_that_ships_is_sound():
    assert read_aliases(ROOT / "data" / "aliases.txt").unify("Kiev, European Union") == "kyiv, eu"
