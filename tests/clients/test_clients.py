"""The clients that people use, each as its users use it, against the served seeds."""

import importlib.util
import json
from pathlib import Path

import pytest
from gql.transport.exceptions import TransportQueryError

from gateway.cli.main import main
from tests.clients.conftest import KEYS, Site
from tests.harness.node import CLIENTS, run_node

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("client", ["apollo", "urql", "relay", "graphql-request", "streams"])
def test_a_client_in_javascript(client: str, site: Site) -> None:
    site.run(f"{client}/test.mjs")


def test_clients_put_deferred_parts_together(site: Site) -> None:
    site.run("apollo/parts.mjs")


def test_hive_gateway_over_this_and_another_subgraph(subgraph: Site) -> None:
    subgraph.run("federation/test.mjs")


@pytest.fixture(scope="session")
def generated() -> Path:
    """What GraphQL Code Generator makes."""
    run_node("node_modules/@graphql-codegen/cli/esm/bin.js", "--config", "codegen.ts", folder=CLIENTS / "codegen")
    return CLIENTS / "codegen/generated"


def test_code_that_is_generated_keeps_a_strict_compiler_content(generated: Path, site: Site) -> None:
    run_node("node_modules/typescript/bin/tsc", "--project", "codegen")
    site.run("codegen/test.ts", "--experimental-transform-types", "--disable-warning=ExperimentalWarning")


def test_the_manifest_that_is_generated_is_one_of_trusted_documents(generated: Path) -> None:
    manifest = generated / "persisted-documents.json"

    assert len(json.loads(manifest.read_text())) == 1
    assert main(["operations", str(manifest)]) == 0


def test_the_schema_and_our_operations_keep_the_rules_of_graphql_eslint() -> None:
    files = ("schema/schema.graphql", "seeds/operations/*.graphql")
    run_node("node_modules/eslint/bin/eslint.js", "-c", str(CLIENTS / "eslint/eslint.config.mjs"), *files, folder=ROOT)


async def test_gql(site: Site) -> None:
    spec = importlib.util.spec_from_file_location("gql_client", CLIENTS / "python/client.py")
    assert spec is not None
    assert spec.loader is not None
    client = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(client)

    async with client.over_http(site.url) as session:
        assert session.client.schema.get_type("Article") is not None
        paths = [path async for path in client.paths(session)]
        (snapshot,) = (await session.execute(client.gql("{ snapshot { articles } }"))).values()
        with pytest.raises(TransportQueryError) as refused:
            await session.execute(client.gql("{ snapshot { problems { code } } }"))
    async with client.over_http(site.url, KEYS["editor"]) as session:
        problems = (await session.execute(client.gql("{ snapshot { problems { code } } }")))["snapshot"]["problems"]
    async with client.over_websocket(site.url) as session:
        answers = [each async for each in session.subscribe(client.gql("{ __typename }"))]

    assert len(set(paths)) == len(paths) == snapshot["articles"]
    assert refused.value.errors is not None
    assert refused.value.errors[0]["extensions"]["code"] == "FORBIDDEN"
    assert problems
    assert answers == [{"__typename": "Query"}]
