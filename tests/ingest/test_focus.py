"""Of whom he or she is said, told step by step."""

from ingest.speech.focus import Focus
from language.given import Gender


def test_the_one_spoken_of_last_of_whom_the_pronoun_can_be_said():
    focus = Focus()
    assert focus.meant_by("he") is None
    focus.on("Paul Weber", Gender.HE)
    focus.on("Maria Keller", Gender.SHE)
    assert (focus.meant_by("he"), focus.meant_by("she"), focus.meant_by("they")) == ("Paul Weber", "Maria Keller", None)
    assert (focus.meant_by("his"), focus.meant_by("her")) == ("Paul Weber", "Maria Keller")


def test_whose_name_does_not_tell_may_be_either():
    for pronoun in ("he", "she"):
        focus = Focus()
        focus.on("Robin Holm", None)
        assert focus.meant_by(pronoun) == "Robin Holm"


def test_somebody_mentioned_by_the_way_is_meant_only_where_no_subject_can_be():
    focus = Focus()
    focus.on("Paul Weber", Gender.HE)
    focus.passing("Karl Braun", Gender.HE)
    focus.passing("Maria Keller", Gender.SHE)
    assert (focus.meant_by("he"), focus.meant_by("she")) == ("Paul Weber", "Maria Keller")


def test_somebody_without_a_name_takes_the_place():
    focus = Focus()
    focus.on("Paul Weber", Gender.HE)
    focus.lose()
    assert focus.meant_by("he") is None


def test_whoever_is_she_once_stays_so():
    focus = Focus()
    focus.on("Robin Holm", None)
    assert focus.meant_by("she") == "Robin Holm"
    assert focus.meant_by("he") is None
    focus.on("Robin Holm", None)
    assert (focus.meant_by("he"), focus.meant_by("she")) == (None, "Robin Holm")


def test_whoever_is_asked_replies():
    focus = Focus()
    focus.asks("Karl Braun", "Paul Weber")
    assert (focus.answering("Karl Braun"), focus.answering("Maria Keller")) == ("Paul Weber", "Maria Keller")
    focus.asks("Karl Braun", None)
    assert focus.answering("Karl Braun") is None
    focus.asks(None, None)
    assert focus.answering("Karl Braun") == "Karl Braun"
