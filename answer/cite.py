"""The exact words that a statement rests on, in a fixed frame: who, where, when, the words, the marker."""

from __future__ import annotations

from datetime import date

import prompts
from records import Article, Citation, Kind, Quote, Sentence, Statement, Verdict, Voice

_OWN = {Voice.HOST: "A comment by the host", Voice.READER: "A reader's comment", Voice.INTERVIEWER: "The interviewer"}


def cite(marker: int, article: Article, sentence: Sentence, quote: Quote | None, who: str | None) -> Citation:
    """The citation of one sentence: whose words it holds, as `quote` has it, with the speaker's full name `who`.

    An outlet that reports is not a speaker of its own: "ESTA, as reported by ESTA".
    """
    return Citation(
        marker=marker,
        article_id=article.id,
        path=article.path,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        start=sentence.start,
        end=sentence.end,
        quote=article.text[sentence.start : sentence.end],
        speaker=who if who != article.outlet else None,
        kind=quote.kind if quote else None,
    )


def state(citation: Citation, voice: Voice) -> Statement:
    """A citation's words in their frame.

    "Sergey Lavrov, quoted by Sputnik on 28 March 2022: “…” [1]"
    """
    marker, words = f"[{citation.marker}]", in_marks(citation.quote)
    if voice in _OWN:
        text = prompts.load("commented").fill(who=_OWN[voice], place=_place(citation, "in"), words=words, marker=marker)
    elif citation.speaker is None:
        place = _place(citation, "")
        text = prompts.load("told").fill(place=place[:1].upper() + place[1:], words=words, marker=marker)
    else:
        frame = "said" if citation.kind is Kind.DIRECT else "reported"
        text = prompts.load(frame).fill(who=citation.speaker, place=_place(citation, "by"), words=words, marker=marker)
    return Statement(text, (citation.marker,), Verdict.EXACT)


def in_marks(words: str) -> str:
    """Words in quotation marks: in single ones where they hold double ones themselves.

    >>> in_marks("We see it."), in_marks("“We see it,” he said.")
    ('“We see it.”', '‘“We see it,” he said.’')
    """
    return f"‘{words}’" if any(mark in words for mark in '“”"') else f"“{words}”"


def printed_day(day: date | None) -> str:
    """A date as a reader writes it, "28 March 2022"; "no date printed" for None."""
    return f"{day.day} {day:%B %Y}" if day else "no date printed"


def _place(citation: Citation, preposition: str) -> str:
    """The outlet and the date; where no outlet is printed, the article's title."""
    if citation.outlet:
        where = f"{preposition} {citation.outlet}".strip()
    else:
        where = ("in " if preposition else "") + in_marks(citation.title)
    return f"{where} on {printed_day(citation.published)}" if citation.published else f"{where} (no date printed)"
