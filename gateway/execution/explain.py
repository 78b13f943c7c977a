"""What `gateway explain` shows: the plan, the SQL, the parameters, and the database's own EXPLAIN."""

import json
import time
from dataclasses import dataclass
from typing import Any

from gateway.compiler import pretty
from gateway.execution.prepared import BoundStatement
from gateway.store import Store

__all__ = ["Explanation", "Measured", "explain_statement"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a statement gave when it was run: how many objects are in the answer, each a row; bytes; and the time."""

    rows: int
    size: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Four texts, what the operation can cost (None: without content nobody knows), and what it gave, if it ran."""

    plan: str
    cost: int | None
    sql: str
    parameters: str
    database_plan: str
    measured: Measured | None = None


async def explain_statement(
    store: Store, bound: BoundStatement, cost: int | None, *, is_measured: bool = False
) -> Explanation:
    """Explain a statement; it is run only to be measured."""
    text, parameters = bound.statement.text, bound.parameters
    mark = "$" if store.dialect.name == "postgresql" else "?"
    return Explanation(
        plan=bound.statement.plan_text(),
        cost=cost,
        sql=pretty(text),
        parameters="\n".join(
            f"{mark}{number}  {value!r}  {label}"
            for number, (value, label) in enumerate(zip(parameters, bound.statement.labels, strict=True), 1)
        ),
        database_plan=await store.explain(text, parameters),
        measured=await _measure(store, bound) if is_measured else None,
    )


async def _measure(store: Store, bound: BoundStatement) -> Measured:
    begun = time.perf_counter()
    data = await store.fetch_json(bound.statement.text, bound.parameters)
    milliseconds = (time.perf_counter() - begun) * 1000
    rows = 0

    def count(each: dict[str, Any]) -> dict[str, Any]:
        nonlocal rows
        rows += 1
        return each

    json.loads(data, object_hook=count)
    return Measured(rows, len(data), milliseconds)
