"""Pages: of every kind that is allowed, some with cursors of earlier answers."""

from typing import Any

from tests.harness.cursors import HARVESTED_ORDERS
from tests.harness.operations.draft import Draft
from tests.harness.operations.inputs import draw_order
from tests.harness.oracle.graph import Article, Graph, Node
from tests.harness.oracle.orders import article_order, provider_order, topic_order
from tests.harness.oracle.pages import cursor_text

__all__ = ["draw_order_and_page", "draw_page", "draw_related_page"]

_DEFAULT_ORDERS = {
    "Query.articles": "PUBLISHED DESC",
    "Provider.articles": "PUBLISHED DESC",
    "Topic.articles": "PUBLISHED DESC",
    "Query.providers": "NAME ASC",
    "Query.topics": "DISPLAY ASC",
}
_ORDER_TYPES = {
    "Query.articles": "ArticleOrder",
    "Provider.articles": "ArticleOrder",
    "Topic.articles": "ArticleOrder",
    "Query.providers": "ProviderOrder",
    "Query.topics": "TopicOrder",
}
_ORDERS = {"ArticleOrder": article_order, "ProviderOrder": provider_order, "TopicOrder": topic_order}


def draw_order_and_page(draft: Draft, list_name: str, largest: int) -> dict[str, Any]:
    """`orderBy` and the page of a list; cursors only in an order whose cursors are known."""
    nodes = _nodes_with_cursors(list_name, draft.vocabulary.graph)
    if not nodes or not draft.chance(35):
        asked = {"orderBy": draw_order(draft, _ORDER_TYPES[list_name])} if draft.chance(50) else {}
        return asked | draw_page(draft, largest)
    order = draft.choose(HARVESTED_ORDERS[list_name])
    text = ",".join(f"{name} {direction}" for name, direction in order) or _DEFAULT_ORDERS[list_name]
    in_order = _ORDERS[_ORDER_TYPES[list_name]]([{"field": name, "direction": way} for name, way in order]).sort(nodes)
    cursors = [cursor_text(list_name, text, node.id) for node in in_order]
    asked = {"orderBy": draw_order(draft, _ORDER_TYPES[list_name], order)} if order else {}
    return asked | draw_page(draft, largest, cursors)


def draw_related_page(draft: Draft, article: Article | None, largest: int) -> dict[str, Any]:
    """The page of a related list; with cursors where it is known whose list it is."""
    listed = [] if article is None else [*article.related, *(other for other, _ in article.suggested)]
    if article is None or not listed or not draft.chance(50):
        return draw_page(draft, largest)
    list_name = f"Article.related:{article.id}"
    return draw_page(draft, largest, [cursor_text(list_name, "POSITION", node.id) for node in listed])


def draw_page(draft: Draft, largest: int, cursors: list[str] | None = None) -> dict[str, Any]:
    """`first` or `last`, and one or two of the cursors, which are in order. Never more than `largest` items."""
    size = draft.choose(("last", "first"))
    page: dict[str, Any] = {}
    if largest < 25 or draft.chance(75):
        page[size] = _maybe_variable(draft, "Int", draft.number(0, largest))
    if draft.chance(5):
        page[{"first": "last", "last": "first"}[size]] = None
    if not cursors:
        return page
    position = draft.number(0, len(cursors) - 1)
    match draft.choose(("after", "before", "both")):
        case "both" if position + 1 < len(cursors):
            page["after"] = _maybe_variable(draft, "String", cursors[position])
            page["before"] = _maybe_variable(draft, "String", draft.choose(cursors[position + 1 :]))
        case "before":
            page["before"] = _maybe_variable(draft, "String", cursors[position])
        case _:
            page["after"] = _maybe_variable(draft, "String", cursors[position])
    return page


def _maybe_variable(draft: Draft, type_text: str, value: Any) -> Any:
    return draft.declare(type_text, value) if draft.chance(30) else value


def _nodes_with_cursors(list_name: str, graph: Graph) -> list[Node]:
    match list_name:
        case "Query.articles":
            return list(graph.articles.values())
        case "Provider.articles":
            return [article for article in graph.articles.values() if article.provider is not None]
        case "Topic.articles":
            return [article for article in graph.articles.values() if article.topics]
        case "Query.providers":
            return list(graph.providers.values())
        case "Query.topics":
            return list(graph.topics.values())
        case _:
            return []
