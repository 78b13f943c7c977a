"""The graph as a subgraph of a federated one (Apollo Federation 2, subgraph specification): opt-in.

What is added: `_service`, the SDL that a supergraph is composed of, and `_entities`, the objects that other subgraphs
name by their keys. Keys are global ids; of articles the path too, since an article's id is made of it.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, NewType, Union

import strawberry
from strawberry.types.scalar import ScalarDefinition

from gateway.content.identity import TYPE_LETTERS, article_id, write_id
from gateway.errors import RequestError
from gateway.graph.article import Article
from gateway.graph.fields import declared, unresolved
from gateway.graph.lookups import NODES
from gateway.graph.provider import Provider
from gateway.graph.query import Query
from gateway.graph.topic import Topic
from gateway.marks import NodeById

__all__ = ["ANY", "FederatedQuery", "annotated", "keys_of"]

KEYS: Final[Mapping[str, tuple[str, ...]]] = {"Article": ("id", "path"), "Provider": ("id",), "Topic": ("id",)}
"""The keys of each entity."""

LINK: Final = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n\n'

MOST: Final = 1000
"""Representations at a time: a router asks for the entities of a whole page of lists at once."""

Representation = NewType("Representation", object)

ANY: Final[Mapping[object, ScalarDefinition]] = {
    Representation: strawberry.scalar(
        name="_Any",
        description="An entity by its key: an object with `__typename` and the fields of the key.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
    )
}

Entity = Annotated[Union[Article, Provider, Topic], strawberry.union("_Entity", description="What has a key.")]  # noqa: UP007 - a union type has no name


@strawberry.type(name="_Service", description="This subgraph.")
class Service:
    """What composition reads."""

    sdl: str = strawberry.field(description="The schema of the subgraph, with its keys.")


def keys_of(representations: list[Any]) -> list[str]:
    """Global ids of what representations name; an empty one where there can be no such object.

    Raises:
        RequestError: for a representation that is not of the form `{"__typename": "Article", "id": "…"}`.
    """
    return [_id_of(each, place) for place, each in enumerate(representations)]


def _id_of(representation: Any, place: int) -> str:
    where = f"representations[{place}]"
    if not isinstance(representation, Mapping):
        raise RequestError(f"{where} is no object.", hint='Give {"__typename": "Article", "id": "…"}, in a variable.')
    typename = representation.get("__typename")
    if not isinstance(typename, str) or typename not in KEYS:
        raise RequestError(f"{where} has no `__typename` that is one of {', '.join(KEYS)}.")
    key = next((key for key in KEYS[typename] if key in representation), None)
    value = representation.get(key or "")
    if not isinstance(value, str):
        raise RequestError(f"{where} has no text for a key of {typename}: {' or '.join(KEYS[typename])}.")
    if key == "path":
        return write_id(typename, article_id(value))
    return value if value.startswith(TYPE_LETTERS[typename]) else ""


def _this_service() -> Service:
    from gateway.graph.schema import subgraph_sdl  # noqa: PLC0415 - which is made of this module too

    return Service(sdl=subgraph_sdl())


@strawberry.type(name="Query", description="Everything that can be read.")
class FederatedQuery(Query):
    """The fields of a query operation, with those of federation."""

    @declared(
        NodeById("representations", {name: NODES[name] for name in KEYS}, is_list=True, ids=keys_of, most=MOST),
        "The entities that these representations name, in their order; null for one that is not there.",
        name="_entities",
    )
    def entities(self, representations: list[Representation]) -> list[Entity | None]:
        """What other subgraphs name."""
        unresolved()

    _service: Service = strawberry.field(
        name="_service", resolver=_this_service, description="This subgraph, for composition."
    )


def annotated(sdl: str) -> str:
    """A printed schema with the directives of federation."""
    for name, keys in KEYS.items():
        directives = "".join(f' @key(fields: "{key}")' for key in keys)
        sdl = re.sub(rf"^(type {name}\b[^{{]*) {{$", rf"\1{directives} {{", sdl, flags=re.MULTILINE)
    return LINK + re.sub(r"^(type PageInfo) {$", r"\1 @shareable {", sdl, flags=re.MULTILINE)
