"""Who said it? The words in marks must be in the cited article, and be the words of whom the statement names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from answer.checks.evidence import Evidence
from answer.checks.reading import Word, quoted
from language.compare import normalise
from language.names import may_mean, name_keys
from language.reporting import SAYING
from records import Quote

_SUBJECTS = ("nsubj", "nsubjpass")
_PARTS = ("compound", "amod", "det", "nmod", "poss")
_TURN = re.compile(r"^\W*([A-Z][^:“\"‘]{1,60}?)(?:, [^:“\"]{1,60})?: ?[“\"‘]")
_CUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")
_WRITER = ("i", "we")  # whoever that is, the article does not say
_FEW = 2  # words that a quote and a statement share before the quote counts
_ALL = 0.8  # so much of what a statement says lies in a quote: it says nothing else


def misquoted(evidence: Evidence) -> str | None:
    """Words in quotation marks that no cited article has, to the character once both are normalised.

    What the statement leaves out ("…") or puts in ("[he]") parts the words; each part must be there, in order.
    """
    texts = [normalise(_marks(source.article.text)) for source in evidence.sources]
    for words in quoted(_marks(evidence.text)):
        parts = [part for part in (normalise(p).strip(" ,.;:!?'\"-") for p in _CUT.split(words)) if part]
        if not any(_in_order(parts, text) for text in texts):
            return f"“{words}” is not in what is cited"
    return None


def _marks(text: str) -> str:
    """Quotation marks that are typed as two single ones, as one character."""
    return text.replace("''", '"').replace("``", '"')


def misattributed(evidence: Evidence) -> str | None:
    """Speech given to somebody other than the one whose words the source makes it, or told as if nobody had said it."""
    speakers = list(named_speakers(evidence.said, evidence.text))
    whose, share = _whose(evidence, [at for _, at in speakers])
    if not whose:
        return None
    owner = next((q.who or q.speaker for q in whose if q.who or q.speaker), None)
    for speaker, at in speakers:
        if not _there_too(evidence, at) and not any(_is(speaker, quote, evidence) for quote in whose):
            return f"said by {owner}, not by {speaker}, in what is cited"
    open_ = any(q.who is None or _mentioned(q.who, evidence) for q in whose)
    if not speakers and share >= _ALL and not open_ and not _speaks(evidence):
        return f"told as a fact; in what is cited {owner} says it"
    return None


def named_speakers(words: tuple[Word, ...], text: str) -> Iterator[tuple[str, int]]:
    """Those to whom a statement gives speech by name: the subjects of verbs of saying, "according to X", `X: “…”`.

    Each comes with the place of its word, -1 where that is not known.

    >>> from answer.checks.reading import read
    >>> text = "Lavrov said that, according to the ministry, talks went on."
    >>> list(named_speakers(read(text), text))
    [('Lavrov', 0), ('the ministry', 6)]
    """
    turn = _TURN.match(text)
    if turn and not any(word.lemma in SAYING and word.at < turn.end() for word in words):
        yield turn[1], -1
    for i, word in enumerate(words):
        if word.kind == "VERB" and (word.lemma in SAYING or _governs(words, i)):
            subjects = [k for k, other in enumerate(words) if other.head == i and other.role in _SUBJECTS]
            named = [_meant(words, k, i) for k in subjects]
        elif word.lemma == "to" and i and words[i - 1].lemma == "accord":
            named = [k for k in range(i + 1, len(words)) if words[k].head == i][:1]
        else:
            continue
        for k in (one for at in named for one in _joined(words, at)):
            if words[k].kind != "PRON":
                yield _phrase(words, k, text), k


def _meant(words: tuple[Word, ...], k: int, verb: int) -> int:
    """The word that a subject stands for: of "who" in "It was Jane who said" and "Jane, who said", Jane."""
    if words[k].lemma not in ("who", "which", "that"):
        return k
    return words[verb].head if words[verb].role == "relcl" else max(k - 1, 0)


def _joined(words: tuple[Word, ...], at: int) -> Iterator[int]:
    """A noun and those that "and" joins to it."""
    yield at
    for k, word in enumerate(words):
        if word.head == at and word.role == "conj" and k != at:
            yield from _joined(words, k)


def _governs(words: tuple[Word, ...], i: int) -> bool:
    """Has a verb a clause for its object, as verbs of saying and thinking do?"""
    return any(word.head == i and word.role == "ccomp" for word in words)


def _there_too(evidence: Evidence, at: int) -> bool:
    """Does the source itself have the same noun, of the same kind, as the subject of the same verb?"""
    there = evidence.pairs.get(at)
    if there is None or evidence.pairs.get(_verb(evidence.said, at), -1) != _verb(evidence.found, there):
        return False
    own, other = _noun(evidence.said, at), _noun(evidence.found, there)
    keys = {evidence.found[j].key for j in other}
    return all(evidence.said[i].key in keys for i in own if evidence.said[i].content)


def _verb(words: tuple[Word, ...], at: int) -> int:
    """What a noun hangs on, be it joined to another by "and"."""
    while words[at].role == "conj" and words[at].head != at:
        at = words[at].head
    return words[at].head


def _phrase(words: tuple[Word, ...], k: int, text: str) -> str:
    """A noun with the words before it that belong to it, as printed."""
    return text[words[_noun(words, k)[0]].at : words[k].at + len(words[k].text)]


def _noun(words: tuple[Word, ...], k: int) -> range:
    """The places of a noun and of the words before it that belong to it."""
    low = k
    while low and (words[low - 1].head == k or words[words[low - 1].head].head == k) and words[low - 1].role in _PARTS:
        low -= 1
    return range(low, k + 1)


def _speaks(evidence: Evidence) -> bool:
    """Does the statement report speech at all, be it a pronoun's?"""
    return any((word.lemma in SAYING and word.kind == "VERB") or word.lemma == "accord" for word in evidence.said)


