"""How far what is told reaches: what may be added, and that nothing is taken from anybody else."""

import pytest

from ingest.speech import reach
from ingest.speech.contents import stretches
from ingest.speech.cues import told_in
from ingest.speech.weights import Weights
from language.names import parse

TEXTS = [
    "Eva Holm said the bridge was safe, although nobody had looked at it, and the builders left.",
    "Eva Holm praised the builders on Monday, just as she had praised them in March.",
    "The bridge, Eva Holm said on Monday, is safe.",
    "Eva Holm said the bridge was safe, and Karl Braun said the road was closed.",
    "Eva Holm urged the builders to mend it.",
]


def cues_of(text):
    (doc,) = parse([text])
    return [(cue, told) for sentence in doc.sents for told in [told_in(sentence, [])] for cue in told]


@pytest.fixture
def always(monkeypatch):
    monkeypatch.setattr(reach, "weights", lambda question: Weights({}, 9.0))


def test_where_nothing_is_likely_all_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(reach, "weights", lambda question: Weights({}, -9.0))
    for text in TEXTS:
        for cue, told in cues_of(text):
            assert reach.reached(cue, stretches(cue, []), [], told) == stretches(cue, [])


@pytest.mark.parametrize("text", TEXTS)
def test_it_only_adds_and_stays_in_its_sentence(text, always):
    for cue, told in cues_of(text):
        before = stretches(cue, [])
        after = reach.reached(cue, before, [], told)
        assert len(after) == len(before)
        for (low, high), (start, end) in zip(before, after, strict=True):
            assert cue.token.sent.start_char <= start <= low
            assert high <= end <= cue.token.sent.end_char
            assert not start <= cue.token.idx < end


def test_what_another_reports_is_not_added(always):
    text = TEXTS[3]
    reports = [
        (text[a:b], cue.subject.text)
        for cue, told in cues_of(text)
        for a, b in reach.reached(cue, stretches(cue, []), [], told)
    ]
    assert any("bridge" in words and "road" not in words for words, subject in reports if subject == "Holm")


def test_what_stands_between_the_cue_and_its_content_may_be_added(always):
    (cue, told), *_ = cues_of(TEXTS[4])
    ((low, high),) = reach.reached(cue, stretches(cue, []), [], told)
    assert TEXTS[4][low:high] == "the builders to mend it"


def test_pieces_go_to_the_next_stop_and_to_the_end():
    text = TEXTS[1]
    (cue, _), *_ = cues_of(text)
    (span,) = [(text.index("the builders"), text.index(" on Monday"))]
    doc = cue.token.doc
    told = {piece.side: doc[piece.first : piece.last + 1].text for piece in reach.pieces(cue, span)}
    assert told == {"stop": "on Monday", "end": "on Monday, just as she had praised them in March"}
