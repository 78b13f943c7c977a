"""Every query of docs/queries.md and docs/access.md is answered over seeds/, and each answer shown is the one given."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from gateway.testing import BlockingGateway, gateway_for

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<kind>graphql|json variables|json)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Example:
    """One section of the page: a query, maybe its variables, maybe its answer."""

    title: str
    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] | None = None


def read_example(section: str) -> Example:
    fences = {found["kind"]: found["text"] for found in FENCE.finditer(section)}
    answer = fences.get("json")
    return Example(
        title=section.partition("\n")[0],
        query=fences["graphql"],
        variables=json.loads(fences.get("json variables", "{}")),
        answer=json.loads(answer) if answer else None,
    )


QUERIES_PAGE, ACCESS_PAGE = ((ROOT / "docs" / name).read_text("utf-8") for name in ("queries.md", "access.md"))
SECTIONS = [read_example(section) for section in QUERIES_PAGE.split("\n## ")[1:]]
EXAMPLES = [*SECTIONS, read_example(ACCESS_PAGE)]


@pytest.fixture(scope="module")
def seeds() -> Iterator[BlockingGateway]:
    with gateway_for(ROOT / "seeds") as gateway:
        yield gateway


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_a_query_of_the_page_gives_the_answer_shown(example: Example, seeds: BlockingGateway) -> None:
    answer = json.loads(seeds.query(example.query, example.variables).body)

    assert answer.get("errors") == (example.answer or {}).get("errors")
    assert has_something(answer["data"])
    if example.answer is not None:
        assert answer == example.answer


def has_something(value: Any) -> bool:
    """Whether every field at the root found something: an example that finds nothing explains nothing."""
    return all(found not in (None, [], {"nodes": []}) for found in value.values())


def test_the_page_has_one_query_in_every_section() -> None:
    assert len(SECTIONS) == QUERIES_PAGE.count("\n```graphql\n")
