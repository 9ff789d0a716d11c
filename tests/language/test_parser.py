"""What the parser does otherwise than spaCy must come out as spaCy's: its own pipeline is the oracle."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from thinc.api import use_ops

from language import forms
from language.forms import WordForms
from language.names import parse
from language.parser import PIPELINE

ARTICLES = sorted(Path("data/articles").rglob("*.txt")) + sorted(Path("data/articles").rglob("*.md"))
# Patterns that look at two words, spaces, tokens that are nothing but marks, and names that end a sentence or a text.
ODD = """She's gonna say it ain't so, y'all. Let's see: there was Anna Berg. I've got ta go.  He'd gone ,
"'Nuff," Mr. de la Cruz told the U.S. House on Tuesday, 3 March 2020, and paid $5 million.\n\n\tThe EU
Doin' well 'em all — Jean-Marc Holmer""".splitlines()
WORDS = ("said", "Berg", "Anna", "the", "$5", "million", ".", " ", "\n", "gon", "na", "there", "was", "EU", "“", "not")


@pytest.fixture(scope="module")
def oracle():
    with use_ops("numpy", use_blis=False):
        return spacy.load(PIPELINE, exclude=["lemmatizer_lookup"])


def told(doc):
    """All that is read of a parse; the label of a space is not."""
    words = [(t.text, t.tag_, t.pos_, t.lemma_, t.is_space or t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in doc]
    return words, [(sentence.start, sentence.end) for sentence in doc.sents]


def test_articles_are_parsed_as_spacy_does(oracle):
    texts = [line for path in ARTICLES for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(texts) > 200
    for ours, theirs in zip(parse(texts), oracle.pipe(texts), strict=True):
        assert told(ours) == told(theirs)


def test_what_looks_at_two_words_is_told_as_spacy_does(oracle):
    for ours, theirs in zip(parse(ODD), oracle.pipe(ODD), strict=True):
        assert told(ours) == told(theirs)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from(WORDS)).map(" ".join), max_size=6))
def test_any_batch_is_parsed_as_spacy_does(oracle, texts):
    for ours, theirs in zip(parse(texts), oracle.pipe(texts), strict=True):
        assert told(ours) == told(theirs)


def test_forms_that_were_forgotten_are_asked_for_anew(oracle, monkeypatch):
    monkeypatch.setattr(forms, "_MOST", 3)
    known = WordForms(oracle)
    for text in ("The ferries sank.", "Nobody was hurt.", "The ferries sank."):
        bare = oracle(text, disable=["attribute_ruler", "lemmatizer"])
        known.tell([bare])
        assert [(t.pos_, t.lemma_) for t in bare] == [(t.pos_, t.lemma_) for t in oracle(text)]
        assert len(known._known) <= 4
