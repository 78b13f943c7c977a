"""Which file stands where several claim one place."""

from collections.abc import Sequence

from gateway.content.entries import ArticleEntry, OrganizationEntry, TopicEntry
from gateway.content.identity import article_path, fold_name
from tests.harness.oracle.documents import Document

__all__ = ["choose_articles", "choose_organizations", "choose_topics"]


def choose_articles(documents: Sequence[Document]) -> dict[str, ArticleEntry]:
    """Path → document: live before archived, then the first source, then the first file."""
    claims = [
        (entry.is_archived, document.source, document.file, entry)
        for document in documents
        if isinstance(entry := document.entry, ArticleEntry)
    ]
    winners: dict[str, ArticleEntry] = {}
    for _, _, _, entry in sorted(claims, key=lambda claim: claim[:3]):
        winners.setdefault(article_path(entry.source, entry.collection, entry.slug), entry)
    return winners


def choose_topics(documents: Sequence[Document]) -> dict[tuple[str, str], TopicEntry]:
    """(source, folded name) → definition: live before archived, then the first file."""
    winners: dict[tuple[str, str], TopicEntry] = {}
    for document in sorted(documents, key=_strength):
        if isinstance(entry := document.entry, TopicEntry):
            winners.setdefault((entry.source, fold_name(entry.name)), entry)
    return winners


def choose_organizations(documents: Sequence[Document]) -> dict[str, OrganizationEntry]:
    """Domain → what describes it: live before archived, then the first source, then the first file."""
    winners: dict[str, OrganizationEntry] = {}
    for document in sorted(documents, key=_strength):
        if isinstance(entry := document.entry, OrganizationEntry):
            winners.setdefault(entry.domain, entry)
    return winners


def _strength(document: Document) -> tuple[bool, str, str]:
    return (document.file.startswith("_archive/"), document.source, document.file)
