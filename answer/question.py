"""What is asked: whose words, about what, when, in which outlet; and the stand-alone form of a follow-up.

In code and deterministic. A question is about speech where it asks what somebody did say, think, claim …; the one who
does so is the speaker, a name elsewhere in the question is part of the subject ("What did Lavrov say about Borrell?").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.speakers import Speakers
from language.compare import content_words, fold
from language.dates import find_range
from records import Filters, Turn, Understood

_VERBS = (
    "say|said|says|saying|tell|told|think|thinks|thought|claim|claimed|claims|argue|argued|state|stated|stress|stressed|"
    "warn|warned|announce|announced|explain|explained|deny|denied|accuse|accused|blame|blamed|call|called|describe|"
    "described|respond|responded|reply|replied|react|reacted|answer|answered|promise|promised|insist|insisted|mention|"
    "mentioned|comment|commented|write|wrote|written|tweet|tweeted|demand|demanded|believe|believes|admit|admitted|"
    "confirm|confirmed|suggest|suggested|report|reported|justify|justified|condemn|condemned|praise|praised|reject|"
    "rejected|sum up|summed up|make of|made of|get to say|got to say|have to say|feel|see|view|want|hope|expect|assess|"
    "characterise|characterize|characterised|recall|recalled|add|added|reveal|revealed|predict|predicted|complain|"
    "complained|(?:talk|talked|speak|spoke)(?= (?:of|about))|put it"
)
_ASIDE = r"(?:(?:ever|also|actually|really|exactly|then|\w+ly)\s+)?"
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?P<head>.*?)\b(?:did|does|do|has|have|had|would|was|is)\s+(?P<who>.{{2,60}}?)\s+"
        rf"{_ASIDE}(?:{_VERBS})\b(?P<rest>.*)$",
        r"^(?P<head>.*?)\b(?:according to|in the (?:words|view|opinion|eyes) of|quotes? (?:by|from|of)|"
        r"(?:remarks|statements?|comments?|words) (?:by|from|of)) "
        r"(?P<who>[^,?]{2,60}?)(?P<rest>(?:,|\?|$| (?:on|about)\b).*)$",
        r"^(?P<head>(?:.*\b(?:what|how)\b.{0,20}?\b(?:is|was|are|were)\b)?(?:.*\bin)?)\s*(?P<who>[^,?]{2,60}?)['’]s? "
        r"(?:own )?(?:views?|opinion|position|stance|take|reaction|response|message|words|comments?|remarks?|"
        r"statements?|claims?|argument|explanation|warning|promise|thoughts|verdict|answer|reply)\b(?P<rest>.*)$",
        r"^(?P<head>)(?P<who>[^,?]{2,40}?) (?P<rest>(?:on|about|regarding) [^?]+)$",
    )
)
_WHO_SAID = re.compile(
    rf"^\s*(?:who|which \w+)\s+(?:has |have |had )?{_ASIDE}(?:{_VERBS})\b(?P<rest>.*)$", re.IGNORECASE
)
_GENERIC = re.compile(
    r"(?i)^(?:it|they|we|you|i|there|people|anyone|anybody|someone|somebody|everyone|"
    r"(?:the |these |this |your |each |two )*"
    r"(?:articles?|reports?|texts?|sources?|outlets?|resolution|law|news|newspapers?|media|story|stories|agreement))$"
)
_LATEST = re.compile(r"(?i)\b(?:latest|most recent(?:ly)?|newest|last thing)\b")
_EARLIEST = re.compile(r"(?i)\b(?:earliest|first (?:thing|statement|comment|remark))\b")
_ASKING = re.compile(
    r"(?i)^[\s,]*(?:and |so )?(?:what|how|why|who|whom|when|where|tell me|please|can you|could you|is it true that)\b|"
    r"\b(?:what|how|why|who|whom|when|where)\s*$"
)
_LINK = re.compile(
    r"^[\s,;:?]*(?:(?:about|on|regarding|concerning|of|to|that|as for|when asked about|anything|something)\b\s*)+",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?i)\b(?:he|she|him|his|her|hers|they|them|their|it|its|that|this|those|these|then)\b|"
    r"(?<!was )(?<!is )(?<!are )(?<!were )\bthere\b(?! (?:is|was|are|were)\b)"
)
_WHOLE = re.compile(r"(?i)^\s*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b")
_CONTINUES = re.compile(r"(?i)^\s*(?:and|but|so|or|also|what about|how about|what else|anything else|who else)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood.

    `query` stands alone and is searched; `about` is the part that a sentence must be about (empty: anything will do);
    `unknown` is a speaker who is asked for and whom nobody knows here; `speech` says that somebody's words are wanted.
    """

    question: str
    query: str
    about: str
    understood: Understood
    filters: Filters
    speech: bool = False
    unknown: str | None = None


