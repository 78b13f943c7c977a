"""What docs/architecture.md and docs/content.md show is so: the statement, its answer, the document, the rooms."""

import json
import re
import tomllib
from pathlib import Path

from gateway.content.entries import ArticleEntry
from gateway.content.identity import article_path
from gateway.content.reading import read_document
from gateway.content.site import Site
from gateway.execution import OperationRequest
from gateway.testing import gateway_for

ROOT = Path(__file__).parents[2]
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")
CONTENT = (ROOT / "docs/content.md").read_text("utf-8")
ROOMS = re.compile(r"^`cli` \| .*$", re.MULTILINE)


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL)


async def test_the_example_is_explained_and_answered_as_shown() -> None:
    (query,) = blocks(ARCHITECTURE, "graphql")
    plan, database_plan = blocks(ARCHITECTURE, "text")
    (sql,) = blocks(ARCHITECTURE, "sql")
    (answer,) = blocks(ARCHITECTURE, "json")

    async with gateway_for(ROOT / "seeds") as seeds:
        explanation = await seeds.gateway.explain(OperationRequest(query, variables={"size": 1}))
        given = await seeds.query(query, {"size": 1})

    assert explanation.plan == plan
    assert explanation.sql == sql
    assert explanation.database_plan == database_plan
    assert f"`{explanation.parameters}`" in ARCHITECTURE
    assert json.loads(given.body) == json.loads(answer)


def test_the_document_of_the_page_is_read_without_a_problem() -> None:
    (text,) = blocks(CONTENT, "markdown")
    found = re.search(r"^`(\S+)`:$", CONTENT, re.MULTILINE)
    assert found

    reading = read_document("", found[1], text.encode(), Site())

    assert reading.problems == ()
    assert isinstance(reading.entry, ArticleEntry)
    (related,) = reading.entry.related
    assert f"`{article_path('', reading.entry.collection, reading.entry.slug)}`" in CONTENT
    assert f"`{article_path('', related.collection, related.slug)}`" in CONTENT
    assert reading.entry.extra == {"provider": {"authors": [{"name": "Priya Lindqvist"}]}, "readingMinutes": 4}


def test_the_rooms_of_the_docs_are_those_of_the_import_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")

    for page in (ARCHITECTURE, (ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        (line,) = ROOMS.findall(page)
        assert [" | ".join(re.findall(r"`(\w+)`", step)) for step in line.split("→")] == layers
