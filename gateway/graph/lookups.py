"""Look-ups: one object by id, path, address, domain, slug or name. None of them finds a REMOVED article."""

from collections.abc import Mapping

import strawberry
from sqlalchemy import ColumnElement, Table, func, select

from gateway.content.identity import fold_name, local_id
from gateway.content.statuses import REMOVED
from gateway.graph import relations
from gateway.graph.scalars import URL
from gateway.marks import Arguments, Names, Row, Rows, RowsById, Term
from gateway.tables import article, image, provider, topic
from gateway.tables.metadata import LOWEST

__all__ = ["NODES", "ArticleBy", "ProviderBy", "TopicBy", "article_by", "provider_by", "topic_by"]


@strawberry.input(one_of=True, description="Names one article.")
class ArticleBy:
    """Exactly one is given."""

    id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="Its global id.")
    path: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="`collection/slug`, or `source/collection/slug` when the gateway serves named sources.",
    )
    url: URL | None = strawberry.field(
        default=strawberry.UNSET,
        description="Matches `webUrl`, `originalUrl`, `ampWebUrl` or `cdnAmpWebUrl`; the newest article where "
        "several share it.",
    )


@strawberry.input(one_of=True, description="Names one provider.")
class ProviderBy:
    """Exactly one is given."""

    id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="Its global id.")
    domain: str | None = strawberry.field(
        default=strawberry.UNSET, description="The newest-named provider where several share the domain."
    )


@strawberry.input(one_of=True, description="By slug or name: the first source by name where several sources have it.")
class TopicBy:
    """Exactly one is given."""

    id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="Its global id.")
    slug: str | None = strawberry.field(default=strawberry.UNSET, description="Its slug.")
    name: str | None = strawberry.field(
        default=strawberry.UNSET, description="Its name; case and punctuation do not matter."
    )


def article_by(names: Names, _: Row, arguments: Arguments) -> Rows:
    """`FROM article WHERE path = ? AND status <> 3`, or by id or address."""
    by = arguments["by"]
    if "url" in by:
        return relations.with_url(names, by["url"].bind())
    if "id" in by:
        return article_with_id(names, by["id"].bind(local_id("Article")))
    child = names.row(article)
    return Rows(child, child.clause, (child.path == by["path"].bind(), child.status != relations.number(REMOVED)))


def provider_by(names: Names, _: Row, arguments: Arguments) -> Rows:
    """`FROM provider WHERE domain = ?`, the one whose newest article is newest first; or by id."""
    by = arguments["by"]
    if "id" in by:
        return provider_with_id(names, by["id"].bind(local_id("Provider")))
    child = names.row(provider)
    newest, path = _newest_mention(child)
    order = (Term(newest, descending=True), Term(path), Term(child.name))
    return Rows(child, child.clause, (child.domain == by["domain"].bind(str.lower),), order)


def topic_by(names: Names, _: Row, arguments: Arguments) -> Rows:
    """`FROM topic WHERE slug = ? ORDER BY source, is_defined DESC, name`; or by name or id."""
    by = arguments["by"]
    if "id" in by:
        return topic_with_id(names, by["id"].bind(local_id("Topic")))
    child = names.row(topic)
    match = child.slug == by["slug"].bind() if "slug" in by else child.folded_name == by["name"].bind(fold_name)
    order = (Term(child.source), Term(child.is_defined, descending=True), Term(child.name))
    return Rows(child, child.clause, (match,), order)


def article_with_id(names: Names, identifier: ColumnElement[int]) -> Rows:
    """`FROM article WHERE id = ? AND status <> 3`."""
    child = names.row(article)
    return Rows(child, child.clause, (child.id == identifier, child.status != relations.number(REMOVED)))


def _with_id(table: Table) -> RowsById:
    """`FROM provider WHERE id = ?`, for a table whose rows are all shown."""

    def rows(names: Names, identifier: ColumnElement[int]) -> Rows:
        child = names.row(table)
        return Rows(child, child.clause, (child.id == identifier,))

    return rows


def _newest_mention(row: Row) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """When a provider was last named, and the path of the article that did."""
    newest = func.coalesce(article.c.published_at, LOWEST)
    mentions = select(func.max(newest)).where(article.c.provider_id == row.id)
    latest = (
        select(article.c.path)
        .where(article.c.provider_id == row.id)
        .order_by(newest.desc(), article.c.path)
        .limit(relations.number(1))
        .offset(relations.number(0))
    )
    return mentions.scalar_subquery(), latest.scalar_subquery()


provider_with_id: RowsById = _with_id(provider)
topic_with_id: RowsById = _with_id(topic)

NODES: Mapping[str, RowsById] = {
    "Article": article_with_id,
    "Provider": provider_with_id,
    "Topic": topic_with_id,
    "Image": _with_id(image),
}
"""How an object of each type is found by id."""
