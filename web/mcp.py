"""The same for programs that speak MCP: tools `ask`, `search` and `article`.

The server serves them at /mcp (streamable HTTP, without sessions), behind the same guard as all else.
`python -m web.mcp [--index DIR]` serves them over stdin and stdout: for one program on the machine of the index, and no
server at all.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from records import Filters, OnRecordError, as_json
from settings import read_settings
from web.desk import Desk, turns
from web.references import with_references
from web.rest import Day

_ABOUT = (
    "Answers from one closed record of news articles, in the articles' own sentences. Every statement ends in markers "
    "like [1]; its citation holds the exact words, their speaker, article and place. Quote them as they stand. Where "
    "the record does not answer, `ask` says so: do not fill the gap from elsewhere in its name."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

_Name = Annotated[str | None, Field(max_length=200)]
_Day = Annotated[Day, Field(description="YYYY-MM-DD, included")]


def tools(desk: Desk, root: str = "") -> MCPServer[Any]:
    """A server with the three tools over `desk`. `root` stands before the addresses of articles, and ends in /."""
    server: MCPServer[Any] = MCPServer("on-record", title="On Record", instructions=_ABOUT, log_level="WARNING")

    @server.tool(title="Ask the record", annotations=_READS)
    def ask(
        question: Annotated[str, Field(description="one question, in plain words")],
        history: Annotated[list[dict[str, Any]] | None, Field(description='[{"role","content"}], oldest first')] = None,
        speaker: Annotated[_Name, Field(description="only this speaker's words")] = None,
        outlet: Annotated[_Name, Field(description="only from this outlet")] = None,
        since: _Day = None,
        until: _Day = None,
    ) -> CallToolResult:
        """Answer a question from the record, quoted, attributed and cited; or say that it has no answer."""
        filters = Filters(speaker or None, outlet or None, since, until)
        answer = _told(lambda: desk.ask(question, turns(history or []), filters))
        return _result(with_references(answer, root), as_json(answer))

    @server.tool(title="Search the record", annotations=_READS)
    def search(query: str, k: Annotated[int, Field(ge=1, le=100)] = 10) -> CallToolResult:
        """The passages nearest to some words, best first, each with its article's id and place."""
        found = _told(lambda: desk.search(query, k))
        rows = [{**as_json(hit), "path": article.path, "text": hit.passage.text} for hit, article in found]
        text = "\n\n".join(f"{row['rank']}. {row['path']} ({row['article_id']})\n{row['text']}" for row in rows)
        return _result(text or "Nothing was found.", {"passages": rows})

    @server.tool(title="Read an article", annotations=_READS)
    def article(article_id: str) -> CallToolResult:
        """An article in full, by the id that a citation or a passage names."""
        found = _told(lambda: desk.article(article_id))
        return _result(f"{found.title}\n\n{found.text}", as_json(found))

    return server


def add_mcp(app: FastAPI, desk: Desk, root: str = "") -> MCPServer[Any]:
    """Put the tools on `app` at /mcp. Its `session_manager` must run as long as the app does.

    No session is kept: whoever asks is the guard's to know, and a restart breaks off no conversation.
    """
    server = tools(desk, root)
    guarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # the guard has done it by now
    mounted = server.streamable_http_app(
        streamable_http_path="/mcp", stateless_http=True, json_response=True, transport_security=guarded
    )
    app.router.routes.extend(mounted.routes)
    return server


def _told(ask: Any) -> Any:
    """What is asked for; a fault of ours becomes one that the program's model may read."""
    try:
        return ask()
    except OnRecordError as fault:
        raise ToolError(str(fault)) from fault


def _result(text: str, structured: Any) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the tools over stdin and stdout until the program that started it goes. 2 where it could not run."""
    parser = argparse.ArgumentParser("python -m web.mcp", description="Serve MCP tools over stdin and stdout.")
    parser.add_argument("--index", type=Path, help="the folder of the index (default: data/index)")
    given = parser.parse_args(argv)
    try:
        settings = read_settings(os.environ, index=given.index)
        from answer.ask import open_answerer

        desk = Desk(open_answerer(settings), settings)
    except OnRecordError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    tools(desk).run("stdio")
    return 0


if __name__ == "__main__":
    sys.exit(main())
