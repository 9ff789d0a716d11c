"""Who may import whom, and which library has which door: docs/overview.md's two tables, held by walking the imports."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALL = {"records", "settings", "language", "prompts", "index", "ingest", "answer", "evaluation", "web"}
MAY_IMPORT = {
    "records": set(),
    "settings": {"records"},
    "prompts": {"records"},
    "language": {"records"},
    "index": {"records", "settings", "language"},
    "ingest": {"records", "settings", "language", "index"},
    "answer": {"records", "settings", "language", "index", "prompts"},
    "evaluation": ALL,
    "web": {"records", "settings", "index", "answer"},
    "app": ALL - {"evaluation"},
}
DOORS = {
    "gradio": {f"web/page/{one}.py" for one in ("build", "ask", "shelves", "told")},
    "mcp": {"web/mcp.py"},
    "mcp_types": {"web/mcp.py"},
    "faiss": {"index/vectors.py"},
    "tantivy": {"index/words.py"},
    "tiktoken": {"index/count.py"},
    "sentence_transformers": {"index/embed.py"},
    "onnxruntime": {"index/onnx.py"},
    "spacy": {f"language/{one}.py" for one in ("parser", "forms", "entities")},
    "thinc": {"language/parser.py"},  # what spaCy computes with
    "threadpoolctl": {"ingest/add.py"},
    "py3langid": {"language/guess.py"},
    "langchain_text_splitters": {"ingest/chunk.py"},
    "langchain_core": {"index/langchain.py", "prompts/__init__.py", "answer/generate.py"},
    "langchain": {"answer/generate.py"},
    "xllamacpp": {"answer/local.py"},
}


PATHS = sorted(ROOT.glob("*.py")) + sorted(path for room in ALL for path in (ROOT / room).rglob("*.py"))
MODULES = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in PATHS]


def imported(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", MODULES)
def test_a_room_imports_only_what_it_may(path):
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    ours = {name for name in imported(path) if name in ALL or name == "app"}
    assert ours <= MAY_IMPORT[room] | {room}


@pytest.mark.parametrize("path", MODULES)
def test_a_library_is_imported_at_its_door_only(path):
    here = str(path.relative_to(ROOT))
    strangers = {name for name in imported(path) if name in DOORS and here not in DOORS[name]}
    assert not strangers


def test_every_import_is_stdlib_ours_or_required():
    """Nothing is imported that requirements.txt does not bring, directly or as a part of what it names."""
    known = {
        "numpy",
        "tokenizers",
        "huggingface_hub",
        "transformers",
        "safetensors",
        "pydantic",
        "frontmatter",
        "yaml",
        "uvicorn",
        "lxml",
        "anyio",  # brought by starlette
    }
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8").replace("-", "_")
    for path in PATHS:
        for name in imported(path):
            if name in sys.stdlib_module_names or name in ALL | {"app", "tests"} or name in known or name in DOORS:
                continue
            assert name in text, f"{path.relative_to(ROOT)} imports {name}"
