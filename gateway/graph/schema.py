"""The schema: built once by Strawberry, with the catalog of its marks."""

from collections.abc import Mapping
from functools import cache

import strawberry
from graphql import (
    GraphQLDeferDirective,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLStreamDirective,
)
from strawberry.schema.config import StrawberryConfig

from gateway.graph.article import Article
from gateway.graph.federation import ANY, FederatedQuery, annotated
from gateway.graph.image import Image
from gateway.graph.mutation import Mutation
from gateway.graph.provider import Provider
from gateway.graph.query import Query
from gateway.graph.scalars import SCALARS
from gateway.graph.subscription import Subscription
from gateway.graph.topic import Topic
from gateway.marks import MARK, Mark

__all__ = ["build_schema", "graphql_schema", "marks_of", "printed_schema", "subgraph_sdl"]


@cache
def build_schema(*, is_federated: bool = False) -> strawberry.Schema:
    """The Strawberry schema, built once in a process; as that of a subgraph it has more."""
    config = StrawberryConfig(scalar_map={**SCALARS, **ANY} if is_federated else dict(SCALARS))
    schema = strawberry.Schema(
        query=FederatedQuery if is_federated else Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[Article, Image, Provider, Topic],
        config=config,
    )
    plain = graphql_schema(schema)
    plain.directives = (*plain.directives, GraphQLDeferDirective, GraphQLStreamDirective)
    for graphql_type in plain.type_map.values():
        definition = graphql_type.extensions.get("strawberry-definition")
        if isinstance(graphql_type, GraphQLInputObjectType) and getattr(definition, "is_one_of", False):
            graphql_type.is_one_of = True  # so that validation and introspection of the GraphQL library know it too
    return schema


def graphql_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """The GraphQL library's form of the schema."""
    return schema._schema  # noqa: SLF001


def marks_of(schema: GraphQLSchema) -> Mapping[tuple[str, str], Mark]:
    """The mark of each field that carries one, by type name and field name."""
    found: dict[tuple[str, str], Mark] = {}
    for name, graphql_type in schema.type_map.items():
        if isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field_name, field in graphql_type.fields.items():
                definition = field.extensions.get("strawberry-definition")
                if definition is not None and MARK in definition.metadata:
                    found[name, field_name] = definition.metadata[MARK]
    return found


def printed_schema(schema: strawberry.Schema) -> str:
    """The schema as `schema/schema.graphql` holds it."""
    return schema.as_str().rstrip() + "\n"


def subgraph_sdl() -> str:
    """The schema as supergraphs are composed of it."""
    return annotated(printed_schema(build_schema()))
