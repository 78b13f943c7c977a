"""The published schema is what the code gives, and says of everything in it what it is."""

from collections.abc import Iterator
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_introspection_type,
    is_specified_scalar_type,
)
from graphql import (
    build_schema as read_schema,
)

from gateway.graph import build_schema, graphql_schema, marks_of, printed_schema

PUBLISHED = Path(__file__).parents[2] / "schema" / "schema.graphql"


def test_the_published_schema_is_what_the_code_gives() -> None:
    assert PUBLISHED.read_text("utf-8") == printed_schema(build_schema())


def test_everything_in_the_schema_says_what_it_is() -> None:
    assert [name for name, description in described() if not description] == []


def test_every_field_of_an_object_says_how_it_is_stored() -> None:
    schema = graphql_schema(build_schema())
    marks = marks_of(schema)
    unmarked = [
        f"{graphql_type.name}.{name}"
        for graphql_type in schema.type_map.values()
        if isinstance(graphql_type, GraphQLObjectType) and not is_introspection_type(graphql_type)
        for name in graphql_type.fields
        if (graphql_type.name, name) not in marks
    ]
    assert unmarked == []


def described() -> Iterator[tuple[str, str | None]]:
    """Each type, field, argument and enum value with its description."""
    for graphql_type in read_schema(PUBLISHED.read_text("utf-8")).type_map.values():
        if is_introspection_type(graphql_type) or is_specified_scalar_type(graphql_type):
            continue
        yield graphql_type.name, graphql_type.description
        if isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in graphql_type.fields.items():
                yield f"{graphql_type.name}.{name}", field.description
                for argument_name, argument in field.args.items():
                    yield f"{graphql_type.name}.{name}({argument_name}:)", argument.description
        elif isinstance(graphql_type, GraphQLInputObjectType):
            for name, input_field in graphql_type.fields.items():
                yield f"{graphql_type.name}.{name}", input_field.description
        elif isinstance(graphql_type, GraphQLEnumType):
            for name, value in graphql_type.values.items():
                yield f"{graphql_type.name}.{name}", value.description
