"""A follow-up → the question that stands alone: what it leaves unsaid is taken from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer.beside import plainly
from answer.frames import LINK, asks_who, frames, whom
from answer.speakers import Speakers, enumerated
from language.compare import content_words, fold
from language.dates import find_range
from language.given import Gender, gender_of
from language.reporting import forms
from language.titles import is_body
from records import Turn

_PRONOUN = re.compile(
    r"(?i)\b(?:he|she|him|his|her|hers|they|them|their|it|its|that|this|those|these|then)\b|"
    r"(?<!was )(?<!is )(?<!are )(?<!were )\bthere\b(?! (?:is|was|are|were)\b)"
)
_PERSON = re.compile(r"(?i)\b(?P<he>he|him|his)\b|\b(?P<she>she|hers?)\b|\b(?:they|them|their)\b")
_POSSESSIVE = re.compile(r"(?i)\b(?:his|their|her)\b(?= \w)")
_THAT = re.compile(r"(?i)\b(about|on|of|to) (?:it|that|this)\b")
_SUCH = re.compile(
    r"(?i)\b(?:such an?|such|this|that|these|those) (?:remark|statement|comment|claim|charge|accusation|allegation|"
    r"warning|tweet)s?\b(?! (?:of|by|from|on|about|that)\b)"
)
_WHOLE = re.compile(r"(?i)^\s*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b")
_OF_SOMETHING = re.compile(r"(?i:^\s*(?:what|who|whom|which|when|where|why|how)\b).*\b[A-Z]")  # that it names itself
_CONTINUES = re.compile(r"(?i)^\s*(?:and|but|so|or|also|what about|how about|what else|anything else|who else)\b")
_OPENING = re.compile(r"(?i)^\s*(?:(?:and|but|so|or|also)\b[\s,]*)?(?:(?:what|how) about\b\s*)?")
_MORE = re.compile(r"(?i)(?:anything|what|something) (?:else|more)")
_WHERE_OR_WHEN = re.compile(r"(?i)(?:in|at|from|by|during|since|until|before|after) (?!(?:what|which|whose|whom)\b)\S")
# "When Keller came, what did she say?"
_FIRST = re.compile(
    r"(?i)^(?P<first>(?:when|after|before|while|once|as|in|at|on|during|speaking|asked)\b[^,?]+),"
    r" (?P<asks>(?:(?:on|in|for|by|with|to|of) )?(?:what|how|why|whom?|which|where|when|did|does|do|has|was|is)\b.*)$"
)
_REPLIES = re.compile(rf"(?i)\b(?:{forms(('answer', 'reply', 'respond', 'retort', 'react'))})\b")
_ANY_DAY = date(2000, 1, 1)  # it is only asked which words name a day


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The question before: in full, the words by which it names those it asks for, if any, and what about."""

    question: str
    whom: tuple[str, ...]
    subject: str

    @property
    def remark(self) -> str:
        """What it was that they said: "Keller's remark on the toll"; empty where it asks for nobody's words."""
        return f"{' and '.join(self.whom)}'s remark on {self.subject}" if self.whom else ""


def stand_alone(question: str, history: Sequence[Turn], speakers: Speakers) -> str:
    """A follow-up with what it leaves unsaid: the words of the user's last question that it does not replace.

    A question that names its own subject in full stands alone already.
    """
    before = next((turn.content for turn in reversed(history) if turn.role == "user"), None)
    question = _named_within(question, speakers)
    if before is None:
        return question
    opens = bool(_CONTINUES.match(question))
    whole = _WHOLE.match(question) or _OF_SOMETHING.match(question)
    short = len(content_words(question)) <= 2 and not whole
    if not (opens or short or _PRONOUN.search(question) or _SUCH.search(question)):
        return question
    earlier = _understood(stand_alone(before, history[: _last_user(history)], speakers), speakers)
    asks = _OPENING.sub("", question, count=1).strip(" ?")
    if earlier.subject:
        asks = _THAT.sub(lambda match: f"{match[1]} {earlier.subject}", asks)
        asks = _SUCH.sub(lambda match: earlier.remark or match[0], asks)
    return (
        _elsewhere(asks, earlier)
        or _of_another(asks, earlier, speakers, opens)
        or _of_the_same(asks, earlier, speakers)
        or ((opens or LINK.match(asks)) and _on_another_subject(asks, earlier))
        or _with_the_words(asks, earlier.question)
    )  # fmt: skip


