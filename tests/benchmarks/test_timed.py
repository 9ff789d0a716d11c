"""Timing of questions: the first ones warm up and are neither timed nor told."""

from benchmarks.scale.fresh import WARM, timed


def test_the_first_questions_only_warm_up():
    asked = []
    questions = [str(n) for n in range(WARM + 3)]
    times, answers = timed(lambda question: asked.append(question) or question.upper(), questions)
    assert asked == questions
    assert answers == questions[WARM:]
    assert len(times) == 3 and all(seconds >= 0 for seconds in times)
