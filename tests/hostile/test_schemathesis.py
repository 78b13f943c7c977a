"""Operations that schemathesis makes of the schema: none is answered with a 5xx, and each answer has its shape."""

from collections.abc import Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.graphql import nodes

from gateway.graph import build_schema, graphql_schema
from tests.harness.profiles import TIMES, usual
from tests.harness.shapes import ShapeError, Shapes
from tests.harness.target import Target, post

SCHEMA = graphql_schema(build_schema())
FIELDS = [f"Query.{name}" for name in SCHEMA.query_type.fields] + ["Mutation.reload"]  # type: ignore[union-attr]

schemathesis.graphql.scalar("DateTime", st.datetimes().map(lambda at: nodes.String(at.isoformat() + "Z")))
schemathesis.graphql.scalar("URL", st.just(nodes.String("https://news.example/a")))
schemathesis.graphql.scalar("JSON", st.just(nodes.String("x")))


@pytest.fixture(scope="module")
def operations(target: Target) -> Mapping[str, Any]:
    """What schemathesis reads from the introspection of the server, by fields."""
    schema = schemathesis.graphql.from_url(f"http://127.0.0.1:{target.port}/graphql")
    return {found.label: found for found in (result.ok() for result in schema.get_all_operations())}


def test_schemathesis_finds_every_field(operations: Mapping[str, Any]) -> None:
    assert sorted(operations) == sorted(FIELDS)


@pytest.mark.parametrize("label", FIELDS)
def test_every_answer_has_the_shape_of_its_operation(target: Target, operations: Mapping[str, Any], label: str) -> None:
    shapes = Shapes(SCHEMA)

    @settings(usual, max_examples=15 * TIMES)
    @given(operations[label].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask(case: Any) -> None:
        response = target.send(post(case.body))
        assert response.status in (200, 400), response.body[:500]
        assert shapes.check(case.body, response.json) == (response.status == 200 and response.json["data"] is not None)
        response.must_tell_nothing()

    ask()


WHOLE = """{
  node(id: "x") { id ... on Article { title } }
  articles(first: 3) { totalCount nodes { __typename id title status publishedDateTime webUrl extra topics { name } } }
  snapshot { id articles }
}"""


def test_the_shape_of_what_is_there_is_right_and_no_other_is(target: Target) -> None:
    shapes = Shapes(SCHEMA)
    good = target.send(post(WHOLE)).json
    assert shapes.check(WHOLE, good)

    def broken(change: Any) -> Any:
        copy = target.send(post(WHOLE)).json
        change(copy["data"])
        return copy

    for change in (
        lambda data: data.pop("snapshot"),
        lambda data: data["articles"].update(totalCount="3"),
        lambda data: data["articles"]["nodes"][0].pop("title"),
        lambda data: data["articles"]["nodes"][0].update(more=1),
        lambda data: data["articles"]["nodes"][1].update(__typename="Topic"),
        lambda data: data["articles"]["nodes"][1].update(status="GONE"),
        lambda data: data["articles"]["nodes"][2].update(topics=None),
        lambda data: data["snapshot"].update(id=None),
    ):
        with pytest.raises(ShapeError):
            shapes.check(WHOLE, broken(change))