def _whose(evidence: Evidence, speakers: list[int]) -> tuple[list[Quote], float]:
    """The quotes of the source that hold most of what the statement says, and how much of it they hold.

    They are several where speech is reported in speech. Who is said to speak, at these places, is no part of it.
    """
    held: Counter[Quote] = Counter()
    apart = {i for at in speakers if at >= 0 for i in _noun(evidence.said, at)}
    content = [j for i, j in evidence.pairs.items() if evidence.said[i].content and i not in apart]
    for j in content:
        near = evidence.nearest[evidence.whose[j]]
        # What nobody is printed for is not taken from anybody by giving it to one.
        held.update(q for q in near.source.quotes if q.speaker and q.start <= evidence.found[j].at < q.end)
    most = max(held.values(), default=0)
    if most < _FEW or most < len(content) / 3:
        return [], 0.0
    return [quote for quote, n in held.items() if n >= 0.5 * most], most / len(content)


def _is(speaker: str, quote: Quote, evidence: Evidence) -> bool:
    """May the one whom a statement names be the quote's speaker?

    Once the article makes plain who that is, what is printed at the quote ("Weber", "the minister") counts only for a
    statement that says no more: another Weber is another.
    """
    if quote.who and (may_mean(speaker, quote.who) or _shares(speaker, quote.who)):
        return True
    if quote.speaker and _own_keys(speaker) <= _own_keys(quote.speaker):
        return bool(_own_keys(speaker))
    if quote.who is None and quote.speaker and may_mean(speaker, quote.speaker):
        return True
    if quote.who is None and quote.speaker and quote.speaker.lower() in _WRITER:
        return True
    return quote.who is None and _before(speaker, quote, evidence)


def _shares(one: str, other: str) -> bool:
    """Has one name all words of the other, titles and articles apart?"""
    a, b = _own_keys(one), _own_keys(other)
    return bool(a and b) and (a <= b or b <= a)


def _own_keys(name: str) -> set[str]:
    return set(name_keys(name)) - {"the", "a", "an", "mr", "mrs", "ms"}


def _before(speaker: str, quote: Quote, evidence: Evidence) -> bool:
    """Where the source leaves open whose words they are: is the name in the same sentence?"""
    wanted = name_keys(speaker)[-1:]
    for near in evidence.nearest:
        if near.sentence.start < quote.end and quote.start < near.sentence.end:
            return bool(wanted) and wanted[0] in name_keys(near.text)
    return False


def _mentioned(owner: str, evidence: Evidence) -> bool:
    keys = name_keys(owner)
    return bool(keys) and keys[-1] in name_keys(evidence.text)


def _in_order(parts: list[str], text: str) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True
