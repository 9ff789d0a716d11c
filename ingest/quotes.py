"""Who said what: direct, indirect and mixed speech → Quotes.

The rule, in its first form. A verb of saying gives its subject the clause that it governs, or the words in quotation
marks that stand with it; "according to X" gives X the rest of the sentence; words in marks that no verb governs belong
to whoever spoke last in the paragraph, or, where the paragraph opens with them, in the one before. A turn of an
interview belongs to the name before it. What a host or a reader adds is nobody else's speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.marks import Marked, marked
from ingest.people import Roster
from language.names import parse
from records import Article, Block, Kind, Quote, Voice

# Verbs that report a clause or words in marks.
_SAY = frozenset(
    """say tell add note stress state declare announce claim insist maintain argue explain emphasise emphasize underline
    underscore reiterate repeat confirm affirm assert allege admit acknowledge concede warn caution promise pledge vow
    predict suggest propose remark comment observe recall reply respond answer continue conclude ask demand urge write
    tweet post report reveal disclose specify clarify point believe think hope expect deny assure highlight agree
    testify swear quip joke recount describe mention indicate signal estimate calculate find show""".split()
)
# Verbs that report by themselves, with no clause: "accused NATO of seeking supremacy".
_DO = frozenset(
    """accuse blame condemn praise criticise criticize denounce call describe reject welcome tout slam rule doubt credit
    thank wish complain refuse decline compare liken dispute question mock hail defend oppose dismiss""".split()
)
_WEAK = frozenset("find show point ask post report continue agree expect".split())
_CUE_WORDS = re.compile(
    r"(?i)\b(said|says|saying|told|tells|according to|in \w+(?: \w+)?['’]?s? (?:words|opinion|view)|account|"
    + "|".join(f"{v.rstrip('ey')}\\w*" for v in sorted(_SAY | _DO - {"call"}))
    + r"|call(?:ed|s|ing)|clear)\b"
)
_NAME = re.compile(r"\b[A-Z][\w'’-]+ [A-Z][\w'’-]+")
_MARK = re.compile(r"[“”„«»\"‘]|(?<!\w)'")


@dataclass(slots=True)
class _Said:
    """One report within a paragraph: whose, by which cue, and which stretch of it."""

    speaker: str
    who: str | None
    cue: str
    start: int
    end: int
    sentence: tuple[int, int]


class QuoteFinder:
    """Finds who says what in the articles it is given."""

    def find(self, article: Article, blocks: Sequence[Block]) -> tuple[Quote, ...]:
        """The quotes of one article, in order of their start. Text that is not English is left unread."""
        turns = [_turn(article, block) for block in blocks if block.speaker and block.voice is Voice.ARTICLE]
        if article.language not in (None, "en"):
            return tuple(turns)
        plain = [b for b in blocks if b.voice is Voice.ARTICLE and not b.speaker and not b.heading]
        speaking = [b for b in plain if _may_hold_speech(article.text[b.start : b.end])]
        naming = [b for b in plain if b not in speaking and _NAME.search(article.text[b.start : b.end])]
        docs = list(parse(article.text[b.start : b.end] for b in [*speaking, *naming]))
        roster = Roster(docs, [t.speaker for t in turns if t.speaker])
        found = list(turns)
        last: str | None = None
        running: _Said | None = None
        before = -1
        for block, doc in zip(speaking, docs, strict=False):
            number = plain.index(block)
            if number != before + 1:
                running = None
            before = number
            marks = [mark for mark in marked(doc.text) if mark.end - mark.start > 2]
            said, last = _reports(doc, marks, roster, last)
            quotes, running = _paragraph(doc.text, marks, said, running)
            found += [
                replace(q, article_id=article.id, start=q.start + block.start, end=q.end + block.start) for q in quotes
            ]
        return tuple(_merged(found))


def _may_hold_speech(paragraph: str) -> bool:
    return bool(_MARK.search(paragraph) or _CUE_WORDS.search(paragraph))


def _turn(article: Article, block: Block) -> Quote:
    return Quote(article.id, block.start, block.end, Kind.DIRECT, block.speaker, block.speaker, None)


def _reports(doc: Any, marks: Sequence[Marked], roster: Roster, last: str | None) -> tuple[list[_Said], str | None]:
    """The reports of a paragraph that a verb or "according to" makes, and the person spoken of last."""
    reports: list[_Said] = []
    for sentence in doc.sents:
        chunks = {token.i: chunk for chunk in sentence.noun_chunks for token in chunk}
        for token in sentence:
            if _inside(token, marks):  # whoever is quoted may report in turn, but it is still the one quoted who speaks
                continue
            subject = _subject(token, marks)
            if subject is None:
                continue
            own = doc[subject.left_edge.i : subject.i + 1]
            mention = own if subject.dep_ == "poss" else _whole(doc, chunks.get(subject.i, own[-1:]))
            who = roster.who(mention, last)
            content = _content(token, subject)
            if content is not None:
                low, high = content
                cue = "according to" if token.lower_ in ("according", "in", "by") else token.lower_
                span = (sentence.start_char, sentence.end_char)
                reports.append(_Said(mention.text, who, cue, low, high, span))
        last = _spoken_of(sentence, chunks, roster, last)
    return reports, last


def _spoken_of(sentence: Any, chunks: dict[int, Any], roster: Roster, last: str | None) -> str | None:
    """Whom "he" or "she" would mean after a sentence: the person who is its subject, None if that one has no name."""
    for token in sentence:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ not in ("ROOT", "conj", "ccomp"):
            continue
        mention = _whole(sentence.doc, chunks.get(token.i, sentence.doc[token.i : token.i + 1]))
        who = roster.who(mention, last)
        if token.pos_ == "PRON" and token.lower_ in ("he", "she"):
            return last
        if who and roster.is_person(who):
            return who
        if who is None and roster.is_human(mention):
            return None
    return last


def _whole(doc: Any, mention: Any) -> Any:
    """A noun phrase with what an "of" adds to it: "the head of Russian diplomacy"."""
    right = mention.root
    for child in mention.root.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            right = max(child.subtree, key=lambda token: token.i)
    return doc[mention.start : max(mention.end, right.i + 1)]


def _inside(token: Any, marks: Sequence[Marked]) -> bool:
    return any(mark.start < token.idx < mark.end for mark in marks)


def _subject(token: Any, marks: Sequence[Marked]) -> Any:
    """Who speaks, where `token` is a cue; else None."""
    if token.lower_ == "according":
        return next((g for c in token.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"), None)
    if token.lower_ in ("in", "by"):  # "in the minister's words", "by his account"
        view = next((c for c in token.children if c.dep_ == "pobj" and c.lower_ in _VIEWS), None)
        return next((c for c in view.children if c.dep_ == "poss"), None) if view else None
    if _opens_with_for(token):
        return next((child for child in token.children if child.dep_ == "pobj" and child.pos_ == "PROPN"), None)
    lemma = token.lemma_.lower()
    clear = lemma == "make" and any(child.lower_ == "clear" for child in token.subtree)
    if token.pos_ not in ("VERB", "AUX") or not (lemma in _SAY or lemma in _DO or clear):
        return None
    if lemma == "ask" and token.dep_ == "advcl":  # "When asked about …, he stressed": not his words
        return None
    verb = token
    for _ in range(3):
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and not _inside(c, marks)), None)
        if subject is not None:
            return subject if subject.pos_ in ("PROPN", "PRON", "NOUN") and subject.lower_ not in _NOBODY else None
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head is verb:
            return None
        verb = verb.head
    return None


def _opens_with_for(token: Any) -> bool:
    """ "For Lavrov, what happened changes everything": a view given as somebody's."""
    following = token.i + 2
    return bool(
        token.text == "For" and token.is_sent_start and following < len(token.doc) and token.doc[following].text == ","
    )


