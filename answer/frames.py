"""The frames in which people ask for somebody's words: "What did … say about …?", "…'s view on …", "Who said …?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.speakers import Speakers, enumerated
from language.nouns import are_several, is_person
from language.reporting import SAYING, SPEAKING, THINKING, forms

_JUDGING = frozenset("rate judge evaluate regard interpret".split())
# Turns of phrase that ask as verbs of saying do, and verbs that do so before a certain word only.
VERBS = (
    rf"{forms((SAYING | THINKING | _JUDGING) - {'speak', 'talk'})}|"
    r"sum(?:med)? up|ma[kd]e of|g[eo]t to say|have to say|put it|"
    rf"(?:{forms(('speak', 'talk'))})(?= (?:of|about))"
)
_SWORN_IN = re.compile(r"(?i)\b(?:sworn|swore|swear(?:ing|s)?) in\b")
_ASIDE = (
    r"(?:(?:ever|also|just|first|last|later|then|now|once|again|actually|really|exactly|recently|lately|earlier|early|"
    r"publicly|privately|openly|clearly|plainly|directly|explicitly|specifically|repeatedly|reportedly|allegedly|"
    r"apparently|supposedly|previously|originally|initially|finally|eventually|subsequently|officially|personally|"
    r"formally|firmly|strongly|angrily|immediately|only|frequently|usually|generally)\s+)?"
)
# No verb behind "did" or "had": "the member states". "What does she says" is a slip of many.
_PLURAL = r"(?!says\b)\w*[^\Ws]s\b"
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?P<head>.*?),? (?:as (?P<who>[^,?]{2,60}?) (?P<cue>sees|saw|tells|told|puts|put|has|had) it)(?P<rest>\W*)$",
        r"^(?P<head>.*?)\bif (?P<who>[^,?]{2,60}?) (?P<cue>(?:is|are) to be (?:believed|trusted))\b(?P<rest>.*)$",
        r"^(?P<head>(?:what|which) (?:reasons?|grounds|explanations?|justification|answer)) (?:did|does|has|had) "
        r"(?P<who>[^,?]{2,60}?) (?P<cue>g[ai]ven?|offer(?:ed)?|provided?)\b(?P<rest>.*)$",
        rf"^(?P<head>.*?)\b(?:did|does|do|has|have|had|would|was|is)\s+(?P<who>.{{2,60}}?)\s+"
        rf"{_ASIDE}(?!{_PLURAL})(?P<cue>{VERBS})\b(?P<rest>.*)$",
        r"^(?P<head>.*?)\b(?P<cue>according to|if (?:one|you|we) (?:believes?|trusts?)|"
        r"in the (?:words|view|opinion|eyes|account|version) of|"
        r"(?:quotes?|remarks?|statements?|comments?|words) (?:by|from|of)) "
        r"(?P<who>[^,?]{2,60}?)(?P<rest>(?:,|\?|$| (?:on|about)\b).*)$",
        r"^(?P<head>(?:.*\b(?:what|how)\b.{0,20}?\b(?:is|was|are|were)\b)?(?:.*\b(?:in|by))?)\s*"
        r"(?P<who>[^,?]{2,60}?)['’]s? (?:(?:own|public|latest|last|most recent|newest|first|earliest) )*"
        r"(?P<cue>views?|opinion|position|stance|take|reaction|response|message|words|comments?|remarks?|statements?|"
        r"claims?|argument|explanation|warning|promise|thoughts|verdict|answer|reply|account|version|telling)\b(?P<rest>.*)$",
        rf"^(?P<head>.*\b(?:what|things?|statements?|comments?|remarks?|words?|all|everything) (?:that )?)"
        rf"(?P<who>[^,?]{{2,60}}?) (?:(?:has|have|had) )?{_ASIDE}(?!states\b)(?P<cue>{VERBS})\b(?P<rest>.*)$",
        r"^(?P<head>)(?P<who>[^,?]{2,40}?) (?P<rest>(?P<cue>on|about|regarding) [^?]+)$",
    )
)
# By these cues words are asked for whoever it is that is to have said them; by the others maybe what a country did.
_OF_ANYBODY = re.compile(
    rf"(?i)(?:{forms(SPEAKING)})|.* (?:say|to|of|by|from)|put it|"
    r"views?|opinion|words|comments?|remarks?|statements?|thoughts"
)
_KEYWORD = re.compile(r"(?i)on|about|regarding")
_WHO_SAID = re.compile(
    rf"^\s*(?:who|which \w+)\s+(?:else )?(?:has |have |had )?{_ASIDE}(?:{VERBS})\b"
    r"(?! (?:no|yes|nothing)\b)(?P<rest>.*)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?i)^(?:it|he|she|they|we|you|i|there|many|some|most|few|others|several|"
    r"people|anyone|anybody|someone|somebody|everyone|"
    r"(?:the |these |this |your |each |two )*"
    r"(?:articles?|reports?|texts?|sources?|outlets?|resolution|law|news|newspapers?|media|story|stories|agreement))$"
)
_OFFICE = re.compile(
    r"(?i)(?:the |a |an |his |her |their |its )?(?:[\w.'’-]+ ){0,4}(?:minister|president|premier|chancellor|king|queen|"
    r"pope|ambassador|diplomat|envoy|negotiator|spokes(?:man|woman|person)|secretary|mayor|governor|senator|deputy|lawmaker|"
    r"general|commander|admiral|chief|head|leader|boss|official|prosecutor|judge|lawyer|analyst|expert|witness|author|"
    r"reporter|journalist|historian|professor|scientist|economist|doctor|priest|bishop)(?: (?:of|from|for|at|to) .+)?"
)
LINK = re.compile(
    r"^[\s,;:?]*(?:(?:about|on|regarding|concerning|of|to|that|as for|when asked about|anything|something)\b\s*)+",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“](?P<inner>[^\"“”]{12,})[\"”]|[\"“”‘«](?P<words>.{12,}?)[\"“”»]?[’']?[\s?.!]*$|"
    r"(?<!\w)'(?P<single>.{12,}?)'[\s?.!]*$",
    re.DOTALL,
)
_OUTLETS = (
    r"(?:the |different |various |other |all |each |every )*"
    r"(?:outlets?|media|newspapers?|papers|articles?|reports|sources|sites|agencies)"
)
_TELL = (
    r"describe|report|cover|portray|present|frame|tell|call|say|write|see|differ|disagree|"
    r"covered|reported|described|said|written|told"
)
_NOBODY = re.compile(r"(?i)(?:the |that |this )?(?:what|who|which|how|it)|(?:is|was|are|were|be|been|did|does|do)\b.*")


@dataclass(frozen=True, slots=True)
class Frame:
    """A question for somebody's words: what stands before, whom it asks for, by which word or phrase, what follows."""

    head: str
    who: str
    cue: str
    rest: str

    def asks_for(self, question: str) -> str | None:
        """Whom the question plainly asks for, be it somebody whom nobody knows; None where it may ask for no words.

        Two words beside each other, "Attack on Bonn", ask for somebody's only if he is known; "Did Denmark deny entry?"
        asks what a country did, and "What did officials say?" for nobody in particular.

        >>> question = "What did Keller say about the toll?"
        >>> next(frames(question)).asks_for(question)
        'Keller'
        """
        who = re.sub(r"['’]s$", "", self.who)
        if _KEYWORD.fullmatch(self.cue) or are_several(who, question):
            return None
        named = is_name(who, question) and (_OF_ANYBODY.fullmatch(self.cue) or is_person(who, question))
        return who if named or is_office(who) else None


