"""The frames in which people ask for somebody's words: "What did … say about …?", "…'s view on …", "Who said …?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

VERBS = (
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
        rf"{_ASIDE}(?:{VERBS})\b(?P<rest>.*)$",
        r"^(?P<head>.*?)\b(?:according to|in the (?:words|view|opinion|eyes) of|quotes? (?:by|from|of)|"
        r"(?:remarks|statements?|comments?|words) (?:by|from|of)) "
        r"(?P<who>[^,?]{2,60}?)(?P<rest>(?:,|\?|$| (?:on|about)\b).*)$",
        r"^(?P<head>(?:.*\b(?:what|how)\b.{0,20}?\b(?:is|was|are|were)\b)?(?:.*\bin)?)\s*(?P<who>[^,?]{2,60}?)['’]s? "
        r"(?:own )?(?:views?|opinion|position|stance|take|reaction|response|message|words|comments?|remarks?|"
        r"statements?|claims?|argument|explanation|warning|promise|thoughts|verdict|answer|reply)\b(?P<rest>.*)$",
        rf"^(?P<head>.*\b(?:things?|statements?|comments?|remarks?|words?|all|everything) (?:that )?)"
        rf"(?P<who>[^,?]{{2,60}}?) {_ASIDE}(?:{VERBS})\b(?P<rest>.*)$",
        r"^(?P<head>)(?P<who>[^,?]{2,40}?) (?P<rest>(?:on|about|regarding) [^?]+)$",
    )
)
_WHO_SAID = re.compile(
    rf"^\s*(?:who|which \w+)\s+(?:has |have |had )?{_ASIDE}(?:{VERBS})\b(?! (?:no|yes|nothing)\b)(?P<rest>.*)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?i)^(?:it|they|we|you|i|there|people|anyone|anybody|someone|somebody|everyone|"
    r"(?:the |these |this |your |each |two )*"
    r"(?:articles?|reports?|texts?|sources?|outlets?|resolution|law|news|newspapers?|media|story|stories|agreement))$"
)
_OFFICE = re.compile(
    r"(?i)(?:the |a |an |his |her |their |its )?(?:[\w.'’-]+ ){0,4}(?:minister|president|premier|chancellor|king|queen|"
    r"pope|ambassador|diplomat|envoy|negotiator|spokes(?:man|woman|person)|secretary|mayor|governor|senator|deputy|lawmaker|"
    r"general|commander|admiral|chief|head|leader|boss|official|prosecutor|judge|lawyer|analyst|expert|witness|author|"
    r"reporter|journalist|historian|professor|scientist|economist|doctor|priest|bishop)s?(?: (?:of|from|for|at|to) .+)?"
)
LINK = re.compile(
    r"^[\s,;:?]*(?:(?:about|on|regarding|concerning|of|to|that|as for|when asked about|anything|something)\b\s*)+",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“”‘«](?P<words>.{12,}?)[\"“”»]?[’']?[\s?.!]*$|[\"“](?P<inner>[^\"”]{12,})[\"”]|"
    r"(?<!\w)'(?P<single>.{12,}?)'[\s?.!]*$",
    re.DOTALL,
)
_OUTLETS = re.compile(
    r"(?i)^\s*(?:how|what) (?:did|do|have|has) (?:the |different |various |other |all |each |every )*"
    r"(?:outlets?|media|newspapers?|papers|articles?|reports|sources|sites|agencies) "
    r"(?:describe|report|cover|portray|present|frame|tell|call|say|write|see|covered|reported|described)\b(?P<rest>.*)$"
)
_NOBODY = re.compile(r"(?i)(?:the |that |this )?(?:what|who|which|how|it)")


@dataclass(frozen=True, slots=True)
class Frame:
    """A question for somebody's words: what stands before, whom it asks for, and what stands after."""

    head: str
    who: str
    rest: str


def frames(question: str) -> Iterator[Frame]:
    """Every way to read a question as one for somebody's words, the likeliest first.

    >>> next(frames("What did Keller say about the toll?"))
    Frame(head='What ', who='Keller', rest=' about the toll?')
    """
    for frame in _FRAMES:
        match = frame.match(question.strip())
        if match and not _NOBODY.fullmatch(match["who"].strip()):
            who = re.sub(r"(?i)^(?:what|how|did|does)\s+", "", match["who"].strip())
            yield Frame(match["head"], who, match["rest"])


def asks_who(question: str) -> str | None:
    """What follows in a question for the one who said something; None where it is no such question.

    >>> asks_who("Who warned of floods?"), asks_who("Who built the dam?")
    (' of floods?', None)
    """
    match = _WHO_SAID.match(question)
    return match["rest"] if match else None


def quoted(question: str) -> str:
    """The words between quotation marks in a question for whose words they are, else "".

    >>> quoted("Who said “the bridge will stand”?")
    'the bridge will stand'
    """
    rest = asks_who(question)
    match = _QUOTED.search(rest) if rest else None
    return next(words.strip() for words in match.groups() if words) if match else ""


def compares_outlets(question: str) -> str | None:
    """What the outlets are compared on; None where the question compares none.

    >>> compares_outlets("How did different outlets describe the dam?")
    ' the dam?'
    """
    match = _OUTLETS.match(question)
    return match["rest"] if match else None


def is_name(who: str, question: str) -> bool:
    """Is this a name, rather than an office ("the Turkish minister") or a thing? All capitals, or all typed small."""
    words = who.split()
    if _GENERIC.match(who.strip()) or len(words) > 3 or "and" in words:
        return False
    if question == question.lower():
        return len(words) <= 2 and words[0] not in ("the", "a", "his", "her", "their")
    return all(word[:1].isupper() for word in words)


def is_office(who: str) -> bool:
    """Is this somebody by what he or she is: an office or a calling, and so one who can be quoted or not?

    >>> is_office("the mayor of Bonn"), is_office("the UN resolution")
    (True, False)
    """
    return bool(_OFFICE.fullmatch(who.strip()))
