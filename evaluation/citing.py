"""Are the right words cited, and does each citation bear out what it stands behind?

`evidence_…` compares citations with the test set's evidence. `citation_recall` and `citation_precision` follow ALCE
(Gao et al. 2023, section 4.2) with `support.supported` in place of its language model, and close its hole: an
invented marker counts as a wrong citation, where ALCE drops it from the precision altogether. `quote_exactness` asks
whether what is shown as a quotation stands in the cited article to the character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from evaluation.questions import Evidence
from evaluation.support import supported
from evaluation.words import holds
from records import Answer, Citation

TextOf = Callable[[str], str | None]  # an article's id → its stored text, None where there is no such article

_MARKED = re.compile(r"\[(\d+)\]")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]+)[”\"»]")
SPAN = 3  # quoted spans of fewer words are names and scare quotes, not quotations


def meets(citation: Citation, evidence: Evidence) -> bool:
    """Whether a citation of that article holds the evidence's words or four fifths of them; without words, any does."""
    if not (evidence.is_of(citation.path) or evidence.path == citation.article_id):
        return False
    return evidence.quote is None or holds(citation.quote, evidence.quote)


def evidence_recall(answer: Answer, evidence: Sequence[Evidence], k: int | None = None) -> float | None:
    """Share of the evidence met by the first k citations (all where k is None); None where there is no evidence."""
    if not evidence:
        return None
    return sum(any(meets(c, e) for c in answer.citations[:k]) for e in evidence) / len(evidence)


def evidence_precision(answer: Answer, evidence: Sequence[Evidence]) -> float | None:
    """Share of the citations that meet any evidence; None without evidence or without citations.

    A low number is no fault in itself: a second sentence on the same matter may be right and not in the test set.
    """
    if not evidence or not answer.citations:
        return None
    return sum(any(meets(c, e) for e in evidence) for c in answer.citations) / len(answer.citations)


def invented(answer: Answer) -> list[int]:
    """Markers that stand for nothing, once each: in the text, in a statement, or owned up to by the answer."""
    known = {c.marker for c in answer.citations}
    named = [int(m) for m in _MARKED.findall(answer.text)]
    named += [m for s in answer.statements for m in s.markers]
    return [m for m in dict.fromkeys([*named, *answer.unknown_markers]) if m not in known]


def citation_recall(answer: Answer) -> float | None:
    """Share of the statements that are supported by all they cite together; None where nothing was stated.

    0 for a statement that cites nothing or has an invented marker.
    """
    if answer.abstained or not answer.statements:
        return None
    return sum(_recalled(answer, i) for i in range(len(answer.statements))) / len(answer.statements)


def citation_precision(answer: Answer) -> float | None:
    """Share of the citations, counted once a statement, that are relevant to it; None where nothing is cited.

    A citation is relevant where the statement is supported by its real citations together, and either this one alone
    supports it or the others do not. Each invented marker is one more citation, and a wrong one.

    Worked: one statement [1][2][9]; [1] alone supports it, [2] does not and is not needed, [9] is invented: 1/3.
    """
    if answer.abstained:
        return None
    right, made = 0, 0
    for index in range(len(answer.statements)):
        text, cited = answer.statements[index].text, _cited(answer, index)
        made += len(cited)
        if supported(text, cited):
            for one in cited:
                others = [c for c in cited if c is not one]
                right += supported(text, [one]) or not supported(text, others)
    made += len(invented(answer))
    return right / made if made else None


def quote_exactness(answer: Answer, text_of: TextOf) -> tuple[int, int]:
    """(quotations found to the character in the cited article, quotations shown).

    A quotation is each citation's quote, which must stand at its own offsets, and each span of three words or more
    between quotation marks in a statement, which must stand in the text or the title of an article that it cites.
    """
    found, shown = 0, 0
    for citation in answer.citations:
        text = text_of(citation.article_id)
        shown += 1
        found += text is not None and text[citation.start : citation.end] == citation.quote
    for index, statement in enumerate(answer.statements):
        sources = [t for c in _cited(answer, index) for t in (text_of(c.article_id), c.title) if t]
        for span in _QUOTED.findall(statement.text):
            if len(span.split()) >= SPAN:
                shown += 1
                found += any(_same(span, source) for source in sources)
    return found, shown


def _recalled(answer: Answer, index: int) -> bool:
    statement, cited = answer.statements[index], _cited(answer, index)
    known = {c.marker for c in answer.citations}
    return all(m in known for m in statement.markers) and supported(statement.text, cited)


def _cited(answer: Answer, index: int) -> list[Citation]:
    markers = answer.statements[index].markers
    return [c for c in answer.citations if c.marker in markers]


def _same(span: str, source: str) -> bool:
    """To the character, but for an ellipsis at either end and closing punctuation moved inside the marks."""
    bare = span.strip().strip("….,;").strip()
    return " ".join(bare.split()) in " ".join(source.split())
