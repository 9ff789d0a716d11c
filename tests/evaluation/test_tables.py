from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.questions import Attribution, Evidence, read_questions
from records import InputRefused

HEAD = "id,question,type,answerable,path,quote,path_2,quote_2,speaker,answer,must_not,not_speaker,not_quote\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "dev.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_row(tmp_path: Path) -> None:
    row = 'c1,What sank? | Who was hurt?,follow_up,yes,a1.txt,"Nobody, he said",b2.txt,,Berg|Holm,nobody,,Holm,Nobody\n'
    found = read_questions(table(tmp_path, "\ufeff" + HEAD + row))[0]
    assert found.turns == ("What sank?", "Who was hurt?")
    assert found.evidence == (Evidence("a1.txt", "Nobody, he said"), Evidence("b2.txt"))
    assert found.speakers == ("Berg", "Holm")
    assert found.answers == ("nobody",)
    assert found.must_not_attribute == (Attribution("Holm", "Nobody"),)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators(tmp_path: Path, separator: str) -> None:
    text = separator.join(("id", "question", "answerable")) + "\n" + separator.join(("1", "Eggs?", "no")) + "\n"
    assert read_questions(table(tmp_path, text))[0].answerable is False


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("1,What sank?,,perhaps,,,,,,,,,\n", "dev.csv:2: answerable is 'perhaps'"),
        ("1,What sank?,,,,a quote,,,,,,,\n", "dev.csv:2: quote is filled but path is empty"),
        ("1,What sank?\n", "dev.csv:2: the row has not 13 fields"),
        ('1,"two\nlines",,,,,,,,,,,\n2,b,,maybe,,,,,,,,,\n', "dev.csv:4: answerable is 'maybe'"),
        ("1,a,,,,,,,,,,,\n1,b,,,,,,,,,,,\n", "dev.csv:3: the id '1' is also on line 2"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, rows: str, told: str) -> None:
    with pytest.raises(InputRefused, match=told.replace("?", r"\?")):
        read_questions(table(tmp_path, HEAD + rows))


@pytest.mark.parametrize(
    ("head", "told"), [("id,answer\n", "no column question"), ("id,question,speakr\n", "'speakr'")]
)
def test_the_head_is_checked(tmp_path: Path, head: str, told: str) -> None:
    with pytest.raises(InputRefused, match=told):
        read_questions(table(tmp_path, head + "1,2,3\n"))
