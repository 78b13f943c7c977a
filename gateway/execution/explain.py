"""What `gateway explain` shows: the plan, the SQL, the parameters, and the database's own EXPLAIN."""

from dataclasses import dataclass
from typing import Any

from gateway.compiler import pretty
from gateway.execution.prepared import BoundStatement
from gateway.store import Store

__all__ = ["Explanation", "explain_statement"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Four texts."""

    plan: str
    sql: str
    parameters: str
    database_plan: str


async def explain_statement(store: Store, bound: BoundStatement) -> Explanation:
    """Explain a statement; it is not run."""
    text, parameters = bound.statement.text, bound.parameters
    rows = await store.fetch_rows(f"EXPLAIN QUERY PLAN {text}", parameters)
    return Explanation(
        plan=bound.statement.plan_text(),
        sql=pretty(text),
        parameters="\n".join(
            f"?{number}  {value!r}  {label}"
            for number, (value, label) in enumerate(zip(parameters, bound.statement.labels, strict=True), 1)
        ),
        database_plan=_tree(rows),
    )


def _tree(rows: list[tuple[Any, ...]]) -> str:
    """SQLite's rows (id, parent, unused, detail), indented by parent."""
    depths = {0: -1}
    lines = []
    for identifier, parent, _, detail in rows:
        depths[identifier] = depths[parent] + 1
        lines.append("  " * depths[identifier] + detail)
    return "\n".join(lines)
