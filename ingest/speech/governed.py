"""What a verb reports, by the construction that it governs. Each rule is a function from a verb to tokens."""

from __future__ import annotations

from typing import Any

from ingest.speech.verbs import ALONE, AS, CLAUSE, DOCUMENTS, INFINITIVE, OBJECT, PREPOSITION, SHOWING, lemma_of

Tokens = list[Any]
_ASK = frozenset("ask wonder question inquire".split())
_WHEN = ("before", "after", "during", "at", "on", "in")
_OF_OBJECT = ("of", "for", "as", "over", "to", "with")


def governed_by(verb: Any) -> Tokens:
    """The tokens of what a verb reports, by the first construction that it governs."""
    rules = (_parenthesis, _clause, _far_clause, _infinitive, _object, _judgement, _prepositional, _rest)
    return next((tokens for rule in rules if (tokens := rule(verb))), [])


def _parenthesis(verb: Any) -> Tokens:
    """ "The bridge – so she says – was safe", "As she said, the bridge was safe": the clause around it."""
    if (lemma_of(verb) not in CLAUSE and not puts_it(verb)) or verb.head == verb:
        return []
    aside = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.children))
    labels = {c.dep_ for c in verb.children}
    if not aside or "nsubj" not in labels or "ccomp" in labels or verb.nbor().text == ":":
        return []
    own = {token.i for token in verb.subtree}
    around = [token for token in verb.head.subtree if token.i not in own]
    behind = [token for token in around if token.i > max(own)] if puts_it(verb) else []
    return behind if any(token.is_alpha for token in behind) else around


def puts_it(verb: Any) -> bool:
    """ "As Doe put it, the bridge was safe"."""
    return lemma_of(verb) == "put" and any(c.dep_ == "dobj" and c.lower_ == "it" for c in verb.children)


def _clause(verb: Any) -> Tokens:
    """ "said that the bridge was safe", "asked if it was safe", "made it clear that it was safe"."""
    lemma = lemma_of(verb)
    if lemma == "make":
        found = _made_clear(verb)
    elif lemma in CLAUSE:
        found = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis") or (lemma in _ASK and _is_question(c))]
        found = [c for c in found if c.i > verb.i or not (_is_apart(c, verb) or _is_tag(c))]
    else:
        found = []
    if found:  # "said that it was safe, but that it would be closed": the parser hangs the second on the verb
        found += [c for c in verb.children if c.dep_ == "conj" and _has(c, "mark", "that")]
    return [token for clause in found for token in clause.subtree]


def _far_clause(verb: Any) -> Tokens:
    """ "told the town on Monday that the bridge was safe": a clause that the parser hangs on what comes between."""
    if lemma_of(verb) not in CLAUSE:
        return []
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ == "that" and token.i - verb.i > 1 and (token.dep_ == "mark" or _is_told(token, verb)):
            return list(verb.doc[token.i : verb.sent.end - verb.doc[verb.sent.end - 1].is_punct])
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.text in (",", ";", ":"):
            break
    return []


def _is_told(that: Any, verb: Any) -> bool:
    """ "told the town before the vote that she had won": what was told, though the parser reads it as the vote's."""
    clause, told = that.head, {c.dep_ for c in verb.children}
    about = clause.head.head if clause.head.dep_ == "pobj" else None
    of_time = clause.dep_ == "relcl" and about is not None and about.head == verb and about.lower_ in _WHEN
    return of_time and "dobj" in told and any(c.dep_ == "nsubj" and c.i > that.i for c in clause.children)


def _judgement(verb: Any) -> Tokens:
    """ "sees the bridge as a threat": what is judged, and as what."""
    if lemma_of(verb) not in AS:
        return []
    kept = [c for c in verb.children if c.i > verb.i and (c.dep_ in ("dobj", "oprd") or c.lower_ == "as")]
    whole = len(kept) > 1 and kept[0].dep_ in ("dobj", "oprd") and kept[1].lower_ == "as"
    return [token for one in kept for token in one.subtree] if whole else []


def _made_clear(verb: Any) -> Tokens:
    clear = next((c for c in verb.children if c.lower_ == "clear"), None)
    if clear is None:
        return []
    within = [c for c in clear.children if c.dep_ in ("ccomp", "advcl")]
    return within or [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]


def _infinitive(verb: Any) -> Tokens:
    """ "promised to mend it", "called for them to mend it"."""
    if lemma_of(verb) not in INFINITIVE:
        return []
    for clause in verb.children:
        words = {c.lower_ for c in clause.children}
        if "to" in words and (clause.dep_ == "xcomp" or ("for" in words and clause.dep_ in ("advcl", "ccomp"))):
            return [t for t in clause.subtree if not (t.head == clause and t.lower_ == "for")]
    return []


def _object(verb: Any) -> Tokens:
    """ "accused the builders of haste", "the poll shows a lead"."""
    lemma = lemma_of(verb)
    document = any(c.dep_ == "nsubj" and c.lemma_.lower() in DOCUMENTS for c in verb.children)
    if lemma not in OBJECT and not (document and lemma in SHOWING):
        return []
    kept = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "prep")]
    if not kept or kept[0].dep_ == "prep":
        return []
    objects = [c for c in kept if c.dep_ != "prep" or c.lower_ in _OF_OBJECT]
    return [token for one in objects for token in one.subtree]


def _prepositional(verb: Any) -> Tokens:
    """ "called for a truce"; but not "spoke on Tuesday"."""
    wanted = PREPOSITION.get(lemma_of(verb), "").split()
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in wanted), None)
    content = [t for t in prep.subtree if t.i != prep.i] if prep is not None else []
    return content if any(t.ent_type_ not in ("DATE", "TIME") and t.is_alpha for t in content) else []


def _rest(verb: Any) -> Tokens:
    """ "said ending aid before a truce was found would harm them": the rest of a sentence that defies the parser."""
    if lemma_of(verb) not in ALONE or verb.i + 1 >= verb.sent.end:
        return []
    rest = list(verb.doc[verb.i + 1 : verb.sent.end])
    if rest[0].is_punct or rest[0].tag_ == "TO" or rest[0].pos_ == "ADP":
        return []
    return rest if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest) else []


def _is_apart(clause: Any, verb: Any) -> bool:
    """Does a colon or a semicolon part a clause from the verb behind it? "It was late: Doe said that …"."""
    return any(token.text in (":", ";") for token in verb.doc[clause.i : verb.i])


def _is_tag(clause: Any) -> bool:
    """Is a clause but a tag within the verb's own: "Then, she recalled, Doe ordered a halt"?"""
    labels = {c.dep_ for c in clause.children}
    return lemma_of(clause) in CLAUSE and "nsubj" in labels and "ccomp" not in labels


def _is_question(clause: Any) -> bool:
    return clause.dep_ == "advcl" and _has(clause, "mark", "if", "whether")


def _has(clause: Any, label: str, *words: str) -> bool:
    return any(c.dep_ == label and c.lower_ in words for c in clause.children)
