"""A gateway over loaded sources beside the oracle over the same files, with the gateway's statements counted."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from msgspec import structs

from gateway.execution import Gateway
from gateway.execution.edition import READ_KNOWN
from gateway.execution.operation import OperationRequest
from gateway.loader.check import check
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.cursors import HARVEST, CursorBook, with_cursors_of
from tests.harness.operations import Operation
from tests.harness.operations.vocabulary import Vocabulary
from tests.harness.oracle import Graph, Oracle, build_graph, public_graph, public_problems, read_documents

__all__ = ["LIMITS", "PREVIEW", "GatewayAnswer", "Pair", "open_hidden_pairs", "open_pair"]

PREVIEW: Scopes = frozenset({Scope.PREVIEW})

LIMITS: dict[str, Any] = {
    "answer_cache_bytes": 0,  # every answer is to be its statement's
    "node_cache_bytes": 0,  # and every statement whole
    "max_depth": 35,
    "max_fields": 5000,
    "max_conditions": 5000,
    "max_query_bytes": 1_000_000,
    "max_tokens": 100_000,
    "max_aliases": 100_000,
    "max_directives": 100_000,
    "max_root_fields": 5000,
    "max_cost": 10**12,
}


@dataclass(frozen=True, slots=True)
class GatewayAnswer:
    """A response, decoded, and the statements that it took."""

    text: str
    data: Any
    error_codes: tuple[str, ...]
    forbidden: tuple[tuple[str | int, ...], ...]
    kind: str
    statements: tuple[str, ...]
    cost: dict[str, int] | None = None


class Pair:
    """One content, answered twice, to callers who have at least some scopes."""

    def __init__(self, store: Store, gateway: Gateway, graph: Graph, scopes: Scopes = NO_SCOPES) -> None:
        self.scopes = scopes
        self.store = store
        self.gateway = gateway
        self.oracle = Oracle(graph)
        self.vocabulary = Vocabulary(graph)
        self.cursors = CursorBook()
        self.statements: list[str] = []
        self.engine: str = store.dialect.name

    def __repr__(self) -> str:
        return f"Pair({self.oracle.graph!r})"

    async def ask(
        self, operation: Operation, more_scopes: Scopes = NO_SCOPES, *, wants_cost: bool = False
    ) -> GatewayAnswer:
        """The gateway's answer. Cursors of the oracle in the operation become the gateway's."""
        self.statements.clear()
        request = structs.replace(self.request(operation), wants_cost=wants_cost)
        answer = await self.gateway.answer(request, self.scopes | more_scopes)
        await asyncio.sleep(0)  # asyncpg tells of a statement when the loop comes round
        response = json.loads(answer.body)
        cost = response.pop("extensions", {}).get("cost")
        errors = [(error["extensions"]["code"], tuple(error.get("path", ()))) for error in response.get("errors", ())]
        codes = tuple(code for code, _ in errors if code != "FORBIDDEN")
        forbidden = tuple(sorted((path for code, path in errors if code == "FORBIDDEN"), key=repr))
        text = json.dumps(response, ensure_ascii=False) if wants_cost else answer.body.decode()
        return GatewayAnswer(text, response.get("data"), codes, forbidden, answer.kind, tuple(self.statements), cost)

    def note(self, statement: str) -> None:
        """Take note of a statement that a connection runs; not of those that FTS5 runs within one.

        Nor of the look at how long lists are, which is due after each load: that one is heard of a little later.
        """
        if statement != READ_KNOWN and not statement.startswith(
            ("-- ", "SELECT k, v FROM 'main'.'search_", "PRAGMA 'main'.data_version")
        ):
            self.statements.append(statement)

    def request(self, operation: Operation) -> OperationRequest:
        """An operation as the gateway takes it."""
        return OperationRequest(
            query=self.cursors.translate(operation.query),
            operation_name=operation.operation_name,
            variables=json.loads(self.cursors.translate(json.dumps(operation.variables, ensure_ascii=False))),
        )

    def knows(self, operation: Operation) -> bool:
        """Whether callers of this kind can have the cursors that the operation holds."""
        return self.cursors.knows(f"{operation.query} {json.dumps(operation.variables, ensure_ascii=False)}")

    async def check(self, operation: Operation, more_scopes: Scopes = NO_SCOPES) -> GatewayAnswer:
        """Both answer alike, keys in the same order, by one statement that costs no more than was foretold."""
        scopes = self.scopes | more_scopes
        expected = self.oracle.answer(operation.query, operation.variables, operation.operation_name, scopes)
        given = await self.ask(operation, more_scopes, wants_cost=True)
        if expected.error_codes:
            assert given.error_codes, f"refused by the oracle ({expected.error_codes}), not by the gateway"
            return given
        assert not given.error_codes, f"{given.kind}: {given.text}"
        difference = _difference(with_cursors_of(given.data, expected.data), given.data)
        assert not difference, f"the oracle says -, the gateway says +\n{difference}"
        assert given.forbidden == expected.forbidden
        assert given.cost is not None
        assert given.cost["actual"] <= given.cost["bound"]
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


async def open_pair(sources: Mapping[str, Path], database: Path | str) -> Pair:
    """Loads the sources into a new database (file or address), reads them for the oracle, and learns the cursors."""
    (pair,) = await _open_pairs(sources, database, "listed")
    return pair


async def open_hidden_pairs(sources: Mapping[str, Path], database: Path | str) -> tuple[Pair, Pair]:
    """The same where unpublished stories are hidden: one pair for the public, one for callers with PREVIEW."""
    public, preview = await _open_pairs(sources, database, "hidden")
    return public, preview


async def _open_pairs(sources: Mapping[str, Path], database: Path | str, unpublished: str) -> list[Pair]:
    address = database if isinstance(database, str) else f"sqlite:///{database}"
    store = await open_store(address, readers=1, has_public=unpublished == "hidden")
    try:
        roots = [Source(name, root) for name, root in sources.items()]
        await load(store, roots, jobs=1)
        gateway = Gateway(store, Settings(**LIMITS, unpublished=unpublished))
        documents = read_documents(sources)
        problems = (await check(roots, 1)).problems
        whole = replace(build_graph(documents), problems=problems)
        pairs = [Pair(store, gateway, whole, PREVIEW if store.public else NO_SCOPES)]
        if store.public is not None:
            public = replace(public_graph(documents), problems=public_problems(documents, problems))
            pairs.insert(0, Pair(store, gateway, public))
        assert await gateway.is_ready()
        for pair in pairs:
            await _trace(pair)
            await pair.check(Operation(HARVEST))
    except BaseException:
        await store.close()
        raise
    return pairs


async def _trace(pair: Pair) -> None:
    """Let a pair see the statements of its edition."""
    is_public = pair.store.public is not None and PREVIEW.isdisjoint(pair.scopes)
    edition = pair.store.public if is_public and pair.store.public else pair.store
    for connection in edition._readers._all:
        if pair.engine == "sqlite":
            await connection.set_trace_callback(pair.note)
        else:
            (await connection._connected()).add_query_logger(lambda logged: pair.note(logged.query))
