"""bench/gateway.queries.json: what the benchmark asks is valid in our schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, parse, validate

ROOT = Path(__file__).parents[2]
OPERATIONS: dict[str, Any] = json.loads((ROOT / "bench" / "gateway.queries.json").read_text("utf-8"))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_of_the_benchmark_is_valid(operation: str) -> None:
    schema = build_schema((ROOT / "schema" / "schema.graphql").read_text("utf-8"))
    query = "\n".join(OPERATIONS[operation]["gateway"]["query"])

    assert validate(schema, parse(query)) == []
