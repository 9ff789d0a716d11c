"""A question as it is typed → what it asks, without what leads up to it."""

from __future__ import annotations

import re

from answer.named import names_in

_QUESTION = r"(?P<asks>(?:what|who|whom|whose|which|when|where|why|how|if|whether)\b.+)$"
_ASKING = (
    r"(?:please,? )?(?:(?:can|could|would|will) (?:you|any(?:one|body)|some(?:one|body)) (?:please |kindly )?"
    r"(?:tell|explain|say|show|clarify)|tell|i(?:['’]d| would) (?:like|love|be interested) to know|"
    r"i (?:want|need) to know|i wonder|i(?:['’]m| am) wondering|(?:do you|does any(?:one|body)) (?:happen to )?know)\b"
    r"(?: to)?(?: me| us)?[\s,:]+"
)
_ASKED = re.compile(rf"(?is)^\W*{_ASKING}{_QUESTION}")
_WHETHER = re.compile(r"(?is)^\W*is it (?:true|correct|right|known|the case) (?:that )?(?P<asks>.+)$")
_WANTS = re.compile(
    r"(?is)^\W*(?:please,? )?(?:(?:give|get|show|find|bring|list)(?: (?:me|us|all|any|every))*(?: of)?|look up|"
    r"i(?:['’]m| am) looking for|i(?:['’]d| would) like|i (?:want|need))\s+(?P<asks>(?!to\b).+)$"
)
_POLITELY = re.compile(rf"(?is)^.{{20,}}[,;:.!?–-]\s+(?:(?:and|but|so)\s+)?{_ASKING}{_QUESTION}")
_TOLD_FIRST = re.compile(rf"(?is)^(?:i|we|my|our)\b.{{20,}}[:;.!?]\s+{_QUESTION}")
# What points back to what leads up to the question: "what did she say", "where is that?"
_SOMEBODY = re.compile(r"(?i)\b(?:he|she|they|him|her|them|his|their)\b")
_THAT = re.compile(r"(?i)\b(?:it|that|this|those|these|so)\b(?=\s*(?:[?,.;]|$|and\b))")


def to_the_point(question: str) -> str:
    """A question without the words that beg for an answer, and without what leads up to it where the rest names for
    itself what it is about.

    >>> to_the_point("Could you tell me how many abstained?")
    'how many abstained?'
    >>> to_the_point("I am writing about the flood of May. Could you tell me who warned Bonn?")
    'who warned Bonn?'
    >>> to_the_point("Keller spoke of the flood; can you tell me what he said?")
    'Keller spoke of the flood; can you tell me what he said?'
    """
    if asked := _ASKED.match(question) or _WHETHER.match(question) or _WANTS.match(question):
        return asked["asks"]
    led = _POLITELY.match(question) or _TOLD_FIRST.match(question)
    if led is None or not (named := names_in(led["asks"])):
        return question
    before = led["asks"].partition(named[0])[0]
    return question if _SOMEBODY.search(before) or _THAT.search(led["asks"]) else led["asks"]
