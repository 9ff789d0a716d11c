"""What is asked: whose words, about what, when, in which outlet.

In code and deterministic. A question is about speech where it asks what somebody did say, think, claim …; the one who
does so is the speaker, a name elsewhere in the question is part of the subject ("What did Lavrov say about Borrell?").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.follow import stand_alone
from answer.frames import LINK, Frame, asks_who, of_outlets, quoted, whom
from answer.named import names_in
from answer.order import order_in
from answer.speakers import Speakers, enumerated
from answer.typed import to_the_point
from language.compare import content_words, fold
from language.dates import find_range
from language.reporting import PLAIN, SAYING, SPEAKING, forms
from records import Filters, Turn, Understood, Voice

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
# "Who leads there today, according to Keller?": the day is not that of Keller's words.
_NOW_TOLD = re.compile(r"(?i)^(?:today|this \w+)\b.* (?:according to|in \S+ (?:\S+ )?(?:words|view|opinion|eyes)\b)")
# "What did Keller tell ABC about tolls?": whom the words were said to.
_TOLD_TO = re.compile(r"^\s*(?:to )?(?P<whom>(?:[a-z]+ ){0,3}[A-Z][^,]{1,40}?) (?=(?:about|on|regarding|concerning)\b)")
_DANGLING = re.compile(r"(?i)^(?:in|for|at|as)\b\s*(?=\W|$|(?:is|are|was|were|who|what|how)\b)|[\s,]+(?:in|at|as|by)$")
# People who are no speakers by name: whoever republished a text, and those who commented on it.
_VOICES = {
    Voice.HOST: re.compile(r"(?i)(?:the |this )?(?:blogger|blog|host|substack\w*|commentator|poster|publisher)"),
    Voice.READER: re.compile(r"(?i)(?:the |a )?(?:readers?|commenters?|comments?)"),
}
_TELL = re.compile(rf"(?i){forms(('tell', 'inform', 'assure'))}")
# Verbs that tell more than that something was said.
_POINTED = re.compile(rf"(?i){forms(SAYING - SPEAKING - PLAIN)}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood.

    `query` stands alone and is searched; `about` is the part that a sentence must be about (empty: anything will do);
    `unknown` is a speaker who is asked for and whom nobody knows here; `speech` says that somebody's words are wanted,
    `voice` that they are the words of whoever is behind that voice; `who` that it is asked who said something, and
    `quoted` are the words in marks that this person is to have said. `day` is the phrase that names the days. `outlets`
    says that the outlets are to be told apart. `act` is the verb by which words are asked for where it tells more than
    that something was said, "deny"; `audience` whom they were said to; `names` are those in what is asked about.
    """

    question: str
    query: str
    about: str
    understood: Understood
    filters: Filters
    speech: bool = False
    unknown: str | None = None
    voice: Voice | None = None
    who: bool = False
    quoted: str = ""
    day: str = ""
    outlets: bool = False
    act: str = ""
    audience: str = ""
    names: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The one year that the question names in figures, None where it names none."""
        named = re.findall(r"\b(?:1[5-9]|20)\d\d\b", self.day)
        return int(named[0]) if len(named) == 1 else None

    @property
    def told_day(self) -> bool:
        """Must a sentence print the day itself? So where somebody's words of a day are looked for in any article."""
        return self.speech and bool(self.day) and not (self.filters.since or self.filters.until)

    @property
    def said(self) -> str:
        """What somebody's own words are to be about, or the words in marks; empty where nobody's are wanted."""
        return self.about if self.filters.speaker or self.quoted else ""

    @property
    def whenever(self) -> Asked:
        """The same question of articles of any day: the day is one that the text itself must print."""
        return replace(self, filters=replace(self.filters, since=None, until=None))


