"""The strategy: a whole operation with its variables."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.harness.operations.draft import Draft, write_value
from tests.harness.operations.inputs import draw_choices, draw_filter, draw_lookup, draw_order, draw_statuses
from tests.harness.operations.selections import Place, draw_selection
from tests.harness.operations.vocabulary import Vocabulary

__all__ = ["Operation", "Walk", "facets", "filters", "heard", "operations", "walks"]


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client sends."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation_name: str | None = None


@st.composite
def operations(draw: DrawFn, vocabulary: Vocabulary, *, depth: int = 9, room: int = 800) -> Operation:
    """A valid operation that may go `depth` selection sets deep and give about `room` objects."""
    draft = Draft(draw, vocabulary)
    selection = draw_selection(draft, "Query", Place(depth, room))
    name = draft.choose((None, "Wanted", "Wanted")) if draft.declarations else draft.choose((None, "Wanted"))
    declared = f"({', '.join(draft.declarations)})" if draft.declarations else ""
    start = f"query {name or ''}{declared} " if name or declared else ""
    parts = [start + selection, *draft.fragments.values()]
    if name is not None and draft.chance(20):
        parts.insert(0, "query Other { __typename }")
    elif name is not None and draft.chance(50):
        name = None
    return Operation("\n".join(parts), draft.variables, name)


_FILTERED = {
    "articles": ("ArticleFilter", "status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]", "path"),
    "providers": ("ProviderFilter", "", "name domain"),
    "topics": ("TopicFilter", "", "name source"),
}


@st.composite
def filters(draw: DrawFn, vocabulary: Vocabulary) -> Operation:
    """A whole list under one filter, since in a large operation most filters leave nothing to see."""
    draft = Draft(draw, vocabulary)
    field = draft.choose(("articles", "articles", "articles", "providers", "topics"))
    filter_type, more, shown = _FILTERED[field]
    where = write_value(draw_filter(draft, filter_type))
    declared = f"query ({', '.join(draft.declarations)}) " if draft.declarations else ""
    asked = f"{field}(first: 100, {more} where: {where})"
    return Operation(f"{declared}{{ {asked} {{ totalCount nodes {{ {shown} }} }} }}", draft.variables)


@st.composite
def heard(draw: DrawFn, vocabulary: Vocabulary) -> tuple[Operation, Operation]:
    """A subscription under one filter, and the list of the articles that it concerns."""
    draft = Draft(draw, vocabulary)
    where = write_value(draw_filter(draft, "ArticleFilter"))
    declared = f"({', '.join(draft.declarations)}) " if draft.declarations else ""
    subscription = f"subscription Heard{declared} {{ articleChanged(where: {where}) {{ kind article {{ path }} }} }}"
    listed = f"articles(first: 100, {_FILTERED['articles'][1]}, where: {where})"
    query = f"query Listed{declared} {{ {listed} {{ nodes {{ path }} }} }}"
    return Operation(subscription, draft.variables), Operation(query, draft.variables)


_ALL_FACETS = """{
  topics(first: 100) { topic { name source } count }
  providers(first: 100) { provider { name domain } count }
  types(first: 100) { value count }
  collections(first: 100) { value count }
  days: published(by: DAY) { start count }
  weeks: published(by: WEEK) { start count }
  months: published { start count }
  years: published(by: YEAR) { start count }
}"""


@st.composite
def facets(draw: DrawFn, vocabulary: Vocabulary) -> Operation:
    """All facets of a list in both ways, under a filter that chooses by what they count."""
    draft = Draft(draw, vocabulary)
    owner = draft.choose(("Query", "Query", "Provider", "Topic"))
    status, where = write_value(draw_statuses(draft)), write_value(draw_choices(draft))
    counted = f"totalCount facets {_ALL_FACETS} own: facets(disjunctive: true) {_ALL_FACETS}"
    asked = f"articles(first: 0, status: {status}, where: {where}) {{ {counted} }}"
    if owner != "Query":
        by = write_value(draw_lookup(draft, f"{owner}By"))
        asked = f"{owner.lower()}(by: {by}) {{ {asked} }}"
    declared = f"query ({', '.join(draft.declarations)}) " if draft.declarations else ""
    return Operation(f"{declared}{{ {asked} }}", draft.variables)


@dataclass(frozen=True, slots=True)
class Walk:
    """A list to be read page by page: `articles(first: $size, after: $cursor, orderBy: …)`."""

    query: str
    size: int
    is_backward: bool

    def operation(self, cursor: str | None) -> Operation:
        """The page at a cursor of the page before; the first page without one."""
        return Operation(self.query, {"size": self.size, "cursor": cursor})


@st.composite
def walks(draw: DrawFn, vocabulary: Vocabulary) -> Walk:
    """A list, an order, a direction and a size of pages."""
    draft = Draft(draw, vocabulary)
    field = draft.choose(tuple(_FILTERED))
    order_type = {"articles": "ArticleOrder", "providers": "ProviderOrder", "topics": "TopicOrder"}[field]
    order = write_value(draw_order(draft, order_type, is_literal=True))
    is_backward = draft.chance(50)
    page = "last: $size, before: $cursor" if is_backward else "first: $size, after: $cursor"
    asked = f"{field}({page}, {_FILTERED[field][1]} orderBy: {order})"
    info = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    query = f"query ($size: Int, $cursor: String) {{ list: {asked} {{ nodes {{ id }} {info} }} }}"
    return Walk(query, draft.number(1, 9), is_backward)
