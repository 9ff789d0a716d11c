"""Two whose words are set beside each other: "Keller versus Weber on the toll", "How does Keller's account differ …?"

Such a question is put in its plainest form, "What did Keller and Weber say about the toll?", and read as any other.
"""

from __future__ import annotations

import re

from answer.cues import CLAIM, SAYS, VIEW
from answer.frames import is_name
from answer.speakers import Speakers

_A, _B = r"(?P<a>[^,:;?]{2,60}?)", r"(?P<b>[^,:;?]{2,60}?)"
_ON = r"(?: (?:on|about|over|of|regarding|concerning|as to|when it comes to)|:) (?P<on>.+?)"
_VIEWS = rf"(?:['’]s? (?:own |public |official )?(?:{VIEW}|{CLAIM}))"
_WHO_SAID_WHAT = r"(?:[\s,;:.–-]+(?:who \w+ what|what (?:did|does|do) (?:each|either|both|they)(?: of them)? \w+))"
_AND = r"(?:and|with|to|against|versus|vs\.?)"
_DO, _DIFFER = r"(?:do|does|did|has|have)", r"(?:differ|diverge|deviate|clash|contrast|part ways)"
_TO_EACH_OTHER = rf"(?:{_DIFFER} from|(?:compare|contrast|square|agree|fit|go|tally|clash) (?:with|to)|contradict)"
_GAP = r"(?:the )?(?:\w+ )?(?:differences?|contrasts?|disagreements?|gap)"
_OF_IT = r"(?: (?:about|on|of|to) (?:it|that|this|them|him|her))?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?:compare|contrast) )?{_A} (?:versus|vs\.?|compared (?:to|with)) {_B}{_ON}{_WHO_SAID_WHAT}?",
        rf"(?:compare|contrast) {_A}{_VIEWS}{_ON} {_AND} {_B}{_VIEWS}?",
        rf"(?:compare|contrast)(?: what)? {_A}{_VIEWS}? {_AND} {_B}(?:{_VIEWS}| (?:{SAYS}))?{_ON}",
        rf"(?:how|where|on what|what) {_DO} {_A} and {_B} {_DIFFER}{_ON}",
        rf"(?:(?:what|where) (?:is|are|was|were) )?{_GAP} between {_A}{_VIEWS}? and {_B}{_VIEWS}?{_ON}",
        rf"(?:how|where) {_DO} {_A}{_VIEWS}{_ON} {_TO_EACH_OTHER} {_B}{_VIEWS}?",
        rf"{_A} and {_B}{_ON}{_WHO_SAID_WHAT}",
        rf"what {_DO} {_A} (?:{SAYS}){_ON},? (?:and|while) (?:what|how) {_DO} {_B} (?:{SAYS}|see it){_OF_IT}",
        rf"what {_DO} {_A} (?:{SAYS}){_ON}, and (?:(?:what|how) about )?{_B}",
    )
)
_BY_BOTH = re.compile(
    rf"(?P<on>.+?),? according to {_A},? (?:and|but|versus|vs\.?)(?: (?:who|what|where|when|how|why))?,? "
    rf"according to {_B}",
    re.IGNORECASE,
)


def plainly(question: str, speakers: Speakers) -> str:
    """A question that sets two beside each other, in its plainest form; any other as it is.

    One at least is quoted; the other may be a name that nobody here is called by.

    >>> known = Speakers({"Keller": 1, "Weber": 1}, {})
    >>> plainly("Keller vs Weber on the toll: who said what?", known), plainly("Bonn vs Cologne on points", known)
    ('What did Keller and Weber say about the toll?', 'Bonn vs Cologne on points')
    """
    asked = question.strip(" ?!.")
    both = _BY_BOTH.fullmatch(asked)
    if both and (names := _known(both, speakers)):
        return f"{both['on']}, according to {names}?"
    for form in _FORMS:
        match = form.fullmatch(asked)
        if match and (names := _known(match, speakers)):
            return f"What did {names} say about {match['on']}?"
    return question


def _known(match: re.Match[str], speakers: Speakers) -> str | None:
    """The two, joined; None where they aren't two people or bodies, one of them quoted."""
    a, b = (re.sub(r"['’]s?$", "", match[group].strip()) for group in "ab")
    some, others = set(speakers.named(a)), set(speakers.named(b))
    both = (some or _is_name(a)) and (others or _is_name(b))
    return f"{a} and {b}" if both and some != others else None


def _is_name(who: str) -> bool:
    return who != who.lower() and is_name(who, who)  # of what is typed small, any word might be one
