"""What surrounds a text on a news site, and what goes for it: share counts, pleas, captions, links elsewhere.

A line goes only where all of it looks like a leftover. A sentence of the article must never go; where in doubt, the
leftover stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines import Cut, Paragraph, is_sentence, is_short
from ingest.rules import ADDRESSED, ASKING, REPORTING, RULES, Kind

_CUTS = {Kind.PLEA: Cut.PLEA, Kind.COMMENTS: Cut.COMMENTS, Kind.RULE: Cut.RULE}
_FOLLOWERS = {Kind.SECTION: 1000, Kind.NEIGHBOUR: 1}
_LONGEST_PLEA = 320  # characters
_LONGEST_ASIDE = 12  # words

_NO_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d[\d.,]*[km]?", re.IGNORECASE)
_EMPHASIS = re.compile(
    r"\s*[\[(](?:(?:my|our|the author[’']s|bold) )?emphasis(?: (?:mine|added|ours))?[\])]\s*$", re.IGNORECASE
)


def kind_of(line: str) -> Kind | None:
    """What a line is, taken as a whole; None where it may be part of the article."""
    if _NO_WORDS.fullmatch(line):
        return Kind.RULE
    for kind, longest, pattern in RULES:
        if len(line) <= longest and pattern.fullmatch(line):
            return kind
    return Kind.PLEA if _pleads(line) else None


def without_leftovers(found: Sequence[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs of the article, each with what was cut right before it; and the lines that went."""
    kinds = [kind_of(p.text) for p in found]
    kept: list[Paragraph] = []
    gone: list[str] = []
    cut, followers = Cut.NOTHING, 0
    for i, p in enumerate(found):
        kind = kinds[i]
        if kind is None and _NUMBER.fullmatch(p.text) and Kind.COUNTER in kinds[max(i - 1, 0) : i + 2]:
            kind = Kind.COUNTER
        if kind is Kind.COMMENTS and sum(is_sentence(before.text) for before in kept) < 2:
            kind = Kind.COUNTER  # a count under the title: no comments follow
        if kind:
            cut, followers = max(cut, _CUTS.get(kind, Cut.NOTHING)), _FOLLOWERS.get(kind, followers)
        elif followers and is_short(p.text):
            followers -= 1
        else:
            text = _EMPHASIS.sub("", p.text)
            if text:
                kept.append(replace(p, text=text, after=cut))
            cut, followers = Cut.NOTHING if text == p.text else Cut.EMPHASIS, 0
            continue
        gone.append(p.text)
    return _without_other_script(kept), gone


def _pleads(line: str) -> bool:
    """Does every sentence ask something of the reader, or at least speak to him in few words, and none report?"""
    if len(line) > _LONGEST_PLEA or REPORTING.search(line):
        return False
    sentences = re.split(r"(?<=[.!?…])\s+", line)
    asking = [sentence for sentence in sentences if ASKING.match(sentence)]
    others = [sentence for sentence in sentences if sentence not in asking]
    return bool(asking) and all(ADDRESSED.search(other) and len(other.split()) <= _LONGEST_ASIDE for other in others)


def _without_other_script(found: list[Paragraph]) -> list[Paragraph]:
    """Without short last lines in another script than the text's: what a template says in the site's own language."""
    own = _script("".join(p.text for p in found))
    last = len(found)
    while last > 1 and len(found[last - 1].text.split()) <= 15 and _script(found[last - 1].text) not in (own, None):
        last -= 1
    return found[:last]


def _script(text: str) -> str | None:
    """The script of most of the letters, as Unicode names it ("LATIN"), or None where there are none."""
    scripts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha():
            scripts[unicodedata.name(char, "?").split()[0]] += count
    return scripts.most_common(1)[0][0] if scripts else None
