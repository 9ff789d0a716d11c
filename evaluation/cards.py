"""The cases of the report, the worst first: what was asked, what is right, what was found, what was said and why."""

from __future__ import annotations

from html import escape

from evaluation.citing import meets
from evaluation.compare import Flip
from evaluation.outcome import Outcome
from evaluation.questions import Question
from evaluation.results import Scored, Scores
from evaluation.score import ArticleOf
from evaluation.words import holds
from records import Answer, Citation, Hit

SHOWN = 200  # cards in one page; a page of thousands can't be read, and is slow to open
HITS, SNIPPET = 5, 260

_TONES = {
    Outcome.RIGHT: "good",
    Outcome.RIGHT_REFUSED: "good",
    Outcome.UNLABELLED: "plain",
    Outcome.LATE: "fair",
    Outcome.REFUSED: "fair",
    Outcome.NOT_FOUND_REFUSED: "fair",
}


def tone(outcome: Outcome) -> str:
    """good, fair, bad or plain: the colour of an outcome."""
    return _TONES.get(outcome, "bad")


def cards(scores: Scores, flips: dict[str, Flip], article_of: ArticleOf) -> tuple[str, int]:
    """(the cards as HTML, how many were left out). Flipped questions come first, then the worst outcomes."""
    order = list(Outcome)
    ranked = sorted(scores.cases, key=lambda c: (c.id not in flips, order.index(c.outcome), _depth(c), c.id))
    shown = ranked[: max(SHOWN, len(flips))]
    return "\n".join(_card(case, flips.get(case.id), article_of) for case in shown), len(ranked) - len(shown)


def _card(scored: Scored, flip: Flip | None, article_of: ArticleOf) -> str:
    case = scored.case
    if case is None:
        return ""
    question, answer = case.question, case.answer
    before = f'<span class="was">was: {escape(flip.before.value)}</span>' if flip else ""
    turns = "".join(f'<p class="turn">{escape(turn)}</p>' for turn in _earlier(question))
    said = _said(answer, question) if answer else "<p>Retrieval only.</p>"
    query = (
        f"<p class='note'>searched as: {escape(answer.query)}</p>" if answer and answer.query != question.text else ""
    )
    why = f'<p class="note">why: {escape(scored.rule)}</p>' if scored.rule else ""
    return (
        f'<details class="card" data-type="{escape(scored.type)}" data-outcome="{escape(scored.outcome.value)}"'
        f' data-flip="{int(flip is not None)}">'
        f'<summary><span class="badge {tone(scored.outcome)}">{escape(scored.outcome.value)}</span>'
        f'<span class="asked">{escape(question.text)}</span>{before}'
        f'<span class="kind">{escape(scored.type)} · {escape(scored.id)}</span></summary>'
        f'<div class="inside">{turns}{query}'
        f'<div class="pair"><section><h4>What is right</h4>{_gold(question, article_of)}</section>'
        f"<section><h4>What was said</h4>{said}{why}</section></div>"
        f"<section><h4>What was found</h4>{_found(case.ranked, question, article_of)}</section></div></details>"
    )


def _earlier(question: Question) -> list[str]:
    return [f"{turn.role}: {_cut(turn.content)}" for turn in question.history] or list(question.turns[:-1])


def _gold(question: Question, article_of: ArticleOf) -> str:
    if not question.answerable:
        return "<p>A refusal: the articles do not answer this.</p>"
    rows = [f'<p class="gold">{escape(a)}</p>' for a in question.answers]
    if question.speakers:
        rows.append(f"<p>said by {escape(' / '.join(question.speakers))}</p>")
    for evidence in question.evidence:
        quote = f"<blockquote>{escape(evidence.quote)}</blockquote>" if evidence.quote else ""
        rows.append(f'{quote}<p class="source">{escape(evidence.path)}</p>')
    if not question.evidence:
        for doc, grade in question.labels:
            article = article_of(doc)
            text = f"<blockquote>{escape(_cut(article.text))}</blockquote>" if article else ""
            name = f"{article.title} · {doc}" if article and article.title else doc
            rows.append(f'{text}<p class="source">{escape(name)}, labelled {grade:g}</p>')
    rows += [f'<p class="not">must not say: {escape(w)}</p>' for w in question.must_not]
    rows += [
        f'<p class="not">must not be given to {escape(a.speaker)}: “{escape(a.quote)}”</p>'
        for a in question.must_not_attribute
    ]
    return "".join(rows) or "<p>Answerable; the test set does not say how.</p>"


def _said(answer: Answer, question: Question) -> str:
    if answer.abstained:
        near = "".join(f"<li>{escape(n.title or n.path)}</li>" for n in answer.nearest[:3])
        return f"<p>{escape(answer.text) or 'Refused.'}</p>" + (f'<ul class="near">{near}</ul>' if near else "")
    text = "".join(f"<p>{escape(line)}</p>" for line in answer.text.splitlines() if line.strip())
    cited = "".join(_citation(c, answer, question) for c in answer.citations)
    return f'{text}<ol class="cited">{cited}</ol>'


def _citation(citation: Citation, answer: Answer, question: Question) -> str:
    """Where the words are from; the words themselves only where the answer's text does not hold them already."""
    facts = [citation.title or citation.path, citation.outlet, citation.published and citation.published.isoformat()]
    who = f"<b>{escape(citation.speaker)}</b> · " if citation.speaker else ""
    right = any(meets(citation, e) for e in question.evidence)
    mark = ' <span class="tick">✓ evidence</span>' if right else ""
    quote = "" if citation.quote in answer.text else f"“{escape(citation.quote)}” "
    source = f'<span class="source">{escape(", ".join(f for f in facts if f))}</span>'
    return f'<li value="{citation.marker}">{who}{quote}{source}{mark}</li>'


def _found(ranked: tuple[Hit, ...], question: Question, article_of: ArticleOf) -> str:
    if not ranked:
        return "<p>Nothing.</p>"
    rows = []
    first = next((h.rank for h in ranked if _is_gold(h, question, article_of)), None)
    shown = [h for h in ranked if h.rank <= HITS or h.rank == first]
    for hit in shown:
        article = article_of(hit.passage.article_id)
        name = (article.title or article.path) if article else hit.passage.article_id
        gold = _is_gold(hit, question, article_of)
        rows.append(
            f'<tr class="{"is-gold" if gold else ""}"><td>{hit.rank}</td><td>{hit.score:.3f}</td>'
            f'<td><span class="source">{escape(name)}{" ✓" if gold else ""}</span><br>'
            f"{escape(_cut(hit.passage.text))}</td></tr>"
        )
    none = "" if first or not question.answerable else f"<p class='note'>Not among the {len(ranked)} passages read.</p>"
    return f'<table class="hits">{"".join(rows)}</table>{none}'


def _is_gold(hit: Hit, question: Question, article_of: ArticleOf) -> bool:
    if question.labels:
        return dict(question.labels).get(hit.passage.article_id, 0) > 0
    article = article_of(hit.passage.article_id)
    path = article.path if article else hit.passage.article_id
    return any(e.is_of(path) and (e.quote is None or holds(hit.passage.text, e.quote)) for e in question.evidence)


def _depth(scored: Scored) -> float:
    return scored.shares["mrr@20"].value if "mrr@20" in scored.shares else 1.0


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SNIPPET else flat[:SNIPPET].rsplit(" ", 1)[0] + " …"
