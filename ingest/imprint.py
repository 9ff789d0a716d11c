"""What a text prints about itself in lines of their own, or before its first sentence: by whom, where, when.

A date counts only where it stands in such a line; one in running text is the date of an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.facts import Facts
from ingest.lines import Paragraph
from ingest.outlets import is_outlet
from language.dates import Printed, find_date, find_dates, parse_date

_TOP, _BOTTOM = 6, 2  # where such lines stand, in paragraphs
_LONGEST = 120

_PERSON = r"(?-i:[A-Z][\w.'’-]*(?: (?:de|van|von|al|bin|[A-Z][\w.'’-]*)){1,3})"
_BYLINE = re.compile(
    rf"(?:by|author:?|written by|text by) (?P<author>{_PERSON}(?:(?:, {_PERSON})*,? (?:and|&) {_PERSON})?)"
    r"(?:\s?[,|·•–—-]\s?(?P<rest>.*))?",
    re.IGNORECASE,
)
_AROUND_DATE = re.compile(
    r"(?:published|updated|posted|last|modified|edited|created|first|date|on|at|by|[ap]\.?m\b\.?|gmt|utc|[a-z]{1,4}t\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b|\d{1,2}[:.]\d\d(?::\d\d)?|[+-]\d{4}|[\W_])*+",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"(?:updated|modified|edited)\b[\W\w]{0,12}$", re.IGNORECASE)
_STAMP = re.compile(r"(?:.*\s)?[-–—]\s?(?P<outlet>[A-Z][\w .&'’]{1,40}), \d{3,4}(?:, (?P<date>\d\d\.\d\d\.\d{4}))?\W*")
_SOURCE = re.compile(r"(?i:source\s?:|via|originally published (?:by|in|on)) (?P<outlet>[A-Z][\w .&'’-]{1,40})")
_BLOG = re.compile(
    r"reading (?:at |on )?(?P<outlet>[A-Z][^?.!]{0,50}(?:Substack|[Bb]log|[Nn]ewsletter))\b"
    r"|^Thanks for reading (?P<other>[A-Z][^?.!]{1,50})[!.]"
)
# "SPRINGFIELD, March 3 (Reuters) - ", "SPRINGFIELD. /TASS/. ", "(AP) — "
_PLACE = r"[A-Z][\w.'’-]*(?:[ ,/]+(?:[A-Z\d][\w.'’-]*|de|of|upon))*[.,]?"
_AGENCY = r"(?:\((?P<outlet>[A-Z][\w .&'’-]{1,30})\)\s*[-–—:]+\s*|/(?P<other>[A-Z][\w -]{1,20})/\.?\s*[-–—]?\s*)"
_DATELINE = re.compile(rf"(?:(?P<place>{_PLACE})\s+)?{_AGENCY}(?=[A-Z“\"‘«])")
_SMALL = ("of", "the", "and", "in", "at", "for")


@dataclass(slots=True)
class _Found:
    """Facts found so far; the first of each kind stands."""

    values: dict[str, Any] = field(default_factory=dict)

    def note(self, **values: object) -> None:
        for name, value in values.items():
            if value:
                self.values.setdefault(name, value)


def take_imprint(found: Sequence[Paragraph], gone: Iterable[str], titled: bool) -> tuple[list[Paragraph], Facts]:
    """The paragraphs without bylines and datelines, and what these and the lines that went before them print.

    `titled`: the title is known, so that the very first line may be a byline.
    """
    facts = _Found()
    for leftover in gone:
        _note_leftover(leftover, facts)
    kept = _without_signature(list(found), facts)
    outer = {*range(0 if titled else 1, _TOP), *range(max(len(kept) - _BOTTOM, 1), len(kept))}
    # Several lines with a date alone are the headings of a chronology: dates of events, none of the article.
    alone = {i for i, p in enumerate(kept) if len(p.text) <= _LONGEST and parse_date(p.text)}
    outer -= alone if len(alone) > 1 else set()
    kept = [p for i, p in enumerate(kept) if i not in outer or not _is_imprint(p.text, facts)]
    return _without_dateline(kept, facts), Facts(**facts.values)


def _note_leftover(leftover: str, facts: _Found) -> None:
    if stamp := _STAMP.fullmatch(leftover):
        facts.note(outlet=stamp["outlet"], published=find_date(stamp["date"] or ""))
    if blog := _BLOG.search(leftover):
        facts.note(outlet=blog["outlet"] or blog["other"])


def _without_signature(found: list[Paragraph], facts: _Found) -> list[Paragraph]:
    """Without a last line that is but the name of an outlet."""
    if len(found) < 2:
        return found
    text = found[-1].text.strip("()[]—–-. ")
    source = _SOURCE.fullmatch(text)
    if not is_outlet(text) and not (source and len(text.split()) <= 6):
        return found
    facts.note(outlet=source["outlet"] if source else text)
    return found[:-1]


def _is_imprint(text: str, facts: _Found) -> bool:
    """Is the line a byline, or nothing but a date? What it prints is noted."""
    if len(text) > _LONGEST:
        return False
    byline = _BYLINE.fullmatch(text)
    rest = (byline["rest"] or "") if byline else text
    dates = list(find_dates(rest))
    if not (byline and _is_credit(rest)) and not (dates and _AROUND_DATE.fullmatch(_between(rest, dates))):
        return False
    facts.note(published=next((d.value for d in dates if not _CHANGED.search(rest[: d.start])), None))
    if byline:
        facts.note(author=byline["author"], outlet=rest if is_outlet(rest) else None)
    return True


def _is_credit(rest: str) -> bool:
    """May this follow a name in a byline: a function, an outlet, a date? In "By Monday Morning, it was over." no."""
    names = all(word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in rest.split())
    return names and not rest.endswith(".")


def _between(text: str, dates: Sequence[Printed]) -> str:
    """The text around its dates."""
    starts, ends = [0, *(d.end for d in dates)], [*(d.start for d in dates), len(text)]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _without_dateline(found: list[Paragraph], facts: _Found) -> list[Paragraph]:
    """Without place and agency before the first sentence, the place in capitals or the agency a known one."""
    for i, paragraph in enumerate(found[:4]):
        match = _DATELINE.match(paragraph.text)
        place, outlet = (match["place"] or "", match["outlet"] or match["other"]) if match else ("", "")
        if match and (is_outlet(outlet) or place.split(",")[0].isupper()):
            facts.note(outlet=outlet, published=find_date(place))
            return [*found[:i], replace(paragraph, text=paragraph.text[match.end() :]), *found[i + 1 :]]
    return found
