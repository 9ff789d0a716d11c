"""When are segments made, merged and made anew? So that adding costs about what is added, and removing next to nothing.

A row is never used twice and a new one is always higher, so that a segment is what there was of a span of rows when it
was made, and each span begins where the last one ends. What is new becomes a segment of its own, together with those
before it that are no larger: a passage is written again only when what holds it has doubled, about log2(n) times in all
(O'Neil et al. 1996, the log-structured merge-tree). A segment of which too much is gone is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TOO_MUCH = 0.25  # so large a share of what is gone makes it worth the work to be rid of it


@dataclass(frozen=True, slots=True)
class Span:
    """The rows from `first` to `last`, both included: so many are `present`, so many of its segment `gone`."""

    first: int
    last: int
    present: int
    gone: int = 0

    @property
    def stale(self) -> bool:
        """Is so much gone that its segment is best made anew?"""
        return self.gone > TOO_MUCH * (self.present + self.gone)


def plan(spans: Sequence[Span], fresh: int, last: int) -> tuple[list[Span], list[Span]]:
    """(the spans whose segments stay, those whose segments are to be made).

    Args:
        spans: those that there are, in order.
        fresh: how many passages there are beyond them.
        last: the highest row.
    """
    stay, made = list(spans), []
    if fresh:
        present, first = fresh, stay[-1].last + 1 if stay else 1
        while stay and stay[-1].present <= present:
            first = stay[-1].first
            present += stay.pop().present
        made = [Span(first, last, present)]
    made += [Span(span.first, span.last, span.present) for span in stay if span.stale and span.present]
    return [span for span in stay if not span.stale], made
