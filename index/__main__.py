"""`python -m index stats | search "words" | article ID`: look into an index."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from index.count import prompt_tokens
from index.retrieve import open_retriever
from index.store import Store
from records import Filters, OnRecordError, as_json
from settings import Settings, read_settings


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: done; 2: could not run."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ, index=options.index)
        options.run(options, settings)
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that restrict a search, the same for `index search` and `answer`."""
    parser.add_argument("--speaker", help="only passages in which this person is quoted")
    parser.add_argument("--outlet", help="only articles of this outlet")
    parser.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="only articles from this day on")
    parser.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="only articles up to this day")
    parser.add_argument("--today", type=day, metavar="YYYY-MM-DD", help='what "today" is in a question')


def day(text: str) -> date:
    """A day as it is typed on a command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2022-03-31") from error


def filters_of(options: argparse.Namespace) -> Filters:
    """The filters that `add_filters` read.

    Raises:
        OnRecordError: the first day asked for comes after the last.
    """
    if options.since and options.until and options.since > options.until:
        raise OnRecordError(
            f"Nothing is printed from {options.since} to {options.until}: the first day comes after the last.",
            f"Turn them round: --since {options.until} --until {options.since}",
        )
    return Filters(options.speaker, options.outlet, options.since, options.until)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m index", description=__doc__)
    commands = parser.add_subparsers(required=True)
    stats = commands.add_parser("stats", help="what the index holds and what made it")
    stats.set_defaults(run=_stats)
    search = commands.add_parser("search", help="passages, best first")
    search.add_argument("words")
    search.add_argument("--k", type=int, help="how many")
    add_filters(search)
    search.set_defaults(run=_search)
    article = commands.add_parser("article", help="the text of an article as stored")
    article.add_argument("id")
    article.set_defaults(run=_article)
    for command in (stats, search):
        command.add_argument("--json", action="store_true")
    for command in (stats, search, article):
        command.add_argument("--index", type=Path, help="the index to read (default: data/index, or ONRECORD_INDEX)")
    return parser


def _stats(options: argparse.Namespace, settings: Settings) -> None:
    store = Store(settings.index)
    facts = {**as_json(store.counts()), **store.manifest()}
    facts["prompt_tokens"] = sum(prompt_tokens(article.text) for article in store.articles())
    facts["languages"], facts["outlets"], facts["speakers"] = store.languages(), store.outlets(), store.speakers()
    if options.json:
        print(json.dumps(facts, ensure_ascii=False))
        return
    for key, value in facts.items():
        shown = ", ".join(f"{name} ({n})" for name, n in list(value.items())[:12]) if isinstance(value, dict) else value
        print(f"{key:15} {shown}")


def _search(options: argparse.Namespace, settings: Settings) -> None:
    retriever = open_retriever(settings)
    hits = retriever.retrieve(options.words, options.k, filters_of(options))
    found = []
    for hit in hits:
        article = retriever.store.article(hit.passage.article_id)
        path = article.path if article else ""
        found.append({**as_json(hit), "path": path, "text": hit.passage.text})
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        print(f"{one['rank']:2}  {one['score']:.3f}  {one['path']} ({one['start']}–{one['end']}, {one['article_id']})")
        print("    " + " ".join(str(one["text"]).split()) + "\n")


def _article(options: argparse.Namespace, settings: Settings) -> None:
    article = Store(settings.index).article(options.id)
    if article is None:
        raise OnRecordError(
            f"There is no article {options.id!r} in {settings.index}.", "To list ids: python -m index search …"
        )
    print(article.text)


if __name__ == "__main__":
    sys.exit(main())