def understand(
    question: str,
    speakers: Speakers,
    outlets: Sequence[str] = (),
    history: Sequence[Turn] = (),
    filters: Filters = Filters(),  # noqa: B008
    today: date | None = None,
    days: Sequence[date] = (),
) -> Asked:
    """What a question asks for, given the turns before it and the asker's own filters, which go before its words."""
    query = stand_alone(to_the_point(question), history, speakers)
    words, order = quoted(query), order_in(query)
    query = query if words else speakers.spelt(query)
    dated = find_range(query, today or date.today(), days) if not words else None
    if dated and _NOW_TOLD.search(query[dated.start :]):
        dated = None
    undated = query[: dated.start] + " " + query[dated.end :] if dated else query
    frame, named = whom(undated, speakers) if not words else (None, [])
    chosen = speakers.named(filters.speaker) or (filters.speaker,) if filters.speaker else ()
    voice = next((v for v, form in _VOICES.items() if frame and not named and form.fullmatch(frame.who)), None)
    printed = (filters.outlet,) if filters.outlet else _outlets(undated, outlets)
    told = of_outlets(undated, printed)
    facts = frame is None or told is not None or _are(enumerated(frame.who), printed)
    named = [] if facts else named
    unknown = None if facts or named or voice else _unknown(frame, undated, speakers)
    speech = bool(named or unknown or voice)
    rest = asks_who(undated) if told is None else told
    audience = _TOLD_TO.match(frame.rest) if frame and speech and _TELL.fullmatch(frame.cue) else None
    if frame and speech:
        about = _subject(replace(frame, rest=frame.rest[audience.end() :]) if audience else frame)
    elif frame and facts and rest is None:
        about = f"{frame.head.rstrip()} {frame.rest.strip()}"
    else:
        about = undated if rest is None else LINK.sub("", rest)
    about = words or _DANGLING.sub("", about.strip(" ,?"))
    wanted = Understood(
        speakers=chosen or tuple(dict.fromkeys(named)),
        subject=" ".join(about.split()),
        since=filters.since or (dated.since if dated else None),
        until=filters.until or (dated.until if dated else None),
        outlets=printed,
        order=order[0] if order else None,
    )
    speech = speech or bool(filters.speaker)
    # A date in a question for facts is part of what happened, not of when it was printed.
    since, until = (wanted.since, wanted.until) if speech else (filters.since, filters.until)
    applied = Filters(next(iter(wanted.speakers), None), next(iter(printed), None), since, until)
    return Asked(
        question,
        query,
        wanted.subject,
        wanted,
        applied,
        speech,
        unknown,
        voice,
        who=rest is not None and told is None and not speech,
        quoted=words,
        day=query[dated.start : dated.end] if dated and not (filters.since or filters.until) else "",
        outlets=told is not None and len(printed) != 1,
        act=frame.cue if frame and speech and _POINTED.fullmatch(frame.cue) else "",
        audience=audience["whom"] if audience else "",
        names=tuple(name for name in names_in(query) if name in wanted.subject and not _is_outlet(name, outlets)),
    )


def each_alone(asked: Asked) -> list[Asked]:
    """The same question of each speaker asked for alone, in each outlet alone."""
    speakers = asked.understood.speakers if len(asked.understood.speakers) > 1 else (asked.filters.speaker,)
    outlets = asked.understood.outlets or (None,)
    return [
        replace(asked, filters=replace(asked.filters, speaker=speaker, outlet=outlet))
        for speaker in speakers
        for outlet in outlets
    ]


def _unknown(frame: Frame | None, question: str, speakers: Speakers) -> str | None:
    """Whom a question asks for who is quoted nowhere; None where it asks for nobody's words, or of an office."""
    return None if frame is None or speakers.may_hold(frame.who) else frame.asks_for(question)


def _subject(frame: Frame) -> str:
    """What somebody's words should be about: "which city" before the name, and what follows the verb."""
    parts = (_THING.sub("", frame.head), LINK.sub("", _AUDIENCE.sub("", frame.rest)))
    head, rest = (_ASKING.sub("", part).strip(" ?.,") for part in parts)
    return _WHEN.sub("", f"{head} {rest}").strip()


def _outlets(question: str, outlets: Sequence[str]) -> tuple[str, ...]:
    """The outlets that a question names as such: "in ABC", "according to ABC and the Morning Post"."""
    asked = fold(question)
    known = {fold(outlet): outlet for outlet in outlets if fold(outlet) in asked}  # seldom: there may be hundreds
    if not known:
        return ()
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    each = rf"(?:the )?(?:{names})\b"
    row = re.search(
        rf"\b(?:in|by|from|between|according to|did|do|does|has|have) (?P<row>{each}(?:(?:, and |, | and ){each})*)",
        asked,
    )
    return tuple(known[name] for name in re.findall(rf"\b(?:{names})\b", row["row"])) if row else ()


def _is_outlet(name: str, outlets: Sequence[str]) -> bool:
    """Does a name share its first word with an outlet's: "Sputnik International"?"""
    return any(content_words(outlet)[:1] == content_words(name)[:1] for outlet in outlets)


def _are(who: Sequence[str], printed: Sequence[str]) -> bool:
    """Are those whom a question asks for outlets? "According to ABC" asks for what ABC prints."""
    return {fold(one).removeprefix("the ") for one in who} <= {fold(one).removeprefix("the ") for one in printed}