def frames(question: str) -> Iterator[Frame]:
    """Every way to read a question as one for somebody's words, the likeliest first.

    >>> next(frames("What did Keller say about the toll?"))
    Frame(head='What ', who='Keller', cue='say', rest=' about the toll?')
    """
    for frame in _FRAMES:
        match = frame.match(question.strip())
        if match and _SWORN_IN.match(f"{match['cue']}{match['rest']}"):
            continue
        if match and not _NOBODY.fullmatch(match["who"].strip()):
            who = re.sub(r"(?i)^(?:what|how|did|does)\s+", "", match["who"].strip())
            yield Frame(match["head"], who, match["cue"], match["rest"])


def whom(question: str, speakers: Speakers) -> tuple[Frame | None, list[str]]:
    """The frame of a question, and the full names of whom it asks for: the first frame in which somebody is known.

    "What does Weber say, according to Keller?" asks for Weber's words where Weber is quoted, else for Keller's.
    """
    read = list(frames(question))
    for frame in read:
        named = [full for one in enumerated(frame.who) for full in speakers.named(one)]
        if named:
            return frame, named
    return (read[0], []) if read else (None, [])


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
    >>> quoted('Who said "the bridge will stand" of the dam?')
    'the bridge will stand'
    """
    rest = asks_who(question)
    match = _QUOTED.search(rest) if rest else None
    return next(words.strip() for words in match.groups() if words) if match else ""


def of_outlets(question: str, names: Sequence[str] = ()) -> str | None:
    """What it is that outlets are asked for, those of these names or all; None where the question asks none.

    >>> of_outlets("How did different outlets describe the dam?"), of_outlets("What did ABC say of it?", ["ABC"])
    (' the dam?', ' of it?')
    """
    these = rf"(?:the )?(?:{'|'.join(map(re.escape, names))})"
    subject = rf"(?:{_OUTLETS}|{these}(?:(?:, and |, | and ){these})*)" if names else _OUTLETS
    match = re.match(rf"(?i)^\s*(?:how|what) (?:did|do|does|have|has) {subject} (?:{_TELL})\b(?P<rest>.*)$", question)
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
