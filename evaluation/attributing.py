"""Is it given to the right speaker? Speaker accuracy and misattribution: our own measures, for lack of a standard.

A speaker is right or wrong by name: the last names are the same, and the given names, where both are printed, are too;
spellings that differ in their ending only ("Sergei", "Sergey") and initials count as the same. Titles do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evaluation.citing import meets
from evaluation.questions import Question
from evaluation.words import holds, words
from language.names import name_key
from records import Answer, Citation

_ROLE = re.compile(
    r"\b(?:(?:vice|deputy|former|ex|then|acting|russian|ukrainian|american|us|u s|british|german|french|turkish)\s)*"
    r"(?:(?:foreign|prime|defen[cs]e|interior|finance|justice|attorney|secretary of|affairs|lieutenant|chief|press)\s)*"
    r"(?:mr|mrs|ms|miss|dr|sir|lord|lady|dame|prof|professor|president|minister|secretary|general|senator|sen|rep|"
    r"representative|congress(?:wo)?man|governor|gov|mayor|chancellor|king|queen|prince|princess|pope|judge|colonel|col|"
    r"major|captain|capt|lt|sergeant|sgt|admiral|ambassador|spokes(?:wo)?man|spokesperson|director|chair(?:wo)?man|ceo)\b"
)


def same_speaker(one: str, other: str) -> bool:
    """Whether two printed names may be one person's.

    >>> same_speaker("Russian Foreign Minister Sergei Lavrov", "Sergey Lavrov"), same_speaker("Lavrov", "Sergey Lavrov")
    (True, True)
    >>> same_speaker("Bill Clinton", "Hillary Clinton"), same_speaker("Lavrov’s spokesman", "Lavrov")
    (False, False)
    """
    a, b = _name(one), _name(other)
    if not a or not b:
        return words(one) == words(other) and bool(words(one))
    if a[-1] != b[-1]:
        return False
    return len(a) == 1 or len(b) == 1 or any(_alike(x, y) for x in a[:-1] for y in b[:-1])


def speaker_right(answer: Answer, question: Question) -> float | None:
    """1 where the first citation that meets the evidence (without evidence, the first) is given to a gold speaker.

    None where the question has no gold speaker, is not answerable or was declined. 0 where no citation meets the
    evidence, or none is given a speaker.
    """
    if not question.speakers or not question.answerable or answer.abstained:
        return None
    meeting = _meeting(answer, question)
    speaker = meeting[0].speaker if meeting else None
    return float(speaker is not None and any(same_speaker(speaker, gold) for gold in question.speakers))


def misattributed(answer: Answer, question: Question) -> float | None:
    """1 where words are given to somebody who did not say them; None where the question can't tell or was declined.

    That is: a citation that holds words of `must_not_attribute` is given to that speaker, or a statement that cites it
    names that speaker before them as the one who said them; or a citation that meets the evidence is given to somebody
    other than the gold speakers. A citation that is given to nobody is not misattributed.
    """
    if answer.abstained or not (question.must_not_attribute or question.speakers):
        return None
    for wrong in question.must_not_attribute:
        for citation in answer.citations:
            if holds(citation.quote, wrong.quote) and _given_to(answer, citation, wrong.speaker):
                return 1.0
    if not question.speakers:
        return 0.0
    named = [c.speaker for c in _meeting(answer, question) if c.speaker] if question.evidence else []
    return float(any(not any(same_speaker(name, gold) for gold in question.speakers) for name in named))


def _meeting(answer: Answer, question: Question) -> Sequence[Citation]:
    if not question.evidence:
        return answer.citations[:1]
    return [c for c in answer.citations if any(meets(c, e) for e in question.evidence)]


def _given_to(answer: Answer, citation: Citation, speaker: str) -> bool:
    """By the citation's own speaker; where it has none, by the frame of a statement that cites it.

    The outlet that the frame names has printed the words, whoever said them: "Doe's Weekly on 3 May" names no Doe.
    """
    if citation.speaker is not None:
        return same_speaker(citation.speaker, speaker)
    surname = (_name(speaker) or words(speaker))[-1]
    frames = (re.split(r"[“\"«]", s.text)[0] for s in answer.statements if citation.marker in s.markers)
    told = (frame.replace(citation.outlet or "", "") for frame in frames if holds(citation.quote, frame) is False)
    return any(surname in words(frame) for frame in told)


def _name(printed: str) -> list[str]:
    """The words of a name without titles, in the form that their spellings share: ["sergy", "lavrov"]."""
    return [name_key(w) for w in words(_ROLE.sub(" ", " ".join(words(printed)))) if w not in ("the", "of")]


def _alike(one: str, other: str) -> bool:
    """The same given name: equal, or one the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
