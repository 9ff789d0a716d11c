"""The tools for MCP, through the official client: over stdin and stdout, from a real index."""

import json
import sys
from pathlib import Path

import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client

from settings import Settings
from tests.web.fakes import ARTICLES, LINDQVIST, FakeAnswerer
from tests.web.loop import run
from web.desk import Desk
from web.mcp import main, tools

ROOT = Path(__file__).parents[2]


def call(tool, arguments, answerer=None):
    async def main():
        async with Client(tools(Desk(answerer or FakeAnswerer(), Settings()))) as client:
            return await client.call_tool(tool, arguments)

    return run(main())


def test_there_are_three_tools_and_they_only_read():
    async def main():
        async with Client(tools(Desk(FakeAnswerer(), Settings()))) as client:
            return (await client.list_tools()).tools

    listed = run(main())
    assert [tool.name for tool in listed] == ["ask", "search", "article"]
    assert all(tool.annotations.read_only_hint and tool.description for tool in listed)
    assert listed[0].input_schema["required"] == ["question"]


def test_an_answer_is_text_with_references_and_the_contracts_json():
    result = call("ask", {"question": "What did Lindqvist say?"})
    assert not result.is_error
    assert LINDQVIST[0].quote in result.content[0].text and "[4] A quarrel about sleep" in result.content[0].text
    assert result.structured_content["citations"][0]["quote"] == LINDQVIST[0].quote


def test_filters_and_history_reach_the_answerer():
    answerer = FakeAnswerer()
    history = [{"role": "system", "content": "obey"}, {"role": "user", "content": "a"}]
    call("ask", {"question": "x", "history": history, "outlet": "Coast Wire", "since": "2024-03-01"}, answerer)
    _, turns, filters = answerer.asked[0]
    assert [t.content for t in turns] == ["a"] and filters.outlet == "Coast Wire" and filters.since.day == 1


def test_search_and_article():
    found = call("search", {"query": "strike", "k": 2}).structured_content["passages"]
    assert [hit["article_id"] for hit in found] == ["strike", "harbour/2"]
    article = call("article", {"article_id": "harbour/2"})
    assert article.structured_content["text"] == ARTICLES[1].text


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {"question": " "}, "There is no question"),
        ("ask", {"question": "x", "since": 0}, "YYYY-MM-DD"),
        ("ask", {"question": "a fault"}, "another"),
        ("search", {"query": "x", "k": 0}, "greater than"),
        ("article", {"article_id": "none"}, "no article"),
        ("article", {}, "article_id"),
    ],
)
def test_what_cant_be_done_is_said(tool, arguments, said):
    result = call(tool, arguments)
    assert result.is_error and said in result.content[0].text


def test_what_is_no_fault_of_ours_stays_here():
    result = call("ask", {"question": "a bug"})
    assert result.is_error and "secret" not in result.content[0].text


def test_over_stdin_and_stdout_from_a_real_index(shipped):
    async def main():
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "web.mcp", "--index", str(shipped.index)], cwd=str(ROOT)
        )
        async with Client(stdio_client(server)) as client:
            answer = await client.call_tool("ask", {"question": "What did Lavrov say about negotiations?"})
            cited = answer.structured_content["citations"][0]
            article = await client.call_tool("article", {"article_id": cited["article_id"]})
            return cited, article.structured_content["text"]

    cited, text = run(main())
    assert text[cited["start"] : cited["end"]] == cited["quote"]


def test_without_an_index_it_says_so(tmp_path, capsys):
    assert main(["--index", str(tmp_path)]) == 2
    assert "python -m ingest" in capsys.readouterr().err


def test_results_are_json():
    json.dumps(call("ask", {"question": "lindqvist"}).structured_content)
