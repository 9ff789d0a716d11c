import pytest

from language.titles import bare_name, is_body, name_behind


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Mr. Weber", "Weber"),
        ("the Bavarian premier Ann Lee", "Ann Lee"),
        ("Vice-President Lee's", "Lee"),
        ("the Transport Ministry", "Transport Ministry"),
        ("the State Department of Health", "State Department of Health"),
        ("Paul King", "Paul King"),
        ("Ann Major Lee", "Ann Major Lee"),
        ("the king", ""),
    ],
)
def test_the_name_behind_a_title(printed, name):
    assert name_behind(printed) == name


def test_what_is_no_title_stays():
    assert bare_name("the harbour master Ann Lee") == "harbour master Ann Lee"
    assert is_body("Harbour Council") and not is_body("Ann Lee")