def understand(
    question: str,
    speakers: Speakers,
    outlets: Sequence[str] = (),
    history: Sequence[Turn] = (),
    filters: Filters = Filters(),  # noqa: B008
    today: date | None = None,
) -> Asked:
    """What a question asks for, given the turns before it and the asker's own filters, which go before its words."""
    query = stand_alone(question, history, speakers)
    dated = find_range(query, today or date.today())
    undated = query[: dated.start] + " " + query[dated.end :] if dated else query
    head, who, rest = _frame(undated)
    named = [full for part in re.split(r",? and |, ", who) if (full := speakers.named(part))] if who else []
    speech = bool(named)
    unknown = None
    if who and not named and _is_name(who, undated):
        unknown, speech = re.sub(r"['’]s$", "", who.strip()), True
    about = _subject(head, rest) if speech else _WHO_SAID.sub(r"\g<rest>", undated).strip(" ?")
    outlet = _outlet(undated, outlets) if not filters.outlet else None
    wanted = Understood(
        speakers=(filters.speaker,) if filters.speaker else tuple(dict.fromkeys(named)),
        subject=" ".join(about.split()),
        since=filters.since or (dated.since if dated else None),
        until=filters.until or (dated.until if dated else None),
        outlets=(filters.outlet,) if filters.outlet else (outlet,) if outlet else (),
        order="latest" if _LATEST.search(query) else "earliest" if _EARLIEST.search(query) else None,
    )
    speech = speech or bool(filters.speaker)
    # A date in a question for facts is part of what happened, not of when it was printed.
    since, until = (wanted.since, wanted.until) if speech else (filters.since, filters.until)
    applied = Filters(wanted.speakers[0] if wanted.speakers else None, next(iter(wanted.outlets), None), since, until)
    return Asked(question, query, wanted.subject, wanted, applied, speech, unknown)


def stand_alone(question: str, history: Sequence[Turn], speakers: Speakers) -> str:
    """A follow-up with what it leaves unsaid: the words of the user's last question that it does not replace.

    A question that names its own subject in full stands alone already.
    """
    before = next((turn.content for turn in reversed(history) if turn.role == "user"), None)
    if before is None:
        return question
    own = content_words(question)
    opens = _CONTINUES.match(question)
    if not (opens or _PRONOUN.search(question) or (len(own) <= 2 and not _WHOLE.match(question))):
        return question
    earlier = stand_alone(before, history[: _last_user(history)], speakers)
    _, who, rest = _frame(earlier)
    named = speakers.within(question)
    asks = re.sub(r"(?i)^\s*(?:and|but|so|or|also)\b[\s,]*", "", question).strip(" ?")
    asks = re.sub(r"(?i)^(?:what|how) about\b\s*", "", asks)
    if who and speakers.named(who):
        if named and len(own) <= 3 and not _LINK.match(asks):  # "And Kuleba?": another speaker on the same subject
            return f"What did {asks} say {rest.strip(' ?')}?"
        if (not named or _LINK.match(asks)) and (opens or re.search(r"(?i)\b(?:he|she|they|him|her)\b", question)):
            if re.search(rf"(?i)\b(?:{_VERBS})\b", asks):
                return re.sub(r"(?i)\b(?:he|she|they)\b", who.strip(), asks, count=1) + "?"
            return f"What did {who.strip()} say about {_LINK.sub('', asks).strip()}?"
    carried = [word for word in _kept_words(earlier) if fold(word) not in {fold(w) for w in question.split()}]
    return f"{asks} ({' '.join(carried)})?" if carried else question


def _last_user(history: Sequence[Turn]) -> int:
    return max(i for i, turn in enumerate(history) if turn.role == "user")


def _kept_words(earlier: str) -> list[str]:
    """The words of an earlier question that say what it was about, in order."""
    asked = set(content_words(earlier)) - {"say", "said", "tell", "told", "many", "much", "long", "far"}
    return [word for word in re.findall(r"[\w'’-]+", earlier) if set(content_words(word)) & asked]


def _frame(question: str) -> tuple[str, str | None, str]:
    """(what stands before, who is asked for, what stands after) in a question for somebody's words, or None for who."""
    for frame in _FRAMES:
        match = frame.match(question.strip())
        if match and not re.fullmatch(r"(?i)(?:the |that |this )?(?:what|who|which|how|it)", match["who"].strip()):
            return match["head"], re.sub(r"(?i)^(?:what|how|did|does)\s+", "", match["who"].strip()), match["rest"]
    return "", None, question


def _subject(head: str, rest: str) -> str:
    """What somebody's words should be about: "which city" before the name, and what follows the verb."""
    head, rest = (_ASKING.sub("", part).strip(" ?.,") for part in (head, _LINK.sub("", rest)))
    return f"{head} {rest}".strip()


def _is_name(who: str, question: str) -> bool:
    """Is this a name, rather than an office ("the Turkish minister") or a thing? All capitals, or all typed small."""
    words = who.split()
    if _GENERIC.match(who.strip()) or len(words) > 3 or "and" in words:
        return False
    if question == question.lower():
        return len(words) <= 2 and words[0] not in ("the", "a", "his", "her", "their")
    return all(word[:1].isupper() for word in words)


def _outlet(question: str, outlets: Sequence[str]) -> str | None:
    for outlet in outlets:
        if re.search(
            rf"\b(?:in|by|from|according to|did|does|has) (?:the )?{re.escape(fold(outlet))}\b", fold(question)
        ):
            return outlet
    return None


def each_speaker(asked: Asked) -> list[Asked]:
    """The same question of each speaker asked for alone; the question itself where there is one or none."""
    if len(asked.understood.speakers) < 2:
        return [asked]
    return [replace(asked, filters=replace(asked.filters, speaker=one)) for one in asked.understood.speakers]
