"""The published schema keeps the contract that frontends build on to the letter, and says what everything is for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
    is_introspection_type,
    is_specified_scalar_type,
    print_ast,
)

from tests.harness.oracle.answer import SCHEMA_TEXT

HERE = Path(__file__).parent
CONTRACT_TEXT = (HERE / "contract.graphql").read_text(encoding="utf-8")
CONTRACT = build_schema(CONTRACT_TEXT)
PUBLISHED = build_schema((HERE.parents[1] / "schema/schema.graphql").read_text(encoding="utf-8"))


def own_types(schema: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    """The types that the schema itself defines."""
    for named in schema.type_map.values():
        if not is_introspection_type(named) and not is_specified_scalar_type(named):
            yield named


def statements(schema: GraphQLSchema) -> Iterator[str]:
    """All that a schema says but its descriptions, one thing at a time."""
    for root in ("query", "mutation", "subscription"):
        yield f"{root}: {getattr(schema, f'{root}_type')}"
    for named in own_types(schema):
        yield f"{type(named).__name__} {named.name}"
        match named:
            case GraphQLObjectType() | GraphQLInterfaceType():
                yield from (f"{named.name} implements {interface.name}" for interface in named.interfaces)
                for name, field in named.fields.items():
                    yield f"{named.name}.{name}: {field.type}"
                    yield from (said_of_input(f"{named.name}.{name}({key}:)", arg) for key, arg in field.args.items())
            case GraphQLInputObjectType():
                yield f"{named.name} is {'one of' if named.is_one_of else 'all of'}"
                yield from (said_of_input(f"{named.name}.{name}", field) for name, field in named.fields.items())
            case GraphQLEnumType():
                yield from (f"{named.name} has {value}" for value in named.values)
            case _:
                pass


def said_of_input(place: str, definition: Any) -> str:
    """The type and the default of an argument or an input field."""
    default = definition.ast_node.default_value
    return f"{place}: {definition.type} = {print_ast(default) if default else 'nothing'}"


def test_all_that_the_contract_says_is_said_by_the_published_schema() -> None:
    missing = set(statements(CONTRACT)) - set(statements(PUBLISHED))

    assert not missing


def test_nothing_breaks_clients_of_the_contract() -> None:
    """Such as an argument of more that is required."""
    assert find_breaking_changes(CONTRACT, PUBLISHED) == []


def test_the_oracle_answers_only_what_is_published() -> None:
    oracle = build_schema(SCHEMA_TEXT)

    assert find_breaking_changes(oracle, PUBLISHED) == []


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("nodes(ids: [ID!]!): [Node]!", "nodes(ids: [ID!]!): [Node!]!"),
        ("status: [ArticleStatus!]! = [PUBLISHED]", "status: [ArticleStatus!]! = [PUBLISHED, STUB]"),
        ("input ArticleBy @oneOf {", "input ArticleBy {"),
        ("enum BodyFormat { HTML MARKDOWN TEXT }", "enum BodyFormat { HTML MARKDOWN }"),
        ("problems(first: Int! = 100)", "problems(first: Int = 100)"),
        ("type Image implements Node {", "type Image {"),
        ("  heat: Int\n", ""),
        (
            "field: ArticleOrderField! direction: Direction! = DESC",
            "field: ArticleOrderField! direction: Direction! = ASC",
        ),
    ],
)
def test_a_change_of_the_contract_is_seen(said: str, instead: str) -> None:
    assert said in CONTRACT_TEXT
    changed = build_schema(CONTRACT_TEXT.replace(said, instead))

    assert set(statements(CONTRACT)) - set(statements(changed))


def undescribed(schema: GraphQLSchema) -> Iterator[str]:
    """Everything without a description."""
    for named in own_types(schema):
        parts: dict[str, Any] = {named.name: named}
        match named:
            case GraphQLObjectType() | GraphQLInterfaceType():
                for name, field in named.fields.items():
                    parts[f"{named.name}.{name}"] = field
                    parts |= {f"{named.name}.{name}({key}:)": argument for key, argument in field.args.items()}
            case GraphQLInputObjectType():
                parts |= {f"{named.name}.{name}": field for name, field in named.fields.items()}
            case GraphQLEnumType():
                parts |= {f"{named.name}.{name}": value for name, value in named.values.items()}
            case _:
                pass
        yield from (place for place, part in parts.items() if not (part.description or "").strip())


def test_everything_says_what_it_is_for() -> None:
    assert list(undescribed(PUBLISHED)) == []
    assert list(undescribed(CONTRACT)), "the test can fail: the contract is brief"
