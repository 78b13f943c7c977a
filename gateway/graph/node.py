"""What every type with a global id shares, and the parts of a page."""

import strawberry

from gateway.graph.fields import marked
from gateway.marks import ConnectionPart, Part

__all__ = ["Node", "PageInfo"]


@strawberry.interface(description="Anything with a global id.")
class Node:
    """Relay's Node (Relay, "Global Object Identification")."""

    id: strawberry.ID = strawberry.field(
        description="Opaque, and the same after every reload, on every machine and on every storage engine."
    )


@strawberry.type(description="What lies around a page (Relay, Cursor Connections).")
class PageInfo:
    """Relay's PageInfo."""

    has_next_page: bool = marked(ConnectionPart(Part.HAS_NEXT_PAGE), "Whether the list goes on after this page.")
    has_previous_page: bool = marked(
        ConnectionPart(Part.HAS_PREVIOUS_PAGE), "Whether the list has items before this page."
    )
    start_cursor: str | None = marked(ConnectionPart(Part.START_CURSOR), "The cursor of the first item; null if none.")
    end_cursor: str | None = marked(ConnectionPart(Part.END_CURSOR), "The cursor of the last item; null if none.")
