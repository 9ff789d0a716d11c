"""Numbers, dates and names: are they those of the sentences that a statement rests on, and in the same place?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from answer.checks.evidence import Evidence
from answer.checks.reading import Word, near
from language.counting import MONTHS, WEEKDAYS
from language.names import name_keys
from language.titles import SALUTATIONS

_SHORT = {m[:3]: m for m in MONTHS} | {"sept": "september"}
_AROUND = 3  # words on either side that tell what a number counts
_EDGE = 3  # words before or after a name, so that it opens or closes its sentence
_LONGER = 6  # words that a name's place in the source may be longer by


def wrong_number(evidence: Evidence) -> str | None:
    """A number that is not in the nearest sentences, or counts something else there.

    "35 members abstained" against "Of 193 members 141 voted for it and 35 abstained" is right; "141 abstained" counts
    something else.
    """
    for i, word in enumerate(evidence.said):
        if not word.number or _in_date(evidence.said, i):
            continue
        if i not in evidence.pairs:
            if word.lemma == "1" or _marker_like(evidence.text, word):
                continue
            return f"the number {word.text} is not in what is cited"
        if not _beside_the_same(evidence, i):
            return f"{word.text} counts something else in what is cited"
    return None


def wrong_date(evidence: Evidence) -> str | None:
    """A year, month, weekday or day of the month that is neither in the nearest sentences nor the printed date's."""
    printed = _printed(evidence)
    for i, word in enumerate(evidence.said):
        part = _part(evidence.said, i)
        if part is None:
            continue
        if i in evidence.pairs:
            if not _same_day(evidence, i) or (word.number and not _beside_the_same(evidence, i)):
                return f"{word.text} stands in another date in what is cited"
        elif part not in printed and not any(_part(evidence.found, j) == part for j in range(len(evidence.found))):
            return f"the date {word.text} is not in what is cited"
    return None


def wrong_name(evidence: Evidence) -> str | None:
    """A name that the cited passages do not hold, or that stands where the nearest sentence has another.

    A name from elsewhere in the passage may stand for "he" or "the minister".
    """
    known = _known(evidence)
    for group in _names(evidence.said, evidence.text):
        words = [evidence.said[i] for i in group]
        named = " ".join(word.text for word in words)
        missing = [i for i in group if i not in evidence.pairs and not _is_courtesy(evidence.said[i])]
        if any(evidence.said[i].key not in known for i in missing):
            return f"{named} is not in what is cited"
        other = _instead(evidence, group)
        if other:
            return f"what is cited has {other} where the statement has {named}"
    return None


def _is_courtesy(word: Word) -> bool:
    """A title that says nothing of somebody but how he or she is spoken to: an office must be borne out, "Mr." not."""
    return word.text.lower().rstrip(".") in SALUTATIONS | {"dr", "sir"}


def _marker_like(text: str, word: Word) -> bool:
    return bool(re.match(r"\[\d", text[max(0, word.at - 1) : word.at + 1]))


def _in_date(words: tuple[Word, ...], i: int) -> bool:
    return _part(words, i) is not None


def _part(words: tuple[Word, ...], i: int) -> str | None:
    """What part of a date a word is, in one spelling: "march", "2022", "monday", "3." for a day; None if it is none."""
    lemma = words[i].text.lower().rstrip(".")
    if words[i].text[:1].isupper():
        month = lemma if lemma in MONTHS else _SHORT.get(lemma)
        if month and (month not in ("may", "march") or words[i].date):
            return month
        if lemma in WEEKDAYS:
            return lemma
    if re.fullmatch(r"(?:1[0-9]{3}|20[0-9]{2})s?", lemma):
        return lemma
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", lemma) and any(_month(words[k]) for k in near(words, i, 1)):
        return re.sub(r"\D", "", lemma) + "."
    return None


def _month(word: Word) -> bool:
    lemma = word.text.lower().rstrip(".")
    return word.text[:1].isupper() and (lemma in MONTHS or lemma in _SHORT)


def _printed(evidence: Evidence) -> set[str]:
    """The parts of the cited articles' printed dates."""
    days = [source.article.published for source in evidence.sources if source.article.published]
    return {part for d in days for part in (str(d.year), MONTHS[d.month - 1], WEEKDAYS[d.weekday()], f"{d.day}.")}


