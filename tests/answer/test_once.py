"""Wire copy counts once in an answer: two outlets print the same report, one is cited."""

from answer.ask import open_answerer
from ingest.run import ingest
from settings import Settings

REPORT = (
    "The bridge over the river Lahn was closed on Friday because of cracks, Transport Minister Paul Weber said. "
    "Repairs will take nine months and cost twelve million euros. Nobody was in danger at any time, the minister said. "
    "Drivers are asked to use the ferry until the work is done, and the railway will run additional trains."
)


def test_a_repeat_is_not_cited_beside_its_original(tmp_path, embedder):
    folder = tmp_path / "in"
    folder.mkdir()
    for outlet in ("herald", "post"):
        text = f"---\ntitle: Bridge closed\noutlet: {outlet}\n---\n\n{REPORT}\n"
        (folder / f"{outlet}.md").write_text(text, encoding="utf-8")
    settings = Settings(index=tmp_path / "index")
    ingest([folder], settings, embedder=embedder)
    answer = open_answerer(settings).answer("What did Weber say about the bridge?")
    assert answer.citations
    assert {citation.outlet for citation in answer.citations} == {"herald"}
