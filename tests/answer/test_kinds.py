import pytest

from answer.kinds import holds, kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many members abstained?", "number"),
        ("And how much did it cost?", "number"),
        ("When did they meet?", "date"),
        ("on what day was it hit", "date"),
        ("Who led the delegation?", "person"),
        ("Where did they meet?", "place"),
        ("Which city fell first?", "place"),
        ("What happened when the bridge fell?", None),
    ],
)
def test_what_is_asked_for(question, kind):
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("kind", "sentence", "has"),
    [
        ("number", "Thirty-five members abstained.", True),
        ("number", "Several members abstained.", False),
        ("date", "They met on 10 March.", True),
        ("date", "They may meet again.", False),
        ("person", "It was Jane Doe who led it.", True),
        ("person", "It was led from Moscow.", False),
        ("place", "They met in the port of Kherson.", True),
        ("place", "They met on a ship.", False),
    ],
)
def test_what_a_sentence_holds(kind, sentence, has):
    assert holds(kind, sentence, "Which one is it?") is has


def test_what_the_question_names_itself_is_no_answer():
    assert not holds("person", "Jane Doe arrived late.", "Who met Jane Doe?")
    assert holds("person", "Jane Doe met Richard Roe.", "Who met Jane Doe?")
    assert not holds("place", "The mayor of Bonn spoke.", "Where in Bonn was it?")
