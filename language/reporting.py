"""The verbs by which words are given to somebody, in a question as in a statement, and the forms that they take.

What such a verb governs in a sentence is the business of `ingest`, which reads articles for who said what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Of a country or a ministry too these ask for words; the others may ask for what it did: "Did Denmark deny entry?"
SPEAKING = frozenset(
    """say tell state argue claim comment remark explain mention note insist stress emphasise emphasize write tweet
    speak talk think assert contend maintain testify""".split()
)
SAYING = SPEAKING | frozenset(
    """accuse acknowledge add admit advise affirm allege announce answer ask assure believe bemoan blame boast call
    caution cite clarify complain concede conclude condemn confirm criticise criticize declare demand deny describe
    disclose forecast grumble hint hope indicate joke observe pledge praise predict profess promise propose question
    quote react recall recommend reiterate reject repeat reply report respond retort reveal suggest swear underline
    urge vow warn""".split()
)
# Of these hardly more than that something was said.
PLAIN = frozenset(
    "add announce answer ask call cite describe observe question quote react repeat reply report respond".split()
)
THINKING = frozenset("assess characterise characterize expect feel justify see view want".split())

_IRREGULAR = {
    "say": "said",
    "tell": "told",
    "write": "wrote written",
    "speak": "spoke spoken",
    "think": "thought",
    "feel": "felt",
    "see": "saw seen",
    "swear": "swore sworn",
    "foresee": "foresaw foreseen",
    "forecast": "forecast",
}
_DOUBLED = frozenset(("admit", "commit", "label", "refer", "regret"))


def forms(lemmas: Iterable[str]) -> str:
    """A pattern of all forms of these verbs, without groups.

    >>> forms(["deny", "say"])
    'deny|denies|denied|denying|say|says|said|saying'
    """
    return "|".join(form for lemma in sorted(lemmas) for form in _forms(lemma))


def _forms(lemma: str) -> list[str]:
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    if re.search(r"[^aeiou]y$", lemma):
        third, past = f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"
    elif lemma.endswith("e"):
        third, past = f"{lemma}s", f"{lemma}d"
    else:
        third, past = f"{lemma}{'es' if re.search(r'(?:s|x|ch|sh)$', lemma) else 's'}", f"{stem}ed"
    continuous = stem if lemma.endswith("ee") else re.sub(r"e$", "", stem)
    return [lemma, third, *_IRREGULAR.get(lemma, past).split(), f"{continuous}ing"]