_VIEWS = frozenset("words opinion view account eyes telling".split())
_NOBODY = frozenset("it that which this what there who i you we these those one".split())


def _content(cue: Any, subject: Any) -> tuple[int, int] | None:
    """The stretch that a cue reports, as character offsets; None where it reports none of its own."""
    lemma = cue.lemma_.lower()
    if cue.lower_ in ("according", "in", "by") or _opens_with_for(cue):
        own = {token.i for token in cue.subtree}
        rest = [token for token in cue.sent if token.i not in own and not token.is_punct]
        return _extent(_longest_run(rest))
    if cue.dep_ in ("csubj", "relcl", "acl", "pobj", "pcomp"):  # "what Borrell said": nothing is reported here
        return None
    clauses = [
        c for c in cue.children if c.dep_ in ("ccomp", "parataxis") or (c.dep_ == "xcomp" and lemma in _SAY - _WEAK)
    ]
    if clauses:
        tokens = [token for clause in clauses for token in clause.subtree]
        own = {token.i for token in subject.subtree} | {cue.i}
        return _extent([token for token in tokens if token.i not in own])
    if lemma in _DO:
        own = {token.i for token in subject.subtree}
        tokens = [t for t in cue.subtree if t.i not in own and t.i > cue.i and t.dep_ != "conj"]
        return _extent(tokens)
    if lemma in _WEAK and cue.lemma_ not in ("ask", "continue"):
        return None
    return (cue.idx, cue.idx + len(cue.text))  # the words in marks beside it will be its content


