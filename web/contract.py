"""The contract as an OpenAPI document, made from the routes and the records, and served at /openapi.json."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from records import Answer, Article

Schema = dict[str, Any]

_PLACE = "#/components/schemas/{model}"
_SPAN: Schema = {
    "rank": {"type": "integer", "minimum": 1},
    "score": {"type": "number"},
    "article_id": {"type": "string"},
    "start": {"type": "integer", "minimum": 0},
    "end": {"type": "integer", "minimum": 0},
}
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def add_contract(app: FastAPI, prefix: str = "") -> None:
    """Serve the document of all routes of `app`. `prefix` is where a proxy shows the site, or ""."""
    made: list[Schema] = []

    @app.get("/openapi.json", include_in_schema=False)
    async def contract() -> Schema:
        if not made:
            made.append(document(app, prefix))
        return made[0]


def document(app: FastAPI, prefix: str = "") -> Schema:
    """The OpenAPI document: FastAPI's, with the records as `records.as_json` writes them, and the keys."""
    made = get_openapi(
        title="On Record",
        version="1",
        summary="Ask your articles. Every answer is quoted, attributed and cited.",
        routes=app.routes,
        servers=[{"url": prefix or "/"}],
    )
    parts = made.setdefault("components", {})
    parts.setdefault("schemas", {}).update(records())
    parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{}, {"key": []}]  # a key only where the server was given hashes of some
    return made


def records() -> dict[str, Schema]:
    """The schema of each record that goes out, by name. All keys are always there, and no others."""
    schemas: dict[str, Schema] = {}
    for record in (Answer, Article):
        schema = TypeAdapter(record).json_schema(mode="serialization", ref_template=_PLACE)
        schemas |= schema.pop("$defs", {})
        schemas[record.__name__] = schema
    del schemas["Passage"]
    # These two as_json writes in a form of their own.
    schemas["Hit"] = {"type": "object", "properties": _SPAN}
    schemas["Tokens"] = {"type": "object", "properties": {"in": _COUNT, "out": _COUNT}}
    schemas["Found"] = {"type": "object", "properties": {**_SPAN, "path": _TEXT, "text": _TEXT}}
    for schema in schemas.values():
        if schema.get("type") == "object":
            schema |= {"required": list(schema["properties"]), "additionalProperties": False}
            for part in schema["properties"].values():
                part.pop("default", None)
    return schemas


def json_of(name: str) -> Schema:
    """The `content` of a response that is one record."""
    return {"application/json": {"schema": {"$ref": _PLACE.format(model=name)}}}


def listed(name: str) -> Schema:
    """The `content` of a response that is an array of records."""
    return {"application/json": {"schema": {"type": "array", "items": {"$ref": _PLACE.format(model=name)}}}}
