"""Answers an operation: graphql-core's own executor over plain resolvers, one Python object at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from gateway.content.entries import Sealed
from gateway.scopes import NO_SCOPES, Scope, Scopes
from tests.harness.oracle.facets import FACETS
from tests.harness.oracle.filters import article_matches, provider_matches, topic_matches
from tests.harness.oracle.graph import Article, Graph, Image, Provider, Topic
from tests.harness.oracle.lookups import choose_image, find_article, find_node, find_provider, find_topic
from tests.harness.oracle.orders import article_order, display_order, provider_order, topic_order
from tests.harness.oracle.pages import Connection, ListedOrder, RelatedConnection

__all__ = ["SCHEMA_TEXT", "Oracle", "OracleAnswer", "oracle_schema"]

SCHEMA_TEXT: Final = (Path(__file__).parent / "schema.graphql").read_text(encoding="utf-8")

Arguments = Mapping[str, Any]
Resolver = Callable[..., Any]

LARGEST_LIST_OF_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class OracleAnswer:
    """What must be answered: the data, where it is null for want of a scope, and the codes of other errors, if any."""

    data: Any
    error_codes: tuple[str, ...]
    forbidden: tuple[tuple[str | int, ...], ...] = ()


class Oracle:
    """Answers operations over one graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.schema = oracle_schema()

    def answer(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        scopes: Scopes = NO_SCOPES,
    ) -> OracleAnswer:
        """The answer to one operation, its keys in the order in which they must stand."""
        document, mistakes = _read(query)
        if mistakes:
            return OracleAnswer(None, ("GRAPHQL_VALIDATION_FAILED",) * mistakes)
        result = execute_sync(
            self.schema,
            document,
            context_value=replace(self.graph, scopes=scopes),
            variable_values=dict(variables or {}),
            operation_name=operation_name,
        )
        assert isinstance(result, ExecutionResult)
        for error in result.errors or ():
            if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
                raise error.original_error
        codes = [(str((error.extensions or {}).get("code", "BAD_USER_INPUT")), error) for error in result.errors or ()]
        forbidden = tuple(sorted((tuple(error.path or ()) for code, error in codes if code == "FORBIDDEN"), key=repr))
        return OracleAnswer(result.data, tuple(code for code, _ in codes if code != "FORBIDDEN"), forbidden)


@lru_cache(maxsize=256)
def _read(query: str) -> tuple[DocumentNode, int]:
    """A document, and how many mistakes it has: most are asked of several contents, or by several callers."""
    document = parse(query)
    return document, len(validate(oracle_schema(), document))


@cache
def oracle_schema() -> GraphQLSchema:
    """The schema with the resolvers below; a field without one gives the attribute of its name in snake case."""
    schema = build_schema(SCHEMA_TEXT)
    for type_name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLInterfaceType):
            kind.resolve_type = lambda node, *_: type(node).__name__
        elif isinstance(kind, GraphQLObjectType) and not type_name.startswith("__"):
            for field_name, field in kind.fields.items():
                field.resolve = _RESOLVERS.get(f"{type_name}.{field_name}") or _attribute(_snake_case(field_name))
    return schema


