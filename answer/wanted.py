"""Whose words a question wants, and about what; or that it wants facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.cues import CLAIM, FEELS, VIEW
from answer.frames import LINK, Frame, asks_who, frames, is_name, whom
from answer.outlets import hosted_by, is_outlet, of_outlets
from answer.speakers import Speakers, enumerated
from language.compare import fold
from language.reporting import PLAIN, SAYING, SPEAKING, forms
from records import Voice

_ASKING = re.compile(
    r"(?i)^[\s,]*(?:and |so )?(?:what|how|why|who|whom|when|where|tell me|please|can you|could you|is it true that)\b|"
    r"\b(?:what|how|why|who|whom|when|where)\s*$"
)
_THING = re.compile(
    r"(?i)^\s*(?:(?:what|which) (?:is|was|are|were)\b|compare|summari[sz]e|sum up|list|show(?: me)?|tell me)?"
    r"(?:\s*\b(?:the|all|any|of|about|what)\b)*"
    r"(?:\s*\b(?:latest|most recent|newest|earliest|first|last))?"
    r"(?:\s*\b(?:things?|statements?|comments?|remarks?|words?|everything)(?: that)?)?\s*$"
)
_WHEN = re.compile(r"(?i)\b(?:afterwards?|later|next|then|there|exactly|in the end)\W*$")
_AUDIENCE = re.compile(
    r"(?i)^\s*(?:(?:to|with) )?(?:the )?(?:reporters|journalists|press|media)\b(?=\W*$| (?:about|on|of|that)\b)"
)
_DANGLING = re.compile(
    r"(?i)^(?:in|for|at|as|by)\b\s*(?=\W|$|(?:is|are|was|were|did|does|who|what|how)\b)|[\s,]+(?:in|at|as|by)$"
)
# "What did Keller tell ABC about tolls?": whom the words were said to.
_TOLD_TO = re.compile(r"^\s*(?P<whom>(?:[a-z]+ ){0,3}[A-Z][^,]{1,40}?) (?=(?:about|on|regarding|concerning)\b)")
# People who are no speakers by name: whoever republished a text, and those who commented on it.
_BLOG = r"(?:blog|substack|newsletter|post|page)"
_HOST = (
    rf"(?:the |this )?(?:{_BLOG}['’]?s? (?:author|writer|owner|host)|blogger|blog|host|substack\w*|"
    rf"(?:author|writer|owner|host) of (?:[\w.’'-]+ ){{0,3}}?{_BLOG}|commentator|poster|publisher)"
)
_READER = (
    r"(?:the |a |one of the )?(?:readers?|commenters?|comments?|readers?['’]s? comments?|"
    r"(?:people|users|those|somebody|someone) (?:in|under|below) the comments)"
)
_VOICES = {
    Voice.HOST: re.compile(rf"(?i){_HOST}(?: who .*)?"),
    Voice.READER: re.compile(rf"(?i){_READER}(?: (?:who|under(?:neath)?|below|beneath|on|in|of|from) .*)?"),
}
# "Which proverb did a reader use?"
_USES = re.compile(
    rf"(?i)^(?:what|which|why|how)\b.*\b(?:did|does|do|has|have) (?P<who>{_HOST}|{_READER}) "
    r"(?:use[sd]?|ma[kd]e|draws?|drew|g[ai]ve)\b"
)
_TELL = re.compile(rf"(?i){forms(('tell', 'inform', 'assure'))}")
# Who asks on which day something was announced asks for no words, as who asks when something was said may do.
_WHICH_DAY = re.compile(
    r"(?i)^\W*(?:and |so )?(?:(?:on|in|at|by|since) )?(?:when|(?:what|which) (?:day|date|year|month|week|time))\b"
)
_DONE_BY = re.compile(rf"(?i){forms(SAYING - SPEAKING)}")
# By itself each of these tells what to look for: "What is Keller afraid of?"
_TELLING = re.compile(rf"(?i){FEELS}|{CLAIM}")
# What is asked for by one of these, or by one beside a name alone, may be told in nobody's words: "Is Keller willing?"
_MAY_BE_TOLD = re.compile(rf"(?i){FEELS}|{CLAIM}|{VIEW}")
# Verbs that tell more than that something was said.
_POINTED = re.compile(rf"(?i){forms(SAYING - SPEAKING - PLAIN)}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose words are wanted.

    `frame` is that in which words are asked for, if any; `facts` says that it is one for facts all the same, as what
    outlets print is. `named` are the full names of those asked for, `absent` those beside them whom nobody quotes,
    `unknown` is whom nobody quotes where nobody else is asked for, `voice` one who is no speaker by name, `behind` what
    this one is called, and `outlet` that which bears the same name. `told` is what outlets are asked for, `rest` that,
    or what follows where it is asked who said something; None where it is not.
    """

    frame: Frame | None
    facts: bool
    named: tuple[str, ...]
    absent: tuple[str, ...]
    unknown: str | None
    voice: Voice | None
    behind: str
    outlet: str | None
    told: str | None
    rest: str | None

    @property
    def speech(self) -> bool:
        """Are somebody's own words wanted?"""
        return bool(self.named or self.unknown or self.voice)

    @property
    def sure(self) -> bool:
        """Are somebody's own words wanted for certain, or facts?"""
        return self.frame is None or self.frame.sure or not _MAY_BE_TOLD.fullmatch(self.frame.cue)

    @property
    def act(self) -> str:
        """The verb by which they are asked for, where it tells more than that something was said: "deny"."""
        return self.frame.cue if self.frame and self.speech and _POINTED.fullmatch(self.frame.cue) else ""

    @property
    def audience(self) -> str:
        """Whom they were said to, by a name; empty where the question does not tell."""
        told_to = _TOLD_TO.match(self.frame.rest) if self.frame and self.speech else None
        return told_to["whom"] if told_to and self.frame and _TELL.fullmatch(self.frame.cue) else ""

    def about(self, question: str) -> str:
        """The part of the question that a sentence must be about; empty where anything will do."""
        if self.frame and self.speech:
            about = _subject(self.frame.head, self.frame.rest.removeprefix(f" {self.audience}"))
            about = about or (self.frame.cue if _TELLING.fullmatch(self.frame.cue) else "")
        elif self.frame and self.facts and self.rest is None:
            about = f"{self.frame.head.rstrip()} {self.frame.rest.strip()}"
        else:
            about = question if self.rest is None else LINK.sub("", self.rest)
        return _DANGLING.sub("", about.strip(" ,?"))


