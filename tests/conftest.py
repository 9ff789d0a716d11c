"""What every test may use: a clean environment, the sample articles' folder, and one real index of what ships."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.ask import Answerer, open_answerer
from index.embed import Embedder, open_embedder
from ingest.run import ingest
from settings import Settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in os.environ:
        if name.startswith("ONRECORD_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real, packaged embedder."""
    return open_embedder(Settings())


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Settings:
    """Settings that name an index of the articles that ship, made once."""
    settings = Settings(index=tmp_path_factory.mktemp("shipped"))
    ingest([ROOT / "data" / "articles"], settings, embedder=embedder)
    return settings


@pytest.fixture(scope="session")
def answerer(shipped: Settings) -> Answerer:
    """The real answerer over the articles that ship."""
    return open_answerer(shipped)


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample articles as scraped, which does not ship."""
    folder = SHARED / "articles"
    if not folder.is_dir():
        pytest.skip("the sample articles lie beside the project, in ../shared/articles; they are not here")
    return folder


@pytest.fixture(scope="session")
def sampled(samples: Path, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Answerer]:
    """The real answerer over the sample articles."""
    settings = Settings(index=tmp_path_factory.mktemp("sampled"))
    ingest([samples], settings, embedder=embedder)
    yield open_answerer(settings)
