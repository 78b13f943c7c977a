"""Runs one bound statement on an edition, and makes its answer of what it gives."""

import asyncio
from dataclasses import replace

from gateway.execution.catching_up import read_at_least
from gateway.execution.edition import Edition
from gateway.execution.forbidden import forbidden_body
from gateway.execution.limits import objects_in
from gateway.execution.operation import Answer, OperationRequest
from gateway.execution.prepared import BoundStatement
from gateway.execution.responses import data_body, with_cost
from gateway.execution.tags import answer_tag, conditional, operation_tag

__all__ = ["run"]


async def run(edition: Edition, bound: BoundStatement, request: OperationRequest) -> Answer:
    """The answer of a statement.

    Raises:
        RequestError: MAX_COST_EXCEEDED.
        StoreError: when there is no content, or the database cannot answer.
    """
    await edition.require_content()
    cost = edition.require_affordable(bound)
    is_heavy = edition.is_heavy(cost)
    if request.seen is None and request.at_least is None:
        rows = await edition.answers.read(bound.statement.text, bound.parameters, is_heavy=is_heavy)
        data = rows[0][0]
        answer = Answer(body_of(bound, data))
    else:
        answer, data = await run_of_snapshot(edition, bound, request, is_heavy=is_heavy)
    if request.wants_cost and answer.kind == "data":
        actual = await asyncio.to_thread(objects_in, bound.statement.plan, data)  # others go on meanwhile
        return replace(answer, body=with_cost(answer.body, bound=edition.cost_of(bound), actual=actual))
    return answer


async def run_of_snapshot(
    edition: Edition, bound: BoundStatement, request: OperationRequest, *, is_heavy: bool
) -> tuple[Answer, bytes]:
    """The answer, unless the client has it, and from no older a snapshot than the client has seen."""
    operation, at_least = operation_tag(bound), request.at_least or 0
    seen = {} if request.wants_cost else request.seen or {}
    text, parameters = conditional(
        bound.statement.text, bound.parameters, edition.store.dialect.name, seen=seen.get(operation), at_least=at_least
    )
    snapshot_id, number, data = await read_at_least(
        lambda: edition.answers.read(text, parameters, is_heavy=is_heavy), at_least
    )
    has_tag = request.seen is not None and not request.wants_cost
    named = Answer(
        b"",
        "unchanged",
        tag=answer_tag(snapshot_id, operation) if has_tag else None,
        snapshot=None if request.at_least is None else number,
    )
    return (named, b"") if data is None else (replace(named, body=body_of(bound, data), kind="data"), data)


def body_of(bound: BoundStatement, data: bytes) -> bytes:
    """The response to what a statement gave."""
    return forbidden_body(data) if bound.statement.has_forbidden else data_body(data)
