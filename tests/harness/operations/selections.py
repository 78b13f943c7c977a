"""Selection sets: fields with arguments and aliases, fragments of every kind, @skip and @include.

`room` is about how many objects a selection may still give; it falls with every list, so that answers stay small.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tests.harness.operations.draft import Draft, Name
from tests.harness.operations.inputs import draw_filter, draw_lookup, draw_origins, draw_statuses
from tests.harness.operations.paging import draw_order_and_page, draw_page, draw_related_page
from tests.harness.oracle.graph import Article
from tests.harness.oracle.lookups import find_article

__all__ = ["Place", "draw_selection"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a selection stands: how deep it may still go, its room, and the article it is surely of, if any."""

    depth: int
    room: int
    article: Article | None = None

    def down(self, items: int = 1) -> "Place":
        """One level below, in a list of about so many items."""
        return Place(self.depth - 1, self.room // max(1, items))


_LEAVES: Final[Mapping[str, Sequence[str]]] = {
    "Article": (
        "id", "path", "slug", "source", "collection", "category", "type", "status", "title", "excerpt", "body",
        "bodyFormat", "publishedDateTime", "webUrl", "originalUrl", "ampWebUrl", "cdnAmpWebUrl", "quality", "heat",
        "featuredContent", "extra", "__typename",
    ),
    "Provider": ("id", "name", "domain", "description", "__typename"),
    "Topic": ("id", "name", "slug", "source", "description", "isDefined", "__typename"),
    "Image": ("id", "url", "width", "height", "isCached", "title", "attribution", "__typename"),
    "Node": ("id", "__typename"),
    "PageInfo": ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"),
    "ArticleConnection": ("totalCount", "__typename"),
    "ProviderConnection": ("totalCount", "__typename"),
    "TopicConnection": ("totalCount", "__typename"),
    "RelatedConnection": ("totalCount", "__typename"),
    "ArticleEdge": ("cursor", "__typename"),
    "ProviderEdge": ("cursor", "__typename"),
    "TopicEdge": ("cursor", "__typename"),
    "RelatedEdge": ("cursor", "origin", "score", "__typename"),
    "ArticleFacets": ("__typename",),
    "TopicCount": ("count", "__typename"),
    "ProviderCount": ("count", "__typename"),
    "ValueCount": ("value", "count", "__typename"),
    "SpanCount": ("start", "count", "__typename"),
    "Secured": ("cipherText", "initializationVector", "__typename"),
    "Problem": ("source", "severity", "code", "message", "file", "line", "column", "__typename"),
    "Snapshot": ("providers", "topics", "images", "__typename"),
    "Query": ("__typename",),
}  # fmt: skip

_NODE_TYPES: Final = ("Article", "Provider", "Topic", "Image")

Drawn = tuple[dict[str, Any], str | None, Place]
"""Arguments, the type of what the field gives (None: a leaf), and the place below it."""

DrawField = Callable[[Draft, Place], Drawn]


def _plain(type_name: str, items: int = 1) -> DrawField:
    return lambda _draft, place: ({}, type_name, place.down(items))


def _list(list_name: str, type_name: str, filter_name: str) -> DrawField:
    """A connection with order, page and filter."""

    def draw(draft: Draft, place: Place) -> Drawn:
        largest = _largest_page(place)
        arguments = draw_order_and_page(draft, list_name, largest)
        if draft.chance(50):
            arguments["where"] = draw_filter(draft, filter_name)
        if filter_name == "ArticleFilter" and draft.chance(50):
            arguments["status"] = draw_statuses(draft)
        return arguments, type_name, place.down(min(largest, 8))

    return draw


def _related(draft: Draft, place: Place) -> Drawn:
    largest = _largest_page(place)
    arguments = draw_related_page(draft, place.article, largest)
    if draft.chance(40):
        arguments["status"] = draw_statuses(draft)
    if draft.chance(60):
        arguments["origin"] = draw_origins(draft)
    return arguments, "RelatedConnection", place.down(min(largest, 4))


def _related_from(draft: Draft, place: Place) -> Drawn:
    largest = _largest_page(place)
    return draw_page(draft, largest), "ArticleConnection", place.down(min(largest, 4))


def _largest_page(place: Place) -> int:
    return 100 if place.room >= 400 else 6 if place.room >= 60 else 2


def _image(draft: Draft, place: Place) -> Drawn:
    return (
        ({"minWidth": draft.choose((0, 300, 1000, 1, 9999, None))} if draft.chance(70) else {}),
        "Image",
        place.down(),
    )


def _lookup(type_name: str) -> DrawField:
    def draw(draft: Draft, place: Place) -> Drawn:
        by = draw_lookup(draft, f"{type_name}By")
        below = place.down()
        if type_name == "Article" and isinstance(by, dict) and isinstance(next(iter(by.values())), str):
            known = {name: str(draft.variables.get(value, value)) for name, value in by.items()}
            below = replace(below, article=find_article(draft.vocabulary.graph, known))
        return {"by": by}, type_name, below

    return draw


def _node(draft: Draft, place: Place) -> Drawn:
    key = draft.choose(draft.vocabulary.values["id"])
    return {"id": draft.declare("ID!", key) if draft.chance(40) else key}, "Node", place.down()


def _nodes(draft: Draft, place: Place) -> Drawn:
    keys = draft.choose_some(draft.vocabulary.values["id"], 0, 6)
    keys += keys[:1] if draft.chance(20) else []
    return {"ids": draft.declare("[ID!]!", keys) if draft.chance(40) else keys}, "Node", place.down(len(keys))


def _count(draft: Draft, place: Place) -> Drawn:
    return ({"status": draw_statuses(draft)} if draft.chance(60) else {}), None, place


def _facets(draft: Draft, place: Place) -> Drawn:
    return ({"disjunctive": draft.boolean()} if draft.chance(60) else {}), "ArticleFacets", place.down()


def _facet(type_name: str, items: int = 1) -> DrawField:
    """The most used values; with few of them where more is asked of each."""

    def draw(draft: Draft, place: Place) -> Drawn:
        first = draft.number(0, _largest_page(place))
        match draft.number(0, 3):
            case 0 if place.room >= 400:
                arguments: dict[str, Any] = {}
            case 1:
                arguments = {"first": draft.declare("Int!", first)}
            case 2:
                arguments = {"first": draft.declare("Int", first, default=1)}
            case _:
                arguments = {"first": first}
        return arguments, type_name, place.down(items)

    return draw


def _problems(draft: Draft, place: Place) -> Drawn:
    first = draft.choose((0, 1, 3, 1000, None))
    if first is None:
        return {}, "Problem", place.down()
    return {"first": draft.declare("Int!", first) if draft.chance(40) else first}, "Problem", place.down()


def _published(draft: Draft, place: Place) -> Drawn:
    span = draft.choose(("DAY", "WEEK", "MONTH", "YEAR", None))
    if span is None:
        return {}, "SpanCount", place.down()
    return {"by": draft.declare("CalendarSpan!", span) if draft.chance(30) else Name(span)}, "SpanCount", place.down()


_BRANCHES: Final[Mapping[str, Mapping[str, DrawField]]] = {
    "Query": {
        "articles": _list("Query.articles", "ArticleConnection", "ArticleFilter"),
        "article": _lookup("Article"),
        "node": _node,
        "nodes": _nodes,
        "provider": _lookup("Provider"),
        "topic": _lookup("Topic"),
        "providers": _list("Query.providers", "ProviderConnection", "ProviderFilter"),
        "topics": _list("Query.topics", "TopicConnection", "TopicFilter"),
        "snapshot": _plain("Snapshot"),
    },
    "Article": {
        "provider": _plain("Provider"),
        "topics": _plain("Topic", 2),
        "images": _plain("Image", 2),
        "image": _image,
        "related": _related,
        "relatedFrom": _related_from,
        "secured": _plain("Secured"),
    },
    "Provider": {
        "images": _plain("Image", 2),
        "articles": _list("Provider.articles", "ArticleConnection", "ArticleFilter"),
    },
    "Topic": {
        "parent": _plain("Topic"),
        "children": _plain("Topic", 2),
        "articles": _list("Topic.articles", "ArticleConnection", "ArticleFilter"),
    },
    "Snapshot": {"articles": _count, "problems": _problems},
    "ArticleFacets": {
        "topics": _facet("TopicCount", 4),
        "providers": _facet("ProviderCount", 4),
        "types": _facet("ValueCount"),
        "collections": _facet("ValueCount"),
        "published": _published,
    },
    "TopicCount": {"topic": _plain("Topic")},
    "ProviderCount": {"provider": _plain("Provider")},
    **{
        f"{kind}Connection": {
            "nodes": _plain(node),
            "edges": _plain(f"{kind}Edge"),
            "pageInfo": _plain("PageInfo"),
            **({"facets": _facets} if kind == "Article" else {}),
        }
        for kind, node in (("Article", "Article"), ("Related", "Article"), ("Provider", "Provider"), ("Topic", "Topic"))
    },
    **{
        f"{kind}Edge": {"node": _plain(node)}
        for kind, node in (("Article", "Article"), ("Related", "Article"), ("Provider", "Provider"), ("Topic", "Topic"))
    },
}


def draw_selection(draft: Draft, type_name: str, place: Place) -> str:
    """A selection set with its braces."""
    return "{ " + " ".join(_draw_items(draft, type_name, place)) + " }"


def _draw_items(draft: Draft, type_name: str, place: Place) -> list[str]:
    items: list[str] = []
    branches = list(_BRANCHES.get(type_name, ())) if place.depth > 0 and place.room > 0 else []
    for field in draft.choose_some(_LEAVES[type_name], 0, 4 if type_name in _NODE_TYPES else 2):
        aliased = draft.chance(15) or (type_name == "Image" and field == "title")
        items.append(draft.response_key(field, "", aliased=aliased) + _directives(draft))
    for field in draft.choose_some(branches, 0 if items else 1, 3 if type_name == "Query" else 2):
        items += _draw_branch(draft, type_name, field, place)
    if type_name == "Node":
        for inner in draft.choose_some(_NODE_TYPES, 1, 3):
            items.append(_draw_fragment(draft, inner, place))
    elif place.depth > 0 and draft.chance(25):
        items.append(_draw_fragment(draft, type_name, place))
    return items or [_LEAVES[type_name][0]]


def _draw_branch(draft: Draft, type_name: str, field: str, place: Place) -> list[str]:
    arguments, inner, below = _BRANCHES[type_name][field](draft, place)
    written = draft.written_arguments(arguments)
    key = draft.response_key(field, written, aliased=draft.chance(30))
    if inner is None:
        return [key + written + _directives(draft)]
    times = 2 if draft.chance(8) else 1
    return [f"{key}{written}{_directives(draft)} {draw_selection(draft, inner, below)}" for _ in range(times)]


def _draw_fragment(draft: Draft, type_name: str, place: Place) -> str:
    """An inline or a named fragment on the type; a named one may be one that there is already."""
    below = Place(place.depth - 1, place.room, place.article)
    if draft.chance(40):
        return f"...{_named_fragment(draft, type_name, below)}{_directives(draft)}"
    conditions = [f" on {type_name}"]
    if type_name in _NODE_TYPES and place.article is not None:
        conditions += ["", " on Node"]
    condition = draft.choose(conditions)
    inside = "Node" if condition == " on Node" and draft.chance(50) else type_name
    if inside == "Node":
        return f"...{condition}{_directives(draft)} {{ id __typename }}"
    if condition == " on Node":
        return f"...{condition}{_directives(draft)} {{ ... on {type_name} {draw_selection(draft, type_name, below)} }}"
    return f"...{condition}{_directives(draft)} {draw_selection(draft, type_name, below)}"


def _named_fragment(draft: Draft, type_name: str, place: Place) -> str:
    fitting = [
        name
        for name, of_type, depth, room in draft.reusable
        if of_type == type_name and depth <= place.depth and room <= place.room
    ]
    if fitting and draft.chance(60):
        return draft.choose(fitting)
    name = draft.fresh("F")
    selection = draw_selection(draft, type_name, Place(place.depth, place.room))
    draft.fragments[name] = f"fragment {name} on {type_name} {selection}"
    draft.reusable.append((name, type_name, place.depth, place.room))
    return name


def _directives(draft: Draft) -> str:
    if not draft.chance(10):
        return ""
    names = draft.choose((("include",), ("skip",), ("skip", "include")))
    return "".join(f" @{name}(if: {_written_condition(draft)})" for name in names)


def _written_condition(draft: Draft) -> str:
    condition = draft.boolean()
    return f"${condition}" if isinstance(condition, str) else str(condition).lower()
