"""A follow-up → the question that stands alone: what it leaves unsaid is taken from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.frames import LINK, VERBS, frames
from answer.speakers import Speakers
from language.compare import content_words, fold
from records import Turn

_PRONOUN = re.compile(
    r"(?i)\b(?:he|she|him|his|her|hers|they|them|their|it|its|that|this|those|these|then)\b|"
    r"(?<!was )(?<!is )(?<!are )(?<!were )\bthere\b(?! (?:is|was|are|were)\b)"
)
_WHOLE = re.compile(r"(?i)^\s*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b")
_CONTINUES = re.compile(r"(?i)^\s*(?:and|but|so|or|also|what about|how about|what else|anything else|who else)\b")


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
    frame = next(frames(earlier), None)
    who, rest = (frame.who, frame.rest) if frame else ("", "")
    named = speakers.within(question)
    asks = re.sub(r"(?i)^\s*(?:and|but|so|or|also)\b[\s,]*", "", question).strip(" ?")
    asks = re.sub(r"(?i)^(?:what|how) about\b\s*", "", asks)
    if who and speakers.named(who):
        if named and len(own) <= 3 and not LINK.match(asks):  # "And Kuleba?": another speaker on the same subject
            return f"What did {asks} say {rest.strip(' ?')}?"
        if (not named or LINK.match(asks)) and (opens or re.search(r"(?i)\b(?:he|she|they|him|her)\b", question)):
            if re.search(rf"(?i)\b(?:{VERBS})\b", asks):
                return re.sub(r"(?i)\b(?:he|she|they)\b", who.strip(), asks, count=1) + "?"
            return f"What did {who.strip()} say about {LINK.sub('', asks).strip()}?"
    carried = [word for word in _kept_words(earlier) if fold(word) not in {fold(w) for w in question.split()}]
    return f"{asks} ({' '.join(carried)})?" if carried else question


def _last_user(history: Sequence[Turn]) -> int:
    return max(i for i, turn in enumerate(history) if turn.role == "user")


def _kept_words(earlier: str) -> list[str]:
    """The words of an earlier question that say what it was about, in order."""
    asked = set(content_words(earlier)) - {"say", "said", "tell", "told", "many", "much", "long", "far"}
    return [word for word in re.findall(r"[\w'’-]+", earlier) if set(content_words(word)) & asked]
