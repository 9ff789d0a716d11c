"""The frames in which people ask for somebody's words: "What did … say about …?", "…'s view on …", "Who said …?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.cues import CLAIM, FEELS, GIVEN_BY, GIVES, JUDGES, MOVES, REASON, REMARK, SAID_BY, SAYS, SENSE, SOURCE, VIEW
from answer.speakers import Speakers, enumerated
from language.nouns import are_several, is_person
from language.reporting import SPEAKING, forms
from language.seats import is_nation
from language.titles import is_seat

_SWORN_IN = re.compile(r"(?i)\b(?:sworn|swore|swear(?:ing|s)?) in\b")
_ASIDE = (
    r"(?:(?:ever|also|just|first|last|later|then|now|once|again|actually|really|exactly|recently|lately|earlier|early|"
    r"publicly|privately|openly|clearly|plainly|directly|explicitly|specifically|repeatedly|reportedly|allegedly|"
    r"apparently|supposedly|previously|originally|initially|finally|eventually|subsequently|officially|personally|"
    r"formally|firmly|strongly|angrily|immediately|only|frequently|usually|generally|still|so|very|"
    r"himself|herself|itself|themselves)\s+){0,2}"
)
# "Was Keller called a liar?" asks for nobody's words, but "was Keller quoted on it?" does.
_QUOTED_AS = r"(?:quoted|cited)(?= (?:on|about|as|saying)\b)|(?:said|reported)(?= (?:to|as)\b)"
# No verb behind "did" or "had": "the member states", nor "of": "Secretary of State". "What does she says" is a slip.
_PLURAL = r"(?!says\b)\w*[^\Ws]s\b"
_WHO = r"(?P<who>[^,?]{2,60}?)"
_OWN = r"(?:(?:own|public|latest|last|most recent|newest|first|earliest|main|biggest|worst|official|personal) )*"
_ASKS = "what|how|why|who|whom|whose|which|when|where|is|are|was|were|did|does|do|has|have|had|will|would"
_NO_QUESTION = rf"(?!(?:{_ASKS})\b)"
_BARE = rf"(?P<who>(?:\b{_NO_QUESTION}[\w.’'-]+ ?){{1,5}}?)"
_AUX = r"(?:did|does|do|has|have|had|would)"
_NO_VERB = rf"(?<!['’]s)(?<! have a)(?<! of)\s+{_ASIDE}(?!{_PLURAL})(?!reports? to\b)"
# The likeliest first.
_FRAMES = (
    rf"^(?P<head>)\W*(?P<cue>{SOURCE}) {_WHO},(?P<rest>.*)$",
    rf"^(?P<head>.*?),? as {_WHO} (?P<cue>sees|saw|tells|told|puts|put|has|had) it"
    r"(?P<rest>(?: (?:on|in|at|to) [^,?]+)?\W*)$",
    rf"^(?P<head>.*?),? to hear {_WHO} (?P<cue>tell it|talk|speak)(?P<rest>\W*)$",
    rf"^(?P<head>.*?)\bif {_WHO} (?P<cue>(?:is|are) to be (?:believed|trusted))\b(?P<rest>.*)$",
    rf"^(?P<head>(?:for )?(?:what|which) {REASON}) {_AUX} {_WHO} (?P<cue>{GIVES})\b(?P<rest>.*)$",
    rf"^(?P<head>.*?)\b(?:{_AUX}|what['’]s|(?P<is>was|is))\s+(?P<who>.{{2,60}}?){_NO_VERB}"
    rf"(?(is)(?=\w+ing\b|{_QUOTED_AS}))(?P<cue>{SAYS})\b(?P<rest>.*)$",
    rf"^(?P<head>.*?)\b(?P<cue>{SOURCE}) {_WHO}(?P<rest>(?:,|\?|$| (?:on|about|{_ASKS})\b).*)$",
    rf"^(?P<head>.*?),? (?:in|by|from|on|to) {_WHO}['’]s? {_OWN}(?P<cue>{SENSE})(?P<rest>\W*$|,.*$)",
    rf"^(?P<head>)\W*(?:in|by|from|on|to) {_WHO}['’]s? {_OWN}(?P<cue>{SENSE})\b(?P<rest>.*)$",
    rf"^(?P<head>(?:.*\b(?:what['’]s|(?:what|how)\b.{{0,20}}?\b(?:is|was|are|were)\b))?(?:.*\b(?:in|by))?)\s*"
    rf"{_WHO}['’]s? {_OWN}(?P<cue>{VIEW})\b(?P<rest>.*)$",
    r"^(?P<head>.*\b(?:(?:what|whom?) (?:is|was) it |"
    r"(?:what|how|why|whether|things?|statements?|comments?|remarks?|words?|all|everything|anything) )"
    rf"(?:that )?)(?!{_AUX}\b){_WHO} (?:(?:has|have|had) )?{_ASIDE}(?!states\b)"
    rf"(?P<cue>{SAYS})\b(?P<rest>.*)$",
)
# In these, words are asked for only of those who are known, and of no capital or nation: it may be told what it did.
_NOTHING_ELSE = r"(?P<rest>\W*$| (?:about|as|to|on|in|for|at|of|over|with|by|when|after|that)\b.*)$"
_OF_KNOWN = (
    rf"^(?!when)(?P<head>.*?)\b{_AUX}\s+(?P<who>.{{2,60}}?){_NO_VERB}(?P<cue>{JUDGES})\b(?P<rest>.*)$",
    rf"^(?P<head>(?:(?:what|which) )?(?:\w+ )?(?:{REASON}|{REMARK}))(?: {_AUX})? "
    rf"{_WHO} (?:has |have |had )?(?P<cue>{GIVES})\b(?P<rest>.*)$",
    rf"^(?P<head>(?:what|which) (?:\w+ )?{REMARK} (?:against|for|about|of|to|on|that)\b.*?) {_AUX} "
    rf"{_WHO} (?P<cue>{GIVES})\b(?P<rest>.*)$",
    rf"^(?P<head>(?:(?:what['’]s|(?:what|how|why)\b.{{0,20}}?\b(?:is|was|are|were)\b))?)\s*"
    rf"(?:(?:give|tell|show|summari[sz]e)\b(?: me)?)?\s*{_WHO}['’]s? {_OWN}(?P<cue>{CLAIM})\b(?P<rest>.*)$",
    rf"^(?P<head>.*?)\b(?:is|was|are|were)\s+(?:it )?{_WHO}\s+{_ASIDE}(?P<cue>{FEELS})\b(?P<rest>.*)$",
    rf"^(?P<head>how (?:very )?)(?P<cue>{FEELS}) (?:is|was|are|were) {_WHO}{_NOTHING_ELSE}",
    rf"^(?P<head>what (?:(?:is|was) it that )?)(?:so )?(?P<cue>{MOVES}) {_WHO}{_NOTHING_ELSE}",
    rf"^(?P<head>.*?)\b(?:is|was) it {_WHO} (?:who|that) (?:has |had )?(?P<cue>{SAYS})\b(?P<rest>.*)$",
    rf"^(?P<head>what (?:(?:is|was) it that )?){_WHO} {_ASIDE}(?P<cue>{JUDGES})\b(?P<rest>.*)$",
    rf"^(?P<head>.*?)\b(?P<cue>{GIVEN_BY}) {_WHO}{_NOTHING_ELSE}",
    rf"^(?P<head>(?:what|how) (?:is|was|were)\b.*?)\b(?P<cue>{SAID_BY}) {_WHO}{_NOTHING_ELSE}",
    rf"^(?P<head>){_NO_QUESTION}{_WHO} (?P<rest>(?P<cue>on|about|regarding) [^?]+)$",
    rf"^(?P<head>){_BARE} {_OWN}(?P<cue>{VIEW}|{CLAIM})\b(?P<rest>.*)$",
)
_EVERY = tuple(
    (re.compile(pattern, re.IGNORECASE), sure)
    for some, sure in ((_FRAMES, True), (_OF_KNOWN, False))
    for pattern in some
)
# By these cues words are asked for whoever it is that is to have said them; by the others maybe what a country did.
_OF_ANYBODY = re.compile(
    rf"(?i)(?:{forms(SPEAKING)}|{SOURCE})|.* to say|put it|views?|opinion|words|comments?|remarks?|statements?|thoughts"
)
_WHO_SAID = re.compile(
    rf"^\s*(?:who|which \w+)\s+(?:else )?(?:has |have |had )?{_ASIDE}(?:{SAYS})\b"
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
    r"(?i)(?:the |a |an |his |her |their |its )?(?:[\w.'’-]+ ){0,4}(?:minister|president|premier|pm|chancellor|king|"
    r"queen|pope|ambassador|diplomat|envoy|negotiator|spokes(?:man|woman|person)|secretary|representative|delegate|mayor|governor|senator|deputy|"
    r"lawmaker|general|commander|admiral|chief|head|leader|boss|official|prosecutor|judge|lawyer|analyst|expert|witness|author|"
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
_NOBODY = re.compile(r"(?i)(?:the |that |this )?(?:what|who|which|how|it)|(?:is|was|are|were|be|been|did|does|do)\b.*")
# What may stand before the one asked for and is no part of the name: "Summarise Keller's position".
_NOT_WHO = re.compile(
    r"(?i)^(?:(?:what|how|did|does|do|summari[sz]e|sum up|outline|describe|explain|recap|quote|present|all|any|of)\s+)+"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A question for somebody's words: what stands before, whom it asks for, by which word or phrase, what follows.

    `sure` says that words are asked for even of somebody whom nobody knows.
    """

    head: str
    who: str
    cue: str
    rest: str
    sure: bool = True

    def asks_for(self, question: str) -> str | None:
        """Whom the question plainly asks for, be it somebody whom nobody knows; None where it may ask for no words.

        Two words beside each other, "Attack on Bonn", ask for somebody's only if he is known; "Did Denmark deny entry?"
        asks what a country did, and "What did officials say?" for nobody in particular.

        >>> question = "What did Keller say about the toll?"
        >>> next(frames(question)).asks_for(question)
        'Keller'
        """
        who = re.sub(r"['’]s$", "", self.who)
        if not self.sure or are_several(who, question):
            return None
        named = is_name(who, question) and (_OF_ANYBODY.fullmatch(self.cue) or is_person(who, question))
        return who if named or is_office(who) else None


def frames(question: str) -> Iterator[Frame]:
    """Every way to read a question as one for somebody's words, the likeliest first.

    >>> next(frames("What did Keller say about the toll?"))
    Frame(head='What ', who='Keller', cue='say', rest=' about the toll?', sure=True)
    """
    for pattern, sure in _EVERY:
        match = pattern.match(question.strip())
        if match and _SWORN_IN.match(f"{match['cue']}{match['rest']}"):
            continue
        if match and not _NOBODY.fullmatch(match["who"].strip()):
            who = _NOT_WHO.sub("", match["who"].strip())
            yield Frame(match["head"], who, match["cue"], match["rest"], sure)


def whom(question: str, speakers: Speakers) -> tuple[Frame | None, list[str]]:
    """The frame of a question, and the full names of whom it asks for: the first frame in which somebody is known.

    "What does Weber say, according to Keller?" asks for Weber's words where Weber is quoted, else for Keller's.
    """
    read = list(frames(question))
    for frame in read:
        asked = [one for one in enumerated(frame.who) if frame.sure or not (is_seat(one) or is_nation(one))]
        named = [full for one in asked for full in speakers.named(one)]
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
