"""The strategy: a whole operation with its variables."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.harness.operations.draft import Draft, write_value
from tests.harness.operations.inputs import draw_filter, draw_order
from tests.harness.operations.selections import Place, draw_selection
from tests.harness.operations.vocabulary import Vocabulary

__all__ = ["Operation", "Walk", "filters", "operations", "walks"]


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
