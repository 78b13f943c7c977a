"""A gateway over loaded sources beside the oracle over the same files, with the gateway's statements counted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from gateway.execution import Gateway
from gateway.execution.operation import OperationRequest
from gateway.loader import Source, load
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.cursors import HARVEST, CursorBook, with_cursors_of
from tests.harness.operations import Operation
from tests.harness.operations.vocabulary import Vocabulary
from tests.harness.oracle import Graph, Oracle, build_graph, read_documents

__all__ = ["GatewayAnswer", "Pair", "open_pair"]


@dataclass(frozen=True, slots=True)
class GatewayAnswer:
    """A response, decoded, and the statements that it took."""

    text: str
    data: Any
    error_codes: tuple[str, ...]
    kind: str
    statements: tuple[str, ...]


class Pair:
    """One content, answered twice."""

    def __init__(self, store: Store, gateway: Gateway, graph: Graph) -> None:
        self.store = store
        self.gateway = gateway
        self.oracle = Oracle(graph)
        self.vocabulary = Vocabulary(graph)
        self.cursors = CursorBook()
        self.statements: list[str] = []

    def __repr__(self) -> str:
        return f"Pair({self.oracle.graph!r})"

    async def ask(self, operation: Operation) -> GatewayAnswer:
        """The gateway's answer. Cursors of the oracle in the operation become the gateway's."""
        self.statements.clear()
        answer = await self.gateway.answer(self.request(operation))
        response = json.loads(answer.body)
        codes = tuple(error["extensions"]["code"] for error in response.get("errors", ()))
        text = answer.body.decode()
        return GatewayAnswer(text, response.get("data"), codes, answer.kind, tuple(self.statements))

    def request(self, operation: Operation) -> OperationRequest:
        """An operation as the gateway takes it."""
        return OperationRequest(
            query=self.cursors.translate(operation.query),
            operation_name=operation.operation_name,
            variables=json.loads(self.cursors.translate(json.dumps(operation.variables, ensure_ascii=False))),
        )

    async def check(self, operation: Operation) -> GatewayAnswer:
        """Both answer alike, keys in the same order, and the gateway needs one statement. Raises where not."""
        expected = self.oracle.answer(operation.query, operation.variables, operation.operation_name)
        given = await self.ask(operation)
        if expected.error_codes:
            assert given.error_codes, f"refused by the oracle ({expected.error_codes}), not by the gateway"
            return given
        assert not given.error_codes, f"{given.kind}: {given.text}"
        difference = _difference(with_cursors_of(given.data, expected.data), given.data)
        assert not difference, f"the oracle says -, the gateway says +\n{difference}"
        self.cursors.learn(expected.data, given.data)
        assert len(given.statements) == 1, "\n".join(("not one statement:", *given.statements))
        return given

    async def close(self) -> None:
        """Ends the database's threads."""
        await self.store.close()


def _difference(expected: Any, given: Any) -> str:
    """How two answers differ, also in the order of their keys; empty if they do not."""
    one, other = (json.dumps(data, indent=1, ensure_ascii=False).splitlines() for data in (expected, given))
    return "\n".join(unified_diff(one, other, lineterm="")) if one != other else ""


async def open_pair(sources: Mapping[str, Path], database: Path) -> Pair:
    """Loads the sources into a new database, reads them for the oracle too, and learns the cursors."""
    store = await open_store(f"sqlite:///{database}", readers=1)
    try:
        return await _open_pair(sources, store)
    except BaseException:
        await store.close()
        raise


async def _open_pair(sources: Mapping[str, Path], store: Store) -> Pair:
    await load(store, [Source(name, root) for name, root in sources.items()], jobs=1)
    graph = build_graph(read_documents(sources))
    settings = Settings(
        max_depth=35, max_fields=5000, max_conditions=5000, max_query_bytes=1_000_000, max_tokens=100_000
    )
    pair = Pair(store, Gateway(store, settings), graph)
    assert await pair.gateway.is_ready()
    for connection in store._readers._all:
        await connection.set_trace_callback(pair.statements.append)
    await pair.check(Operation(HARVEST))
    return pair
