"""A sentence that was found: how well it answers, and whose words it holds."""

from __future__ import annotations

from dataclasses import dataclass

from index.rerank import Reading
from records import Hit, Quote, Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that may answer, and whose words it holds.

    `scale` is what is left of its measures where it lacks something that an answer should have. `across` says that it
    is in another language than the question. `holds` says whether it has a thing of the kind asked for (a number, a
    date …); True where no kind is asked for.
    """

    reading: Reading
    quote: Quote | None
    who: str | None
    scale: float = 1.0
    across: bool = False
    holds: bool = True

    @property
    def score(self) -> float:
        """Which comes first, in 0..1."""
        return round(self.scale * self.reading.score(self.across), 6)

    @property
    def confidence(self) -> float:
        """Whether it is an answer at all, in 0..1."""
        return round(self.scale * self.reading.confidence(self.across), 6)

    @property
    def text(self) -> str:
        """The sentence's own words."""
        return text_of(self.reading.sentence, self.reading.hit)


def text_of(sentence: Sentence, hit: Hit) -> str:
    """The words of a sentence that lies in a hit."""
    return hit.passage.text[sentence.start - hit.passage.start : sentence.end - hit.passage.start]