def _same_day(evidence: Evidence, i: int) -> bool:
    """Do the parts beside a part of a date, where both have any, agree in some part?"""
    here = {p for k in near(evidence.said, i, 2) if (p := _part(evidence.said, k))}
    there = {p for k in near(evidence.found, evidence.pairs[i], 3) if (p := _part(evidence.found, k))}
    return not here or not there or bool(here & there)


def _beside_the_same(evidence: Evidence, i: int) -> bool:
    """Has the source this number by words that the statement has it by? Else no other number may stand there."""
    here = [
        evidence.pairs[k] for k in near(evidence.said, i, _AROUND) if evidence.said[k].content and k in evidence.pairs
    ]
    if not here or set(near(evidence.found, evidence.pairs[i], _AROUND + 2)) & set(here):
        return True
    around = {m for j in here for m in near(evidence.found, j, 2)}
    free = around - set(evidence.pairs.values())
    return not any(evidence.found[m].number and (m in free or not _in_date(evidence.found, m)) for m in around)


def _names(words: tuple[Word, ...], text: str) -> Iterator[list[int]]:
    """The places of each name, word by word; dates and numbers are none, and a comma ends one."""
    group: list[int] = []
    for i, word in enumerate(words):
        if group and text[words[i - 1].at + len(words[i - 1].text) : word.at].strip("- "):
            yield group
            group = []
        if word.name and _part(words, i) is None and not word.number:
            group.append(i)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _known(evidence: Evidence) -> set[str]:
    """The keys of all words of the cited passages, their titles and outlets, and of those who speak in them."""
    texts: list[str] = []
    for source in evidence.sources:
        texts += [source.text, source.article.title, source.article.outlet or "", source.article.author or ""]
        texts += [q.who for q in source.quotes if q.who and q.start < source.end and source.start < q.end]
    keys = set(name_keys(" ".join(texts)))
    return keys | {key.removesuffix("s") for key in keys} | {part for key in keys for part in key.split("-")}


def _instead(evidence: Evidence, group: list[int]) -> str | None:
    """The name that the source has between the words that stand on either side of this one; None where it has this.

    Names that the source joins ("Lavrov and Kuleba") may change places.
    """
    slot = _slot(evidence, group)
    last = evidence.said[group[-1]].key
    there = [j for j in slot if evidence.found[j].name and _part(evidence.found, j) is None]
    if not there or last in {evidence.found[j].key for j in slot} or _initials(evidence, group, there):
        return None
    own = [evidence.pairs[i] for i in group if i in evidence.pairs]
    if any(_joined(evidence.found, j, k) for j in there for k in own):
        return None
    return " ".join(evidence.found[j].text for j in there)


def _initials(evidence: Evidence, group: list[int], there: list[int]) -> bool:
    """Is one of them the other's initials, "EU" for "European Union"?"""
    one, other = [evidence.said[i].text for i in group], [evidence.found[j].text for j in there]
    return any("".join(w[0] for w in a if w[0].isupper()) in b for a, b in ((one, other), (other, one)) if len(a) > 1)


def _slot(evidence: Evidence, group: list[int]) -> range:
    """The places of the source between those of the nearest words on either side, of one sentence; else none.

    Where nothing stands before the group, the slot begins with the sentence, and it ends with it where nothing follows.
    """
    said, pairs = evidence.said, evidence.pairs
    lows = [pairs[i] for i in range(group[0] - 1, max(-1, group[0] - 5), -1) if i in pairs]
    highs = [pairs[i] for i in range(group[-1] + 1, min(len(said), group[-1] + 5)) if i in pairs]
    edges = [None] if group[0] < _EDGE else [], [None] if group[-1] >= len(said) - _EDGE else []
    for before, after in [(b, a) for b in (*lows, *edges[0]) for a in (*highs, *edges[1]) if (b, a) != (None, None)]:
        whose = evidence.whose[before if before is not None else after or 0]
        sentence = [j for j, one in enumerate(evidence.whose) if one == whose]
        low = before + 1 if before is not None else sentence[0]
        high = after if after is not None else sentence[-1] + 1
        if sentence[0] <= low <= high <= sentence[-1] + 1:
            return range(low, high) if high - low <= len(group) + _LONGER else range(0)
    return range(0)


def _joined(words: tuple[Word, ...], j: int, k: int) -> bool:
    """Are two words of the source parts of one enumeration?"""

    def first(at: int) -> int:
        while words[at].role in ("conj", "compound", "appos") and words[at].head != at:
            at = words[at].head
        return at

    return first(j) == first(k)
