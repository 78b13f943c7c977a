"""What is left of some documents, and of their graph, for callers from whom unpublished and removed stories are hidden.

Such a story says nothing: it only stands where it stands, so that who names it names no stub. Then it is taken away.
"""

from collections.abc import Sequence
from dataclasses import replace

from gateway.content.entries import ArticleEntry
from gateway.content.paths import is_archived
from gateway.loader.parsing import kind_and_key
from gateway.loader.report import sort_problems
from gateway.loader.stored_problems import find_duplicates
from tests.harness.oracle.build import build_graph
from tests.harness.oracle.documents import Document
from tests.harness.oracle.graph import Graph, Placed

__all__ = ["is_hidden", "public_graph", "public_problems"]


DUPLICATES = ("duplicate-path", "duplicate-topic", "duplicate-organization")


def is_hidden(document: Document) -> bool:
    """Is it a story that the public may not see?"""
    return isinstance(document.entry, ArticleEntry) and (document.entry.is_removed or not document.entry.is_published)


def public_graph(documents: Sequence[Document]) -> Graph:
    """The graph as the public sees it."""
    graph = build_graph([_silent(document) if is_hidden(document) else document for document in documents])
    hidden = {key for key, article in graph.articles.items() if article.status == "REMOVED"}
    for key in hidden:
        del graph.articles[key]
    for article in graph.articles.values():
        article.related = [other for other in article.related if other.id not in hidden]
    return graph


def _silent(document: Document) -> Document:
    entry = document.entry
    assert isinstance(entry, ArticleEntry)
    known = ("source", "collection", "slug", "is_archived", "title", "published_at", "web_url", "original_url")
    kept = {name: getattr(entry, name) for name in known}
    return replace(document, entry=ArticleEntry(category="", type="", is_published=False, is_removed=True, **kept))


def public_problems(documents: Sequence[Document], problems: Sequence[Placed]) -> list[Placed]:
    """The problems without those of hidden stories, and of files that one of them comes before."""
    hidden = {(document.source, document.file) for document in documents if is_hidden(document)}
    claims = [
        (*kind_and_key(document.entry), int(is_archived(document.file)), document.source, document.file)
        for document in documents
        if not is_hidden(document)
    ]
    others = [placed for placed in problems if placed[1].code not in DUPLICATES]
    return sort_problems(
        [placed for placed in others if (placed[0], placed[1].file) not in hidden] + find_duplicates(claims)
    )
