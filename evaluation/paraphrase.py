"""Gold sentences put otherwise without being made false: what a verifier must let pass.

Each is made by grammar and chance (a seeded one). Nothing here is shared with the verifier.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from evaluation.substitute import COUNTS, Change, Gold

_SYNONYMS = (
    "said stated|began started|large big|huge enormous|help assist|helped assisted|show demonstrate|"
    "showed demonstrated|about approximately|also additionally|however nevertheless|often frequently|"
    "many numerous|use employ|used employed|buy purchase|bought purchased|get obtain|got obtained|need require|"
    "needed required|attempt try|attempted tried|children kids|whole entire|important significant|"
    "quickly rapidly|nearly almost|while whereas|because since|people persons|area region|built constructed|"
    "made produced|given granted|called named|located situated|receive get|received got|chose selected|"
    "allow permit|allowed permitted|show reveal|several some|main principal|told informed|wrote authored|"
    "happened occurred|during throughout|although though|created established|became turned|kind type|"
    "rest remainder|between amid|ended finished|complete finish|completed finished"
)
_SYNONYM = {a: b for pair in _SYNONYMS.split("|") for a, b in (pair.split(),)}
_OPENING = re.compile(
    r"((?:In|On|At|By|During|After|Before|Since|With|Under) [^,“”\"]{3,50}), "  # "In 2015, "
    r"((?!But\b|but\b)[A-Za-z].*?)([.!]?)$"
)


def synonyms(gold: Gold, chance: random.Random) -> str | None:
    """Up to two words replaced by words of the same meaning."""
    marked = [m.span() for m in re.finditer("[“\"][^”\"]*[”\"]|''.*?''|``.*?''", gold.doc.text)]
    places = [t for t in gold.doc if t.lower_ in _SYNONYM and t.text == t.lower_]
    places = [t for t in places if not any(a <= t.idx < b for a, b in marked)]  # a quotation has no other words
    text = gold.doc.text
    for place in sorted(chance.sample(places, min(2, len(places))), key=lambda t: -t.idx):
        text = text[: place.idx] + _SYNONYM[place.lower_] + text[place.idx + len(place.text) :]
    return text if places else None


def reordered(gold: Gold, chance: random.Random) -> str | None:
    """An opening phrase ("In 2015, …") moved to the end."""
    match = _OPENING.match(gold.text)
    if not match or gold.doc.text != gold.text:
        return None
    opening, rest, end = match.groups()
    return f"{rest[:1].upper()}{rest[1:]} {opening[:1].lower()}{opening[1:]}{end or '.'}"


def shortened(gold: Gold, chance: random.Random) -> str | None:
    """What stands in brackets, or between commas after a name, left out; so is a closing clause with "which"."""
    text = re.sub(r" \([^()]*\)", "", gold.text)
    text = re.sub(r", (?:which|who|where) [^,.“”\"]*(?=[.]$)", "", text)
    text = re.sub(r"(?<=[a-z]), (?:a|an|the) [^,“”\"]{4,60},(?= [a-z])", "", text)
    return text if text != gold.text else None


def contracted(gold: Gold, chance: random.Random) -> str | None:
    """ "did not" for "didn't" and the other way round."""
    text = re.sub(r"\b(did|does|do|is|was|were|are|has|have|had|could|would|should) not\b", r"\1n’t", gold.text)
    if text == gold.text:
        text = re.sub(r"\b(did|does|do|is|was|were|are|has|have|had|could|would|should)n[’']t\b", r"\1 not", gold.text)
    return text if text != gold.text and not re.search('[“"]', gold.text) else None


def counted(gold: Gold, chance: random.Random) -> str | None:
    """A small number in words for digits, or the other way round; "percent" for "%"."""
    text = re.sub(r"(?<=\d) ?%", " percent", gold.text)
    for i, word in enumerate(COUNTS, 2):
        if text != gold.text:
            break
        text = re.sub(rf"(?<![\d.,:$-])\b{i}\b(?![\d.,:%–-])(?= [a-z])", word, gold.text, count=1)
        if text == gold.text:
            text = re.sub(rf"\b{word}\b(?= [a-z])", str(i), gold.text, count=1)
    return text if text != gold.text and not re.search('[“"]', gold.text) else None


def according(gold: Gold, chance: random.Random) -> str | None:
    """ "X said that …" as "According to X, …"."""
    if not gold.speaker:
        return None
    told = r"(?:said|says|told \w+|stated|added) (?:that )?"
    match = re.match(rf"({re.escape(gold.speaker)}) {told}([^“”\"]+)$", gold.text)
    return f"According to {match[1]}, {match[2]}" if match else None


PARAPHRASED: Mapping[str, Change] = {
    "synonyms": synonyms,
    "reordered": reordered,
    "shortened": shortened,
    "contracted": contracted,
    "counted": counted,
    "according": according,
}
