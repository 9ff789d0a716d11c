import pytest

from answer.kinds import holds, kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many members abstained?", "a count"),
        ("How many days did it last?", "a number"),
        ("How long did it last?", "a length of time"),
        ("Who is the mayor of Bonn?", "the holder of an office"),
        ("Which cities fell?", "a place"),
        ("And how much did it cost?", "a sum of money"),
        ("How old is the bridge?", "an age"),
        ("How many per cent voted?", "a share"),
        ("How far is it?", "a distance"),
        ("How far did they get?", "a number"),
        ("When did they meet?", "a date"),
        ("on what day was it hit", "a date"),
        ("Who led the delegation?", "a person"),
        ("Where did they meet?", "a place"),
        ("Which city fell first?", "a place"),
        ("Which big Danish companies left?", "a name"),
        ("What newspapers did they read?", "a name"),
        ("What did the broadcaster ask?", None),
        ("Which of the two did the company build?", None),
        ("What happened when the bridge fell?", None),
    ],
)
def test_what_is_asked_for(question, kind):
    found = kind_of(question)
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("question", "sentence", "has"),
    [
        ("How many abstained?", "Thirty-five members abstained.", True),
        ("How many abstained?", "Several members abstained.", False),
        ("How many abstained?", "On 9 May 2022 members abstained, 30 km away, for the 3rd time in three days.", False),
        ("How many days was it?", "It was three days.", True),
        ("How many were injured?", "Fifty people were killed.", False),
        ("How many were injured?", "Fifty people were killed or injured.", True),
        ("How many voted against it?", "There were 141 votes in favour.", False),
        ("How long did it last?", "It lasted for two hours.", True),
        ("How long did it last?", "It was the 3rd in Bonn.", False),
        ("How long did the talks last?", "They were the first since the war.", False),
        ("How long has he been away?", "He has been away since the war.", True),
        ("Who is the mayor of Bonn?", "Jane Doe, the mayor, spoke.", True),
        ("Who is the mayor of Bonn?", "Jane Doe spoke in Bonn.", False),
        ("When did they meet?", "They met on 10 March.", True),
        ("When did they meet?", "They may meet again.", False),
        ("Who led it?", "It was Jane Doe who led it.", True),
        ("Who led it?", "It was led from Moscow.", False),
        ("Where did they meet?", "They met in the port of Kherson.", True),
        ("Where did they meet?", "They met on a ship.", False),
        ("Which companies left?", "Some say that Holm & Sons left.", True),
        ("Which companies left?", "Holm Shipping left.", True),
        ("Which companies left?", "Large companies left the Russian market.", False),
        ("How old is he?", "He is 61 years old.", True),
        ("How old is he?", "He has 61 votes.", False),
        ("How much did it cost?", "It cost €3 million.", True),
        ("How much did it cost?", "It cost 3 lives.", False),
        ("How far is it?", "It is 30 km away.", True),
        ("How far is it?", "It is 30 votes away.", False),
        ("How many per cent voted?", "A third voted.", True),
        ("How many per cent voted?", "Twelve voted.", False),
    ],
)
def test_what_a_sentence_holds(question, sentence, has):
    assert holds(kind_of(question), sentence, question) is has


def test_what_the_question_names_itself_is_no_answer():
    who, where = kind_of("Who?"), kind_of("Where?")
    assert not holds(who, "Jane Doe arrived late.", "Who met Jane Doe?")
    assert holds(who, "Jane Doe met Richard Roe.", "Who met Jane Doe?")
    assert not holds(where, "The mayor of Bonn spoke.", "Where in Bonn was it?")


def test_only_kinds_with_a_unit_of_their_own_are_measured():
    assert kind_of("How old is he?").measured
    assert kind_of("How many are they?").measured
    assert not kind_of("How tall is he?").measured