def _longest_run(tokens: Sequence[Any]) -> list[Any]:
    runs: list[list[Any]] = []
    for token in tokens:
        if runs and token.i - runs[-1][-1].i <= 2:
            runs[-1].append(token)
        else:
            runs.append([token])
    return max(runs, key=len, default=[])


def _extent(tokens: Sequence[Any]) -> tuple[int, int] | None:
    words = [token for token in tokens if not token.is_space]
    if not words:
        return None
    first, final = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    return first.idx, final.idx + len(final.text)


def _paragraph(
    text: str, marks: Sequence[Marked], said: Sequence[_Said], running: _Said | None
) -> tuple[list[Quote], _Said | None]:
    """The quotes of one paragraph, and whose quotation runs on into the next: None where nobody's does."""
    quotes = [_reported(text, one, marks) for one in said if one.end - one.start > len(one.cue)]
    speaker: _Said | None = None
    for mark in marks:
        holder = _holder(text, mark, said) or speaker
        if holder is None and text[: mark.start].strip() == "":
            holder = running
        if holder is None or any(q.start <= mark.start and mark.end <= q.end and q.who == holder.who for q in quotes):
            speaker = holder or speaker
            continue
        if _is_speech(text, mark) or holder.sentence[0] <= mark.start < holder.sentence[1]:
            quotes.append(_direct(mark, holder))
            speaker = holder
    final = marks[-1] if marks else None
    if final and final.open and speaker is not None:
        return quotes, speaker
    if final and speaker is not None and len(text) - final.end < 3:
        return quotes, speaker
    return quotes, said[-1] if said and said[-1].who else None


def _reported(text: str, said: _Said, marks: Sequence[Marked]) -> Quote:
    inside = sum(
        min(m.end, said.end) - max(m.start, said.start) for m in marks if m.start < said.end and said.start < m.end
    )
    share = inside / (said.end - said.start)
    kind = Kind.DIRECT if share > 0.8 else Kind.MIXED if inside else Kind.INDIRECT
    return Quote("", said.start, said.end, kind, said.speaker, said.who, said.cue)


def _holder(text: str, mark: Marked, said: Sequence[_Said]) -> _Said | None:
    """The report in whose sentence the marks stand; of several, the one whose cue or content is nearest."""
    within = [one for one in said if one.sentence[0] <= mark.end and mark.start <= one.sentence[1]]
    return min(within, key=lambda one: max(one.start - mark.end, mark.start - one.end, 0), default=None)


def _is_speech(text: str, mark: Marked) -> bool:
    """Long enough to be somebody's words rather than a term set apart, or a sentence of its own."""
    words = text[mark.start : mark.end].split()
    return len(words) >= 4 or mark.start == 0


def _direct(mark: Marked, said: _Said) -> Quote:
    return Quote("", mark.start, mark.end, Kind.DIRECT, said.speaker, said.who, said.cue)


def _merged(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Overlapping quotes of one speaker as one, in order of their start."""
    by_speaker = sorted(quotes, key=lambda q: (q.who or q.speaker or "", q.start, -q.end))
    whole: list[Quote] = []
    for quote in by_speaker:
        before = whole[-1] if whole else None
        if (
            before
            and (before.who, before.speaker if not before.who else None)
            == (quote.who, quote.speaker if not quote.who else None)
            and quote.start < before.end
        ):
            kind = (
                before.kind
                if quote.kind is before.kind
                else Kind.DIRECT
                if before.end >= quote.end and before.kind is Kind.DIRECT
                else Kind.MIXED
            )
            whole[-1] = replace(before, end=max(before.end, quote.end), kind=kind)
        else:
            whole.append(quote)
    yield from sorted(whole, key=lambda q: (q.start, q.end))


def speakers_of(quotes: Iterable[Quote], start: int, end: int) -> Iterator[Quote]:
    """The quotes that share more than a few characters with a span."""
    return (q for q in quotes if min(q.end, end) - max(q.start, start) > 3)
