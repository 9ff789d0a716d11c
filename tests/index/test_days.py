"""Days on the command line, as people mistype them."""

from argparse import ArgumentParser

import pytest

from index.__main__ import add_filters, filters_of
from records import OnRecordError


def parsed(*arguments):
    parser = ArgumentParser()
    add_filters(parser)
    return parser.parse_args(arguments)


@pytest.mark.parametrize("typed", ["31.3.2022", "2022-02-30", "soon", ""])
def test_what_is_no_day_is_refused_with_the_form(typed, capsys):
    with pytest.raises(SystemExit):
        parsed("--since", typed)
    assert f"{typed!r} is no day; write it as 2022-03-31" in capsys.readouterr().err


def test_days_the_wrong_way_round_are_refused_with_the_cure():
    with pytest.raises(OnRecordError) as refused:
        filters_of(parsed("--since", "2022-04-02", "--until", "2022-04-01"))
    assert refused.value.hint == "Turn them round: --since 2022-04-01 --until 2022-04-02"
    assert filters_of(parsed("--since", "2022-04-01", "--until", "2022-04-01")).since
