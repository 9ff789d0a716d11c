"""The answerer that has a language model: it writes, each sentence is checked, and only then is it told.

What the model writes starts from the exact answer: where that abstains, no model is asked; and where nothing that the
model wrote is borne out, or it fails, the exact sentences are told instead, and the answer says so.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import prompts
from answer.assemble import assemble
from answer.checks.evidence import Near
from answer.cite import cite
from answer.generate import ChatModel
from answer.rewrite import rewrite
from answer.speakers import Speakers
from answer.split import sentences, unmarked
from answer.verify import Checked, verify
from answer.whose import whose
from index.store import Store
from language.compare import normalise
from records import Answer, Citation, ModelError, Statement, Tokens, Turn, Verdict
from settings import Settings

Told = tuple[Statement, tuple[Citation, ...]]  # one statement, checked, and what it cites

_MOST = 12  # sentences; a model that writes more has lost its way
_REPEATS = 3  # the same sentence so often: it goes round in circles
_DECLINES = "no answer"
_LABELS = {
    Verdict.NOT_BORNE_OUT: "not borne out by what it cites",
    Verdict.MISATTRIBUTED: "said by somebody else in what it cites",
    Verdict.UNCITED: "cites nothing that is there",
}


class Phraser:
    """Puts an exact answer in a model's words, sentence by sentence, each checked before it is told."""

    def __init__(self, chat: ChatModel, store: Store, settings: Settings) -> None:
        self._chat = chat
        self._store = store
        self._settings = settings

    def over(self, store: Store) -> Phraser:
        """The same over another store."""
        return Phraser(self._chat, store, self._settings)

    def stand_alone(self, question: str, history: Sequence[Turn]) -> tuple[str | None, Tokens]:
        """A follow-up in full, None where the model's form of it does not hold; and the tokens that it cost."""
        return rewrite(question, history, self._chat)

    def phrase(self, exact: Answer, speakers: Speakers, history: Sequence[Turn] = ()) -> Iterator[Told | Answer]:
        """Each statement that is borne out (in "mark", each), as soon as it is; and last the whole Answer.

        Closing the iterator ends the model's request.
        """
        started = time.perf_counter()
        context = assemble(exact, history, self._store, self._settings)
        draft = Draft(speakers, exact.understood.speakers, self._settings.check == "mark")
        failure = ""
        reply = self._chat.write(context.messages)
        try:
            for sentence in sentences(reply):
                if draft.enough(sentence):
                    break
                told = draft.add(verify(sentence, context.sources))
                if told:
                    yield told
        except ModelError as error:
            failure = f"{error.message.rstrip('.')}. {error.hint}".strip()
        finally:
            reply.stop()
        tokens = Tokens(exact.tokens.read + reply.tokens.read, exact.tokens.written + reply.tokens.written)
        written = replace(
            exact, model=self._chat.name, prompt=context.fingerprint, tokens=tokens,
            unsupported=tuple(draft.unsupported), unknown_markers=tuple(draft.unknown),
        )  # fmt: skip
        took = time.perf_counter() - started
        seconds = replace(exact.seconds, answer=exact.seconds.answer + took, total=exact.seconds.total + took)
        if draft.statements:
            yield replace(written, answerer="model", text=draft.text, statements=tuple(draft.statements),
                          citations=tuple(draft.citations), seconds=seconds)  # fmt: skip
            return
        yield from told_of(exact)
        note = prompts.load("fallback").fill(why=_why(failure, draft))
        yield replace(written, text=f"{note}\n{exact.text}", seconds=seconds)


@dataclass
class Draft:
    """What was told so far: statements, their citations in the order of their numbers, and what was not told.

    `asked` are the speakers whose words are asked for: of several in a sentence it is theirs that it is cited for.
    """

    speakers: Speakers
    asked: tuple[str, ...]
    mark: bool
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The statements, one a line; what is not borne out is struck and labelled."""
        return "\n".join(
            f"~~{s.text}~~ ({_LABELS[s.verdict]})" if s.verdict in _LABELS else s.text for s in self.statements
        )

    def enough(self, sentence: str) -> bool:
        """Is the model to be stopped: has it declined, written too much, or this very sentence again and again?"""
        words = normalise(unmarked(sentence))
        self.written.append(words)
        again = self.written.count(words) >= _REPEATS
        return len(self.written) > _MOST or again or words.rstrip(".") == _DECLINES

    def add(self, checked: Checked) -> Told | None:
        """Takes in a checked sentence; what is to be told of it, if anything: no sentence is told twice."""
        self.unknown += [marker for marker in checked.unknown if marker not in self.unknown]
        bare = unmarked(checked.text)
        if not any(c.isalnum() for c in bare) or self.written.count(self.written[-1]) > 1:
            return None
        fine = checked.verdict is Verdict.BORNE_OUT
        if not fine:
            self.unsupported.append(checked.text)
            if not self.mark:
                return None
        cited = [self._cite(near) for near in checked.nearest]
        markers = tuple(dict.fromkeys(citation.marker for citation in cited))
        gone = f" (no passage {', '.join(map(str, checked.unknown))})" if checked.unknown else ""
        text = bare + gone + "".join(f" [{marker}]" for marker in markers)
        self.statements.append(Statement(text, markers, checked.verdict))
        return self.statements[-1], tuple(c for c in self.citations if c.marker in markers)

    def _cite(self, near: Near) -> Citation:
        """The citation of a sentence: the one that it has already, or the next number."""
        article, sentence = near.source.article, near.sentence
        for known in self.citations:
            if (known.article_id, known.start, known.end) == (article.id, sentence.start, sentence.end):
                return known
        said = near.source.quotes
        quote = whose(sentence, said, self._is_asked_for) or whose(sentence, said)
        who = self.speakers.full(quote.who) if quote and quote.who else None
        self.citations.append(cite(len(self.citations) + 1, article, sentence, quote, who))
        return self.citations[-1]

    def _is_asked_for(self, who: str) -> bool:
        return self.speakers.full(who) in self.asked


def told_of(answer: Answer) -> Iterator[Told]:
    """The statements of an answer one by one, each with its citations."""
    cited = {citation.marker: citation for citation in answer.citations}
    for statement in answer.statements:
        yield statement, tuple(cited[marker] for marker in statement.markers if marker in cited)


def _why(failure: str, draft: Draft) -> str:
    if failure:
        return failure
    if draft.unsupported:
        return "Nothing that the language model wrote is borne out by what it cites."
    return "The language model found no answer in the passages."
