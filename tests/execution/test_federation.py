"""As a subgraph of Apollo Federation 2: entities by their keys, by one statement, and the SDL to compose from."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from graphql import parse

from gateway.graph import build_schema, printed_schema
from gateway.graph.schema import subgraph_sdl
from gateway.testing import GatewayInProcess, OperationAnswer, gateway_for

SEEDS = Path(__file__).parents[2] / "seeds"
ENTITIES = """
query Entities($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Article { id path title topics { name } related(first: 2) { nodes { title } } }
    ... on Provider { id name articles(first: 1) { totalCount } }
    ... on Topic { id name children { name } }
  }
}
"""
KEYS = """{
  articles(first: 40) { nodes { id path } }
  providers(first: 20) { nodes { id } }
  topics(first: 20) { nodes { id } }
}"""


@pytest.fixture
async def subgraph() -> AsyncIterator[GatewayInProcess]:
    async with gateway_for(SEEDS, federation=True) as gateway:
        yield gateway


async def asked(gateway: GatewayInProcess, *representations: Any, **options: Any) -> OperationAnswer:
    return await gateway.query(ENTITIES, {"representations": list(representations)}, **options)


async def test_entities_are_what_look_ups_find_in_the_order_of_the_representations(subgraph: GatewayInProcess) -> None:
    keys = (await subgraph.query(KEYS)).require_data()
    articles = keys["articles"]["nodes"]
    named = [{"__typename": "Article", "id": each["id"]} for each in articles[::2]]
    named += [{"__typename": "Article", "path": each["path"]} for each in articles[1::2]]
    for typename, field in (("Provider", "providers"), ("Topic", "topics")):
        named += [{"__typename": typename, "id": each["id"]} for each in keys[field]["nodes"]]
    Random(5).shuffle(named)
    ids = {each["path"]: each["id"] for each in articles}
    nodes = ENTITIES.replace("_entities(representations: $representations)", "nodes(ids: $ids)")
    nodes = nodes.replace("$representations: [_Any!]!", "$ids: [ID!]!")

    entities = (await asked(subgraph, *named))["_entities"]
    found = await subgraph.query(nodes, {"ids": [each.get("id") or ids[each["path"]] for each in named]})

    assert len(entities) == len(named) > 60
    assert entities == found["nodes"]


async def test_a_thousand_representations_are_one_statement(subgraph: GatewayInProcess) -> None:
    keys = (await subgraph.query(KEYS)).require_data()
    named = [{"__typename": "Article", "path": each["path"]} for each in keys["articles"]["nodes"]] * 25
    statements: list[str] = []
    for connection in subgraph.store._readers._all:
        await connection.set_trace_callback(statements.append)

    entities = (await asked(subgraph, *named))["_entities"]
    too_many = await asked(subgraph, *named, named[0])

    assert len(entities) == 1000
    assert len(statements) == 1
    assert too_many.errors[0]["message"] == "1001 ids are too many; the limit is 1000."


async def test_what_is_not_there_is_null(subgraph: GatewayInProcess) -> None:
    keys = (await subgraph.query(KEYS)).require_data()
    answer = await asked(
        subgraph,
        {"__typename": "Article", "id": "a" + "0" * 16},
        {"__typename": "Article", "id": "nonsense"},
        {"__typename": "Article", "path": "news/nowhere"},
        {"__typename": "Provider", "id": keys["topics"]["nodes"][0]["id"]},  # of another type
    )

    assert answer["_entities"] == [None] * 4


@pytest.mark.parametrize(
    ("representation", "message"),
    [
        ("text", "representations[1] is no object."),
        ({"id": "a"}, "representations[1] has no `__typename` that is one of Article, Provider, Topic."),
        ({"__typename": "Image", "id": "i"}, "representations[1] has no `__typename` that is one of"),
        ({"__typename": "Topic", "slug": "sea"}, "representations[1] has no text for a key of Topic: id."),
        ({"__typename": "Article", "id": 5}, "representations[1] has no text for a key of Article: id or path."),
    ],
)
async def test_a_malformed_representation_is_told(
    subgraph: GatewayInProcess, representation: Any, message: str
) -> None:
    answer = await asked(subgraph, {"__typename": "Topic", "id": "t"}, representation)

    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["message"].startswith(message)
    assert answer.errors[0]["path"] == ["_entities"]


async def test_hidden_stories_are_no_entities_of_the_public() -> None:
    draft = {"_news/draft.md": "---\ntitle: Draft\npublished: false\n---\n"}
    named = {"__typename": "Article", "path": "news/draft"}
    async with gateway_for(draft, federation=True, unpublished="hidden") as gateway:
        public = await asked(gateway, named)
        preview = await asked(gateway, named, scopes=["preview"])

    assert public["_entities"] == [None]
    assert preview["_entities"][0]["title"] == "Draft"


async def test_the_sdl_has_the_schema_with_keys_and_nothing_of_federation_s_own(subgraph: GatewayInProcess) -> None:
    sdl = (await subgraph.query("{ _service { sdl } }"))["_service"]["sdl"]
    assert sdl == subgraph_sdl()
    assert sdl.startswith('extend schema @link(url: "https://specs.apollo.dev/federation/v2')
    assert parse(sdl)

    bare = re.sub(r' @(?:key\(fields: "\w+"\)|shareable)', "", sdl.partition("\n\n")[2])
    assert bare == printed_schema(build_schema())
    assert re.findall(r"^type (\w+).* @key", sdl, re.MULTILINE) == ["Article", "Provider", "Topic"]


async def test_without_the_setting_there_is_nothing_of_it() -> None:
    async with gateway_for({"_news/one.md": "---\ntitle: One\n---\n"}) as gateway:
        for query in ("{ _service { sdl } }", "{ _entities(representations: []) { __typename } }"):
            assert (await gateway.query(query)).codes == ["GRAPHQL_VALIDATION_FAILED"]
