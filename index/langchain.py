"""The retriever as LangChain knows one, for those who build their own chain: `invoke("…")` → Documents."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.retrieve import Retriever
from records import Filters


class OnRecordRetriever(BaseRetriever):
    """`page_content` is the passage; `metadata` says where it stands, in which article, and how it scored."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        documents = []
        self.retriever = self.retriever.latest()
        for hit in self.retriever.retrieve(query, self.k, self.filters):
            passage = hit.passage
            article = self.retriever.store.article(passage.article_id)
            facts = {"article_id": passage.article_id, "start": passage.start, "end": passage.end}
            facts |= {"rank": hit.rank, "score": hit.score, "voice": str(passage.voice)}
            if article:
                published = article.published.isoformat() if article.published else None
                facts |= {
                    "title": article.title,
                    "path": article.path,
                    "outlet": article.outlet,
                    "published": published,
                }
            documents.append(Document(page_content=passage.text, metadata=facts, id=passage.id))
        return documents