def _named_within(question: str, speakers: Speakers) -> str:
    """A question that first names somebody and then asks of "him", with the name there as well."""
    match = _FIRST.match(question)
    pronoun = match and _PERSON.search(match["asks"])
    if not match or not pronoun or not (pronoun["he"] or pronoun["she"]):
        return question
    gender = Gender.HE if pronoun["he"] else Gender.SHE
    named = [one for one in speakers.within(match["first"]) if not is_body(one) and gender_of(one) in (gender, None)]
    meant = sorted(named, key=lambda one: match["first"].find(one.split()[-1]))
    if not meant or (len(meant) > 1 and _REPLIES.search(match["asks"])):  # not whoever spoke first, but the other
        return question
    asks = _PERSON.sub(meant[0], _POSSESSIVE.sub(f"{meant[0]}'s", match["asks"]))
    return f"{asks.rstrip(' ?')} {match['first'][0].lower()}{match['first'][1:]}?"


def _understood(question: str, speakers: Speakers) -> _Earlier:
    question = plainly(question, speakers)
    frame, named = whom(question, speakers)
    if frame is None or not (named or frame.asks_for(question)):
        return _Earlier(question, (), "")
    return _Earlier(question, tuple(enumerated(frame.who)), LINK.sub("", frame.rest).strip(" ?"))


def _elsewhere(asks: str, earlier: _Earlier) -> str | None:
    """The same question of another time or place: "And in May 2022?"."""
    dated = find_range(asks, _ANY_DAY)
    day = dated is not None and not content_words(asks[: dated.start] + asks[dated.end :])
    if not day and (not _WHERE_OR_WHEN.match(asks) or next(frames(asks), None)):
        return None
    same = earlier.question.strip(" ?")
    if day and (before := find_range(same, _ANY_DAY)):
        same = f"{same[: before.start].rstrip()}{same[before.end :]}"
    return f"{same} {asks}?"


def _of_another(asks: str, earlier: _Earlier, speakers: Speakers, opens: bool) -> str | None:
    """The same question of somebody else: "And Keller?"; or one that names somebody, and maybe no subject."""
    if earlier.whom and speakers.named(asks) and not LINK.match(asks):
        return f"What did {asks} say{_about(earlier)}?"
    frame, named = whom(asks, speakers)
    known = frame and named and not _POSSESSIVE.match(frame.who)  # "his ministry" may be any
    rest = frame.head + frame.rest if frame and known else asks_who(asks)
    if rest is None:
        return None
    return f"{asks}{_about(earlier) if opens and not content_words(rest) else ''}?"


def _of_the_same(asks: str, earlier: _Earlier, speakers: Speakers) -> str | None:
    """A question of him or her who was asked for before; as it stands where that can't be "he" or "she"."""
    pronoun = _PERSON.search(asks)
    if not pronoun or not earlier.whom:
        return None
    gender = Gender.HE if pronoun["he"] else Gender.SHE if pronoun["she"] else None
    meant = [one for one in earlier.whom if _may_be(gender, one, speakers)]
    others = [one for one in speakers.within(earlier.question) if gender_of(one) is gender]
    if not meant and others:  # "What did the council ask Keller about the toll? And what did he answer?"
        return _with_the_words(_PERSON.sub(others[-1], asks), earlier.question)
    if not meant:
        return f"{asks}?"
    who = " and ".join(meant) if gender is None else meant[-1]
    return _PERSON.sub(who, _POSSESSIVE.sub(f"{who}'s", asks)) + "?"


def _may_be(gender: Gender | None, who: str, speakers: Speakers) -> bool:
    full = speakers.named(who) or (who,)
    genders = {gender_of(name) for name in full if gender is None or not is_body(name)}
    return gender is None or None in genders or gender in genders


def _on_another_subject(asks: str, earlier: _Earlier) -> str | None:
    """What the same people said on something else: "And about the ferry?"."""
    if not earlier.whom or not (content_words(asks) or _MORE.fullmatch(asks)):
        return None
    if _MORE.fullmatch(asks):
        return earlier.question
    return f"What did {' and '.join(earlier.whom)} say about {LINK.sub('', asks).strip()}?"


def _about(earlier: _Earlier) -> str:
    subject = earlier.subject or (" ".join(_kept_words(earlier.question)) if not earlier.whom else "")
    return f" about {subject}" if subject else ""


def _with_the_words(asks: str, earlier: str) -> str:
    own = {fold(word) for word in asks.split()}
    carried = [word for word in _kept_words(earlier) if fold(word) not in own]
    return f"{asks} ({' '.join(carried)})?" if carried else f"{asks}?"


def _last_user(history: Sequence[Turn]) -> int:
    return max(i for i, turn in enumerate(history) if turn.role == "user")


def _kept_words(earlier: str) -> list[str]:
    """The words of an earlier question that say what it was about, in order."""
    asked = set(content_words(earlier)) - {"say", "said", "tell", "told", "many", "much", "long", "far"}
    return [word for word in re.findall(r"[\w'’-]+", earlier) if set(content_words(word)) & asked]
