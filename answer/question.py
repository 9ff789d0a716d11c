"""What is asked: whose words, about what, when, in which outlet.

In code and deterministic. A question is about speech where it asks what somebody did say, think, claim …; the one who
does so is the speaker, a name elsewhere in the question is part of the subject ("What did Lavrov say about Borrell?").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.beside import plainly
from answer.follow import stand_alone
from answer.frames import quoted
from answer.named import names_in
from answer.news import News, news_of
from answer.order import order_in
from answer.outlets import is_outlet, outlets_in
from answer.speakers import Speakers
from answer.strike import without
from answer.typed import to_the_point
from answer.wanted import want
from language.dates import find_range
from records import Filters, Turn, Understood, Voice

# "Who leads there today, according to Keller?": the day is not that of Keller's words.
_NOW_TOLD = re.compile(r"(?i)^(?:today|this \w+)\b.* (?:according to|in \S+ (?:\S+ )?(?:words|view|opinion|eyes)\b)")
# "What did Keller say about the past year?", "What lessons does she draw from the last ten?": that is the subject.
_SUBJECT = re.compile(
    r"(?i)\b(?:(?:about|regarding|concerning)|(?:thinks?|thought|makes?|made|draws?|drew|drawn|lessons?) (?:of|from)) "
    r"(?:the )?(?:past|last|coming|next)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood.

    `query` stands alone and is searched; `about` is the part that a sentence must be about (empty: anything will do);
    `unknown` is a speaker who is asked for and whom nobody knows here, `absent` are such beside those who are known;
    `speech` says that somebody's words are wanted, `voice` that they are the words of whoever is behind that voice,
    called `behind`; `who` that it is asked who said something, and `quoted` are the words in marks that this person is
    to have said. `day` is the phrase that names the days, `news` tells when what is asked for was most likely printed,
    where no day is required. `outlets` says that the outlets are to be told apart. `act` is the verb by which words are
    asked for where it tells more than that something was said, "deny"; `audience` whom they were said to; `sure` is
    False where it may as well be facts that are wanted; `names` are those in what is asked about.
    """

    question: str
    query: str
    about: str
    understood: Understood
    filters: Filters
    speech: bool = False
    unknown: str | None = None
    absent: tuple[str, ...] = ()
    voice: Voice | None = None
    behind: str = ""
    who: bool = False
    quoted: str = ""
    day: str = ""
    outlets: bool = False
    act: str = ""
    audience: str = ""
    sure: bool = True
    names: tuple[str, ...] = ()
    news: News | None = None

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
    def undated(self) -> str:
        """The query without the phrase that names the days."""
        start = self.query.find(self.day)
        return without(self.query, start, start + len(self.day))

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
    facts: bool = False,
) -> Asked:
    """What a question asks for, given the turns before it and the asker's own filters, which go before its words.

    Where `facts` is set, it is read as one for facts, whoever's words it may be thought to ask for.
    """
    query = stand_alone(to_the_point(question), history, speakers)
    words, order = quoted(query), order_in(query)
    query = query if words else plainly(speakers.spelt(query), speakers)
    today = today or date.today()
    dated = find_range(query, today, days) if not words else None
    if dated and (_NOW_TOLD.search(query[dated.start :]) or _SUBJECT.search(query[: dated.end])):
        dated = None
    undated = query[: dated.start] + " " + query[dated.end :] if dated else query
    printed = (filters.outlet,) if filters.outlet else outlets_in(undated, outlets)
    wanted = want(undated, speakers, printed, outlets, framed=not words and not facts)
    chosen = _chosen(filters.speaker, speakers) if filters.speaker else ()
    understood = Understood(
        speakers=chosen or wanted.named + wanted.absent,
        subject=" ".join((words or wanted.about(undated)).split()),
        since=filters.since or (dated.since if dated else None),
        until=filters.until or (dated.until if dated else None),
        outlets=printed or ((wanted.outlet,) if wanted.outlet else ()),
        order=order[0] if order else None,
    )
    speech = wanted.speech or bool(filters.speaker)
    # A date in a question for facts is part of what happened, not of when it was printed.
    since, until = (understood.since, understood.until) if speech else (filters.since, filters.until)
    return Asked(
        question,
        query,
        understood.subject,
        understood,
        Filters(next(iter(understood.speakers), None), next(iter(understood.outlets), None), since, until),
        speech,
        wanted.unknown,
        () if chosen else wanted.absent,
        wanted.voice,
        wanted.behind,
        who=wanted.rest is not None and wanted.told is None and not speech,
        quoted=words,
        day=query[dated.start : dated.end] if dated and not (filters.since or filters.until) else "",
        outlets=wanted.told is not None and len(printed) != 1,
        act=wanted.act,
        audience=wanted.audience,
        sure=wanted.sure,
        names=tuple(n for n in names_in(query) if n in understood.subject and not is_outlet(n, outlets)),
        news=None if since or until else news_of(dated, today),
    )


def _chosen(speaker: str, speakers: Speakers) -> tuple[str, ...]:
    """Whom a filter stands for: whoever bears just this name, else those whom a question would mean by it."""
    return (speaker,) if speaker in speakers else speakers.named(speaker) or (speaker,)


def each_alone(asked: Asked) -> list[Asked]:
    """The same question of each speaker asked for alone, in each outlet alone."""
    known = tuple(speaker for speaker in asked.understood.speakers if speaker not in asked.absent)
    alone = [
        replace(asked, filters=replace(asked.filters, speaker=speaker, outlet=outlet))
        for speaker in (known if len(known) > 1 else (asked.filters.speaker,))
        for outlet in asked.understood.outlets or (None,)
    ]
    anyones = replace(asked.filters, speaker=None)
    return alone + [replace(asked, filters=anyones, unknown=speaker) for speaker in asked.absent]
