"""Connections: one page of a list in order, and exactly what lies before and after it.

The oracle does not know how the gateway spells cursors. Its own name the list, the order and the node:
`~Query.articles|TITLE ASC|a0123456789abcdef~`; `tests.harness.cursors` translates.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import GraphQLError

from tests.harness.oracle.orders import Order

__all__ = ["DEFAULT_PAGE_SIZE", "Connection", "ListedOrder", "RelatedConnection", "cursor_text"]

DEFAULT_PAGE_SIZE = 25
LARGEST_PAGE_SIZE = 100

FindNode = Callable[[str], Any]


def cursor_text(list_name: str, order_text: str, node_id: str) -> str:
    """The oracle's cursor of a node in a list of an order."""
    return f"~{list_name}|{order_text}|{node_id}~"


class ListedOrder:
    """The order of a related list: as it stands."""

    text = "POSITION"

    def __init__(self, nodes: Sequence[Any]) -> None:
        self._position = {node.id: position for position, node in enumerate(nodes)}

    def sort(self, nodes: Sequence[Any]) -> list[Any]:
        """The same nodes in list order."""
        return sorted(nodes, key=lambda node: self._position[node.id])


@dataclass(frozen=True)
class Connection:
    """A list in order and the page that was asked of it. Attributes are what the resolvers give."""

    list_name: str
    order: Order
    members: Sequence[Any]
    page: Mapping[str, Any]
    find_node: FindNode
    candidates: Sequence[Any] = ()  # the members and what `where` keeps out

    def __post_init__(self) -> None:
        first, last = self.page.get("first"), self.page.get("last")
        if first is not None and last is not None:
            raise _refused("`first` and `last` exclude each other.")
        for size in (first, last):
            if size is not None and not 0 <= size <= LARGEST_PAGE_SIZE:
                raise _refused(f"A page has 0 to {LARGEST_PAGE_SIZE} items.")
        self._start_and_end  # noqa: B018 - a wrong cursor is refused also when nothing of the page is asked

    @cached_property
    def in_order(self) -> Sequence[Any]:
        """The whole list."""
        return self.order.sort(self.members)

    @cached_property
    def _start_and_end(self) -> tuple[int, int]:
        """Where the page starts and ends in the whole list."""
        after, before = self.page.get("after"), self.page.get("before")
        start = 0 if after is None else self._position(after)[1]
        end = len(self.in_order) if before is None else self._position(before)[0]
        first, last = self.page.get("first"), self.page.get("last")
        if last is not None:
            return max(min(start, end), end - last), end
        return start, max(start, min(end, start + (DEFAULT_PAGE_SIZE if first is None else first)))

    def _position(self, cursor: str) -> tuple[int, int]:
        """How many members stand before the node of a cursor, and how many up to and with it."""
        list_name, _, rest = cursor.strip("~").partition("|")
        order_text, _, node_id = rest.rpartition("|")
        node = self.find_node(node_id)
        if list_name != self.list_name or order_text != self.order.text or node is None:
            raise _refused("The cursor is of another list or order.")
        others = [member for member in self.members if member is not node]
        before = self.order.sort([*others, node]).index(node)
        return before, before + (len(others) < len(self.members))

    @property
    def nodes(self) -> Sequence[Any]:
        """The page."""
        start, end = self._start_and_end
        return self.in_order[start:end]

    @property
    def has_previous_page(self) -> bool:
        """Is there anything before the page, anywhere in the list?"""
        return self._start_and_end[0] > 0

    @property
    def has_next_page(self) -> bool:
        """Is there anything after the page, anywhere in the list?"""
        return self._start_and_end[1] < len(self.in_order)

    def cursor(self, node: Any) -> str:
        """The cursor of one member."""
        return cursor_text(self.list_name, self.order.text, node.id)


@dataclass(frozen=True)
class RelatedConnection(Connection):
    """The related stories of an article."""

    article: Any = None


def _refused(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