def want(
    question: str, speakers: Speakers, printed: Sequence[str], outlets: Sequence[str] = (), framed: bool = True
) -> Wanted:
    """Whose words a question without its dates wants.

    Args:
        question: it.
        speakers: those who are quoted.
        printed: the outlets that it names.
        outlets: all that there are.
        framed: may it stand in a frame? Not where it holds the very words that somebody is to have said.
    """
    frame, named = whom(question, speakers) if framed else (None, [])
    if frame and _WHICH_DAY.match(question) and _DONE_BY.fullmatch(frame.cue):
        frame, named = None, []
    uses, first = (_USES.match(question), next(frames(question), None)) if framed else (None, None)
    behind = uses["who"] if uses else first.who if first else ""
    outlet = hosted_by(behind, outlets)
    voice = Voice.HOST if outlet else next((v for v, form in _VOICES.items() if form.fullmatch(behind)), None)
    if voice:
        frame, named = first, []
    told = of_outlets(question, printed)
    facts = frame is None or told is not None or _are(enumerated(frame.who), printed)
    unknown = None if facts or named or voice else _unknown(frame, question, speakers)
    rest = asks_who(question) if told is None else told
    named = [] if facts else list(dict.fromkeys(named))
    absent = _absent(frame, question, speakers, outlets) if frame and named else ()
    return Wanted(frame, facts, tuple(named), absent, unknown, voice, behind if voice else "", outlet, told, rest)


def _unknown(frame: Frame | None, question: str, speakers: Speakers) -> str | None:
    """Whom a question asks for who is quoted nowhere; None where it asks for nobody's words, or of an office."""
    return None if frame is None or speakers.may_hold(frame.who) else frame.asks_for(question)


def _absent(frame: Frame, question: str, speakers: Speakers, outlets: Sequence[str]) -> tuple[str, ...]:
    """Those of several asked for, by name and no outlets, whom nobody quotes."""
    if not frame.sure or speakers.named(frame.who):
        return ()
    beside = (one for one in enumerated(frame.who) if not (speakers.named(one) or is_outlet(one, outlets)))
    return tuple(one for one in beside if is_name(one, question))


def _subject(head: str, rest: str) -> str:
    """What somebody's words should be about: "which city" before the name, and what follows the verb."""
    parts = (_THING.sub("", head), LINK.sub("", _AUDIENCE.sub("", rest)))
    head, rest = (_ASKING.sub("", part).strip(" ?.,") for part in parts)
    return _WHEN.sub("", f"{head} {rest}").strip()


def _are(who: Sequence[str], printed: Sequence[str]) -> bool:
    """Are those whom a question asks for outlets? "According to ABC" asks for what ABC prints."""
    return {fold(one).removeprefix("the ") for one in who} <= {fold(one).removeprefix("the ") for one in printed}
