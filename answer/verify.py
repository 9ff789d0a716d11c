"""Is a statement borne out by what it cites? Deterministic, rule by rule, and it says which rule decided.

The checks, in order; the first that objects decides:

    marker      it cites a passage, and each passage that it cites exists
    quote       words in quotation marks are in the cited article, to the character once both are normalised
    words       enough of its content words are in the sentences that come nearest to it
    speaker     speech is given to the one whose words the article makes it
    number      its numbers are there, beside the same words
    date        its dates are there, or are the printed date
    name        its names are in the cited passages, and not in another's place
    subject     who does something in it does it in the source
    identity    what it says that something is, the source says of that, or nothing else
    mood        what it tells is told there, not asked, ordered or denied from above
    negation    what it denies is denied there, and nothing else
    opposite    it has no word for whose opposite the source has
    modality    it is as sure as its source
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from answer.checks.attribution import misattributed, misquoted
from answer.checks.evidence import Evidence, Near, Source, gather
from answer.checks.facts import wrong_date, wrong_name, wrong_number
from answer.checks.meaning import unfounded
from answer.checks.mood import untold
from answer.checks.polarity import denied, overstated, reversed_
from answer.checks.relation import wrong_identity, wrong_subject
from answer.split import markers_in, unmarked
from records import Verdict

_CHECKS: dict[str, Callable[[Evidence], str | None]] = {
    "quote": misquoted,
    "words": unfounded,
    "speaker": misattributed,
    "number": wrong_number,
    "date": wrong_date,
    "name": wrong_name,
    "subject": wrong_subject,
    "identity": wrong_identity,
    "mood": untold,
    "negation": denied,
    "opposite": reversed_,
    "modality": overstated,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement as checked: the verdict, the rule that decided, and why, in words.

    `nearest` are the sentences that it rests on; `unknown` the markers that stand for no passage.
    """

    text: str
    markers: tuple[int, ...]
    verdict: Verdict
    rule: str = ""
    why: str = ""
    nearest: tuple[Near, ...] = ()
    unknown: tuple[int, ...] = ()


def verify(text: str, sources: Mapping[int, Source]) -> Checked:
    """One sentence with its markers, checked against the passages of those numbers."""
    markers = markers_in(text)
    unknown = tuple(marker for marker in markers if marker not in sources)
    if not markers or unknown:
        why = f"there is no passage {unknown[0]}" if unknown else "it cites nothing"
        return Checked(text, markers, Verdict.UNCITED, "marker", why, unknown=unknown)
    evidence = gather(unmarked(text), [sources[marker] for marker in markers])
    for rule, objection in _CHECKS.items():
        found = objection(evidence)
        if found:
            verdict = Verdict.MISATTRIBUTED if rule == "speaker" else Verdict.NOT_BORNE_OUT
            return Checked(text, markers, verdict, rule, found, evidence.nearest)
    return Checked(text, markers, Verdict.BORNE_OUT, nearest=evidence.nearest)
