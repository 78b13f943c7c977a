"""One operation, one answer: what is prepared once, what is refused, and what cannot be answered yet."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from gateway.compiler import Statement
from gateway.errors import StoreError
from gateway.execution import Gateway, OperationRequest
from gateway.settings import Settings
from gateway.store import open_store
from tests.harness.gateways import Pair
from tests.harness.operations import Operation

PAGE = "query ($size: Int!, $order: [ArticleOrder!]) { articles(first: $size, orderBy: $order) { nodes { path } } }"


def ask(runner: asyncio.Runner, newspaper: Pair, query: str, **variables: Any) -> Any:
    answer = runner.run(newspaper.gateway.answer(OperationRequest(query, None, variables)))
    return json.loads(answer.body)


def test_values_do_not_change_the_statement_and_shapes_do(runner: asyncio.Runner, newspaper: Pair) -> None:
    def statement(**variables: Any) -> str:
        newspaper.statements.clear()
        assert "errors" not in ask(runner, newspaper, PAGE, **variables)
        (text,) = newspaper.statements
        return text.replace("3", "#").replace("5", "#")  # the trace shows the values of parameters

    assert statement(size=3) == statement(size=5)
    assert statement(size=3, order=[{"field": "HEAT"}]) != statement(size=3)


@pytest.mark.parametrize("count", [1, 20, 61, 150])
def test_many_root_fields_and_many_keys_are_one_statement(runner: asyncio.Runner, newspaper: Pair, count: int) -> None:
    fields = " ".join(f"r{number}: snapshot {{ articles }}" for number in range(count))
    keys = " ".join(f"k{number}: images" for number in range(count))
    newspaper.statements.clear()

    data = ask(runner, newspaper, f"{{ {fields} snapshot {{ {keys} }} }}")["data"]

    assert len(newspaper.statements) == 1
    assert list(data) == [*(f"r{number}" for number in range(count)), "snapshot"]
    assert list(data["snapshot"]) == [f"k{number}" for number in range(count)]


def test_introspection_and_data_are_answered_together(runner: asyncio.Runner, newspaper: Pair) -> None:
    query = """
      query ($with: Boolean!, $name: String!) {
        snapshot { __typename }
        __type(name: $name) { ...named fields @include(if: $with) { name } }
        __schema { queryType { ...named } }
      }
      fragment named on __Type { name kind }
    """
    data = ask(runner, newspaper, query, **{"with": False, "name": "Topic"})["data"]

    assert data == {
        "snapshot": {"__typename": "Snapshot"},
        "__type": {"name": "Topic", "kind": "OBJECT"},
        "__schema": {"queryType": {"name": "Query", "kind": "OBJECT"}},
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ articles { nodes { secret } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ articles(first: 101) { nodes { id } } }", "BAD_USER_INPUT"),
        ('{ nodes(ids: ["x"]) { id } ' + " ".join("#" for _ in range(3)), "GRAPHQL_PARSE_FAILED"),
        ("query a { __typename } query b { __typename }", "OPERATION_RESOLUTION_FAILURE"),
        ("query a { __typename } query a { __typename }", "OPERATION_RESOLUTION_FAILURE"),
        ("fragment f on Query { __typename }", "OPERATION_RESOLUTION_FAILURE"),
        ("{" + 'topic(by: {slug: "a"}) {' + "parent {" * 40 + "id" + "}" * 42, "MAX_DEPTH_EXCEEDED"),
    ],
)
def test_what_cannot_be_executed_is_refused_with_a_code(
    runner: asyncio.Runner, newspaper: Pair, query: str, code: str
) -> None:
    gateway = Gateway(newspaper.store, Settings())
    answer = runner.run(gateway.answer(OperationRequest(query)))

    assert answer.kind == "request_error"
    assert code in {error["extensions"]["code"] for error in json.loads(answer.body)["errors"]}


def test_introspection_can_be_switched_off_with_its_suggestions(runner: asyncio.Runner, newspaper: Pair) -> None:
    gateway = Gateway(newspaper.store, Settings(introspection=False))

    def messages(query: str) -> str:
        return runner.run(gateway.answer(OperationRequest(query))).body.decode()

    assert "introspection" in messages("{ __schema { queryType { name } } }")
    assert "Did you mean" not in messages("{ article { titel } }")
    assert runner.run(gateway.answer(OperationRequest("{ __typename }"))).kind == "data"


async def test_an_empty_store_is_not_ready_and_says_so(tmp_path: Path) -> None:
    async with Gateway(await open_store(f"sqlite:///{tmp_path}/gateway.db"), Settings()) as gateway:
        assert not await gateway.is_ready()
        with pytest.raises(StoreError, match="No content has been loaded yet"):
            await gateway.answer(OperationRequest("{ snapshot { id } }"))


def test_the_newspaper_is_answered_as_by_the_oracle(runner: asyncio.Runner, newspaper: Pair) -> None:
    given = runner.run(newspaper.check(Operation("{ articles { totalCount nodes { path } } }")))

    assert given.data["articles"]["totalCount"] == len(given.data["articles"]["nodes"]) > 0


def fragment_bomb(levels: int) -> str:
    """A small document whose fragments, spread out, double with every level."""
    spread = "".join(
        f"fragment F{n} on Article {{ a: related(first: 1) {{ nodes {{ ...F{n + 1} }} }} "
        f"b: related(first: 1) {{ nodes {{ ...F{n + 1} }} }} }} "
        for n in range(levels)
    )
    return f"{{ articles(first: 1) {{ nodes {{ ...F0 }} }} }} {spread} fragment F{levels} on Article {{ path }}"


def nested(levels: int, leaf: Any, *keys: str) -> Any:
    """`{key: {key: ... leaf}}`."""
    for _ in range(levels):
        for key in reversed(keys):
            leaf = {key: leaf}
    return leaf


TITLE = {"title": {"eq": "x"}}
HOSTILE: list[tuple[str, dict[str, Any], str]] = [
    (fragment_bomb(12), {}, "MAX_FIELDS_EXCEEDED"),
    (
        "query ($w: ArticleFilter) { articles(where: $w) { totalCount } }",
        {"w": {"or": [TITLE] * 501}},
        "MAX_CONDITIONS_EXCEEDED",
    ),
    (
        "query ($w: ArticleFilter) { articles(where: $w) { totalCount } }",
        {"w": nested(60, TITLE, "not")},
        "MAX_DEPTH_EXCEEDED",
    ),
    (
        "query ($w: ArticleFilter) { articles(where: $w) { totalCount } }",
        {"w": nested(9, TITLE, "related", "some")},
        "MAX_DEPTH_EXCEEDED",
    ),
    ('{ articles(after: "' + b'["\\\\ud800"]'.hex() + '") { totalCount } }', {}, "BAD_USER_INPUT"),
    (
        'query ($d: Boolean) { __type(name: "PageInfo") { fields(includeDeprecated: $d) { name } } }',
        {"d": None},
        "BAD_USER_INPUT",
    ),
    ("query ($b: Boolean = true) { snapshot @include(if: $b) { id } }", {"b": None}, "BAD_USER_INPUT"),
    ("query ($t: String) { articles(where: {title: {eq: $t}}) { totalCount } }", {"t": "a\0b"}, "BAD_USER_INPUT"),
    ("query ($t: String) { articles(where: {title: {eq: $t}}) { totalCount } }", {"t": "\ud800"}, "BAD_USER_INPUT"),
    ("# " + "\N{PARTY POPPER}" * 9_000 + "\n{ __typename }", {}, "MAX_QUERY_BYTES_EXCEEDED"),
]


@pytest.mark.parametrize(("query", "variables", "code"), HOSTILE)
def test_a_hostile_operation_is_refused_with_a_code(
    runner: asyncio.Runner, newspaper: Pair, query: str, variables: dict[str, Any], code: str
) -> None:
    gateway = Gateway(newspaper.store, Settings())
    answer = runner.run(gateway.answer(OperationRequest(query, None, variables)))

    assert answer.kind == "request_error"
    assert [error["extensions"]["code"] for error in json.loads(answer.body)["errors"]] == [code]


@pytest.mark.parametrize(
    ("query", "given", "message"),
    [
        ("query ($a: Int!) { articles(first: $a) { totalCount } }", None, "non-null type 'Int!' not to be null."),
        ("query ($a: Int!) { articles(first: $a) { totalCount } }", True, "non-integer value: true"),
        ("query ($a: Int!) { articles(first: $a) { totalCount } }", {"b": None}, "value: a list or an object."),
        ("query ($a: ArticleFilter) { articles(where: $a) { totalCount } }", {"b": None}, "unknown field 'b'."),
        ("{ articles(first: " + "9" * 5000 + ") { totalCount } }", 1, "type 'Int', and this has too many digits."),
    ],
)
def test_messages_have_no_words_of_python(
    runner: asyncio.Runner, newspaper: Pair, query: str, given: Any, message: str
) -> None:
    answer = runner.run(newspaper.gateway.answer(OperationRequest(query, None, {"a": given})))
    (error,) = json.loads(answer.body)["errors"]

    assert error["message"].endswith(message)


@pytest.mark.parametrize("word", ["and", "or"])
def test_thousands_of_alternatives_are_no_deep_expression(runner: asyncio.Runner, newspaper: Pair, word: str) -> None:
    where = {word: [{"path": {"ne" if word == "and" else "eq": str(number)}} for number in range(249)]}
    query = "query ($w: ArticleFilter) { articles(where: $w) { totalCount } all: articles { totalCount } }"
    gateway = Gateway(newspaper.store, Settings(max_conditions=5000, max_variables_bytes=2**21))
    where[word] *= 9
    data = json.loads(runner.run(gateway.answer(OperationRequest(query, None, {"w": where}))).body)["data"]

    assert data["articles"]["totalCount"] == (data["all"]["totalCount"] if word == "and" else 0)


def test_filters_reach_through_eight_relations(runner: asyncio.Runner, newspaper: Pair) -> None:
    where = nested(8, TITLE, "related", "none")
    data = ask(runner, newspaper, "query ($w: ArticleFilter) { articles(where: $w) { totalCount } }", w=where)

    assert "errors" not in data


def test_a_name_that_stands_twice_is_told_as_such(runner: asyncio.Runner, newspaper: Pair) -> None:
    request = OperationRequest("query a { __typename } query a { __typename }", "a")
    (error,) = json.loads(runner.run(newspaper.gateway.answer(request)).body)["errors"]

    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert "only one operation named 'a'" in error["message"]


def test_answers_about_the_schema_are_made_once_for_the_same_variables(
    runner: asyncio.Runner, newspaper: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    bind = Statement.bind
    monkeypatch.setattr(Statement, "bind", lambda *given: made.append(given[1]) or bind(*given))
    gateway = Gateway(newspaper.store, Settings())
    query = "query ($name: String!) { __type(name: $name) { name } }"

    def name(of: str) -> str:
        answer = runner.run(gateway.answer(OperationRequest(query, None, {"name": of})))
        return str(json.loads(answer.body)["data"]["__type"]["name"])

    assert [name("Topic"), name("Topic"), name("Article"), name("Topic")] == ["Topic", "Topic", "Article", "Topic"]
    assert made == [{"name": "Topic"}, {"name": "Article"}]
