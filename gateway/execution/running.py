"""Runs one bound statement on an edition, and makes its answer of what it gives."""

from functools import partial
from typing import NamedTuple

from gateway.execution.apart import Apart
from gateway.execution.catching_up import read_at_least
from gateway.execution.edition import Edition
from gateway.execution.forbidden import forbidden_body
from gateway.execution.limits import objects_in
from gateway.execution.operation import Answer, OperationRequest
from gateway.execution.prepared import BoundStatement
from gateway.execution.responses import data_body, with_cost
from gateway.execution.tags import answer_tag, conditional, operation_tag

__all__ = ["run"]


class Read(NamedTuple):
    """What a statement gave, None where the client has it; and as an answer tells it, its tag and snapshot."""

    data: bytes | None
    tag: str | None = None
    snapshot: int | None = None


async def run(edition: Edition, apart: Apart, bound: BoundStatement, request: OperationRequest) -> Answer:
    """The answer of a statement.

    Raises:
        RequestError: MAX_COST_EXCEEDED.
        StoreError: when there is no content, or the database cannot answer.
    """
    await edition.require_content()
    cost = edition.require_affordable(bound)
    is_heavy = edition.is_heavy(cost)
    if request.seen is None and request.at_least is None:
        parted = bound.parted
        ask = partial(edition.nodes.read, parted, bound.variables, is_heavy=is_heavy) if parted.nodes else None
        rows = await edition.answers.read(bound.statement.text, bound.parameters, is_heavy=is_heavy, ask=ask)
        read = Read(rows[0][0])
    else:
        read = await read_of_snapshot(edition, bound, request, is_heavy=is_heavy)
    data, tag, snapshot = read
    if data is None:
        return Answer(b"", "unchanged", tag=tag, snapshot=snapshot)
    if bound.statement.has_forbidden:
        body = await apart.do_of(len(data), partial(forbidden_body, data))
    else:
        body = data_body(data)
    if request.wants_cost:
        actual = await apart.do_of(len(data), partial(objects_in, bound.statement.plan, data))
        body = with_cost(body, bound=edition.cost_of(bound), actual=actual)
    return Answer(body, tag=tag, snapshot=snapshot)


async def read_of_snapshot(
    edition: Edition, bound: BoundStatement, request: OperationRequest, *, is_heavy: bool
) -> Read:
    """Read, unless the client has it, and from no older a snapshot than the client has seen."""
    operation, at_least = operation_tag(bound), request.at_least or 0
    seen = {} if request.wants_cost else request.seen or {}
    text, parameters = conditional(
        bound.statement.text, bound.parameters, edition.store.dialect.name, seen=seen.get(operation), at_least=at_least
    )
    snapshot_id, number, data = await read_at_least(
        lambda: edition.answers.read(text, parameters, is_heavy=is_heavy), at_least
    )
    has_tag = request.seen is not None and not request.wants_cost
    tag = answer_tag(snapshot_id, operation) if has_tag else None
    return Read(data, tag, None if request.at_least is None else number)
