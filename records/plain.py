"""Records as plain JSON values, as other programs know them."""

from __future__ import annotations

from datetime import date
from typing import Any

from records.answers import Hit, Tokens


def as_json(record: Any) -> Any:
    """Any record, or a sequence of them, as plain JSON values: the one place where a record becomes a dict.

    Dates become ISO strings. A Hit is flattened to rank, score and span, and Tokens to in and out, as other programs
    know them.
    """
    if isinstance(record, Hit):
        p = record.passage
        return {"rank": record.rank, "score": record.score, "article_id": p.article_id, "start": p.start, "end": p.end}
    if isinstance(record, Tokens):
        return {"in": record.read, "out": record.written}
    if isinstance(record, date):
        return record.isoformat()
    if isinstance(record, list | tuple):
        return [as_json(item) for item in record]
    if hasattr(record, "__dataclass_fields__"):
        return {name: as_json(getattr(record, name)) for name in record.__dataclass_fields__}
    return record