def _snake_case(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def _attribute(name: str) -> Resolver:
    return lambda parent, _info, **_arguments: getattr(parent, name)


def _articles(list_name: str, members: Callable[[Any, Graph], Any]) -> Resolver:
    """A connection of articles, filtered and ordered as asked."""

    def resolve(parent: Any, info: Any, **asked: Any) -> Connection:
        graph: Graph = info.context
        candidates = [article for article in members(parent, graph) if article.status in asked["status"]]
        found = [article for article in candidates if article_matches(article, asked.get("where"))]
        return Connection(list_name, article_order(asked.get("orderBy")), found, asked, graph.node, candidates)

    return resolve


def _providers(_root: Any, info: Any, **asked: Any) -> Connection:
    graph: Graph = info.context
    found = [each for each in graph.providers.values() if provider_matches(each, asked.get("where"))]
    return Connection("Query.providers", provider_order(asked.get("orderBy")), found, asked, graph.node)


def _topics(_root: Any, info: Any, **asked: Any) -> Connection:
    graph: Graph = info.context
    found = [topic for topic in graph.topics.values() if topic_matches(topic, asked.get("where"))]
    return Connection("Query.topics", topic_order(asked.get("orderBy")), found, asked, graph.node)


def _related(article: Article, info: Any, **asked: Any) -> Connection:
    suggested = [other for other, _ in article.suggested]
    of_origin = {"EDITORIAL": article.related, "SUGGESTED": suggested}
    found = [other for origin in set(asked["origin"]) for other in of_origin[origin] if other.status in asked["status"]]
    order = ListedOrder([*article.related, *suggested])
    return RelatedConnection(f"Article.related:{article.id}", order, found, asked, info.context.node, article=article)


def _related_from(article: Article, info: Any, **asked: Any) -> Connection:
    naming = article.named_by
    return Connection("Article.relatedFrom", article_order(None), naming, asked, info.context.node, naming)


def _page_info(connection: Connection, *_: Any) -> dict[str, Any]:
    cursors = [connection.cursor(node) for node in connection.nodes]
    return {
        "hasNextPage": connection.has_next_page,
        "hasPreviousPage": connection.has_previous_page,
        "startCursor": cursors[0] if cursors else None,
        "endCursor": cursors[-1] if cursors else None,
    }


def _edges(connection: Connection, *_: Any) -> list[dict[str, Any]]:
    return [{"cursor": connection.cursor(node), "node": node} for node in connection.nodes]


def _related_edges(connection: RelatedConnection, *_: Any) -> list[dict[str, Any]]:
    scores = dict(connection.article.suggested)
    return [
        edge | {"origin": "SUGGESTED" if edge["node"] in scores else "EDITORIAL", "score": scores.get(edge["node"])}
        for edge in _edges(connection)
    ]


def _key(name: str) -> Resolver:
    return lambda parent, _info: parent[name]


def _shown_instant(article: Article, *_: Any) -> str | None:
    return None if article.published_at is None else f"{article.published_at}Z"


def _children(topic: Topic, info: Any) -> list[Topic]:
    return display_order([each for each in info.context.topics.values() if each.parent is topic])


def _count(_root: Any, info: Any, status: list[str]) -> int:
    return sum(article.status in status for article in info.context.articles.values())


def _image(article: Article, _info: Any, minWidth: int | None = None) -> Image | None:  # noqa: N803
    return choose_image(article.images, minWidth)


def _require(scope: Scope, info: Any) -> None:
    if scope not in info.context.scopes:
        raise GraphQLError(f"needs {scope.value}", extensions={"code": "FORBIDDEN"})


def _secured(article: Article, info: Any) -> Sealed | None:
    _require(Scope.SECURED, info)
    return article.secured


def _problems(graph: Graph, info: Any, first: int) -> list[dict[str, Any]]:
    _require(Scope.EDITOR, info)
    if not 0 <= first <= LARGEST_LIST_OF_PROBLEMS:
        raise GraphQLError("too many", extensions={"code": "BAD_USER_INPUT"})
    told = [(source, problem.severity, problem) for source, problem in graph.problems]
    errors, others = ([it for it in told if (it[1] == "ERROR") is wanted] for wanted in (True, False))
    fields = ("severity", "code", "message", "file", "line", "column")
    rows = [{"source": source} | {name: getattr(it, name) for name in fields} for source, _, it in errors + others]
    return rows[:first]


def _own_articles(parent: Provider | Topic, _graph: Graph) -> list[Article]:
    return parent.articles


_RESOLVERS: Final[Mapping[str, Resolver]] = {
    "Query.node": lambda _root, info, **asked: find_node(info.context, asked["id"]),
    "Query.nodes": lambda _root, info, ids: [find_node(info.context, each) for each in ids],
    "Query.article": lambda _root, info, by: find_article(info.context, by),
    "Query.provider": lambda _root, info, by: find_provider(info.context, by),
    "Query.topic": lambda _root, info, by: find_topic(info.context, by),
    "Query.articles": _articles("Query.articles", lambda _root, graph: graph.articles.values()),
    "Query.providers": _providers,
    "Query.topics": _topics,
    "Query.snapshot": lambda _root, info: info.context,
    "Article.publishedDateTime": _shown_instant,
    "Article.image": _image,
    "Article.secured": _secured,
    "Snapshot.problems": _problems,
    **{f"Problem.{name}": _key(name) for name in ("source", "severity", "code", "message", "file", "line", "column")},
    "Article.related": _related,
    "Article.relatedFrom": _related_from,
    "Provider.articles": _articles("Provider.articles", _own_articles),
    "Topic.articles": _articles("Topic.articles", _own_articles),
    "Topic.children": _children,
    "Snapshot.id": lambda _graph, _info: "not known to the oracle",
    "Snapshot.loadedAt": lambda _graph, _info: "not known to the oracle",
    "Snapshot.articles": _count,
    "Snapshot.providers": lambda graph, _info: len(graph.providers),
    "Snapshot.topics": lambda graph, _info: len(graph.topics),
    "Snapshot.images": lambda graph, _info: len(graph.images),
    **{f"{kind}Connection.pageInfo": _page_info for kind in ("Article", "Related", "Provider", "Topic")},
    **{f"{kind}Connection.edges": _edges for kind in ("Article", "Related", "Provider", "Topic")},
    **{
        f"{kind}Connection.totalCount": lambda connection, _info: len(connection.members)
        for kind in ("Article", "Related", "Provider", "Topic")
    },
    **{f"PageInfo.{name}": _key(name) for name in ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")},
    **{
        f"{kind}Edge.{name}": _key(name)
        for kind in ("Article", "Related", "Provider", "Topic")
        for name in ("cursor", "node")
    },
    "RelatedConnection.edges": _related_edges,
    **{f"RelatedEdge.{name}": _key(name) for name in ("origin", "score")},
    **FACETS,
}
