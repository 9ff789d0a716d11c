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

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from answer.checks.attribution import misattributed, misquoted
from answer.checks.evidence import Evidence, Near, Source, gather
from answer.checks.facts import wrong_date, wrong_name, wrong_number
from answer.checks.meaning import unfounded
from answer.checks.mood import untold
from answer.checks.polarity import denied, overstated, reversed_
from answer.checks.relation import wrong_identity, wrong_subject
from records import Verdict

MARKER = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")

_CHECKS: tuple[tuple[str, Verdict, Callable[[Evidence], str | None]], ...] = (
    ("quote", Verdict.NOT_BORNE_OUT, misquoted),
    ("words", Verdict.NOT_BORNE_OUT, unfounded),
    ("speaker", Verdict.MISATTRIBUTED, misattributed),
    ("number", Verdict.NOT_BORNE_OUT, wrong_number),
    ("date", Verdict.NOT_BORNE_OUT, wrong_date),
    ("name", Verdict.NOT_BORNE_OUT, wrong_name),
    ("subject", Verdict.NOT_BORNE_OUT, wrong_subject),
    ("identity", Verdict.NOT_BORNE_OUT, wrong_identity),
    ("mood", Verdict.NOT_BORNE_OUT, untold),
    ("negation", Verdict.NOT_BORNE_OUT, denied),
    ("opposite", Verdict.NOT_BORNE_OUT, reversed_),
    ("modality", Verdict.NOT_BORNE_OUT, overstated),
)


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


def markers_in(text: str) -> tuple[int, ...]:
    """The numbers of all markers in a text, each once, in order.

    >>> markers_in("They met [2, 1], and left [2].")
    (2, 1)
    """
    return tuple(dict.fromkeys(int(n) for match in MARKER.finditer(text) for n in match[1].split(",")))


def verify(text: str, sources: Mapping[int, Source]) -> Checked:
    """One sentence with its markers, checked against the passages of those numbers."""
    markers = markers_in(text)
    unknown = tuple(marker for marker in markers if marker not in sources)
    if not markers or unknown:
        why = f"there is no passage {unknown[0]}" if unknown else "it cites nothing"
        return Checked(text, markers, Verdict.UNCITED, "marker", why, unknown=unknown)
    evidence = gather(MARKER.sub("", text).strip(), [sources[marker] for marker in markers])
    for rule, verdict, objection in _CHECKS:
        found = objection(evidence)
        if found:
            return Checked(text, markers, verdict, rule, found, evidence.nearest)
    return Checked(text, markers, Verdict.BORNE_OUT, nearest=evidence.nearest)
