"""Nodes of lists, remembered: the same stories stand in many different answers.

An operation that comes again is asked in two parts (`gateway.compiler.parted`): a narrow statement tells which nodes
its lists have, and what each of them is under its selection is known already, or read in the same transaction. So a
page that nobody has asked for before is made of what others were made of. What is known holds for one snapshot, which
the narrow statement names; each edition has its own, and who may see what is in the statements.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import Any, Final, NamedTuple, Self

import msgspec

from gateway.compiler import MARK, NodeText, Parted
from gateway.execution.remembering import weight_of
from gateway.store import Run, Store

__all__ = ["Nodes"]

_OVERHEAD_BYTES: Final = 150
"""What a node takes beside its bytes, about."""

Table = dict[bytes, bytes]
"""JSON by ids, both as they stand in the narrow statement's answer."""


class BoundNodes(NamedTuple):
    """The statement of a selection, and what its nodes depend on; the parameter at `place` is for their ids."""

    text: str
    parameters: tuple[Any, ...]
    place: int

    @classmethod
    def of(cls, nodes: NodeText, variables: Mapping[str, Any]) -> Self:
        """With what these variables give."""
        return cls(nodes.text, tuple([read(variables) for read in nodes.reads]), nodes.place)


class Nodes:
    """Answers parted operations over one store, and remembers nodes of so many bytes together."""

    def __init__(self, store: Store, max_bytes: int) -> None:
        self._store = store
        self._max_bytes = max_bytes
        self._kept = _Kept(None, max_bytes)

    async def read(
        self, parted: Parted, variables: Mapping[str, Any], *, is_heavy: bool = False
    ) -> list[tuple[Any, ...]]:
        """One row with the JSON of the response's `data`.

        Raises:
            StoreError: when the database cannot answer.
        """
        parameters = [read(variables) for read in parted.reads]
        nodes = [BoundNodes.of(each, variables) for each in parted.nodes]
        answer = partial(self._answer, parted.text, parameters, nodes)
        return [(await self._store.work(parted.text, answer, is_heavy=is_heavy),)]

    def _answer(
        self,
        text: str,
        parameters: list[Any],
        nodes: Sequence[BoundNodes],
        run: Run,
        *,
        is_one_snapshot: bool,
    ) -> bytes | None:
        """With a connection, on whatever thread. Nodes that are not known must be of the same snapshot."""
        ((data, snapshot),) = run(text, parameters)
        pieces = MARK.split(data)
        if len(pieces) == 1:
            return bytes(data)
        kept = self._kept
        if kept.snapshot != snapshot:
            kept = self._kept = _Kept(snapshot, self._max_bytes)
        tables = [kept.table(each) for each in nodes]
        places, rows = [*map(int, pieces[1::3])], pieces[2::3]
        try:
            pieces[2::3] = _look_up(tables, places, rows)
        except KeyError:
            if not is_one_snapshot:
                return None
            for place, wanted in _missing(tables, places, rows):
                kept.add(tables[place], _read(nodes[place], wanted, run))
            pieces[2::3] = _look_up(tables, places, rows)
        del pieces[1::3]
        return b"".join(pieces)


class _Kept:
    """What is known of one snapshot. When it is too much, all is forgotten, and the next answers make it anew."""

    def __init__(self, snapshot: str | None, max_bytes: int) -> None:
        self.snapshot = snapshot
        self._max_bytes = max_bytes
        self._tables: dict[Hashable, Table] = {}
        self._size = 0
        self._adding = Lock()

    def table(self, nodes: BoundNodes) -> Table:
        """The nodes of a selection; what they depend on takes room as well, and callers may make it long."""
        table = self._tables.get(nodes)
        if table is None:
            table = self._tables.setdefault(nodes, {})
            self._grow(_OVERHEAD_BYTES + weight_of(nodes))
        return table

    def add(self, table: Table, found: Table) -> None:
        """Keep more of them; whoever has a table may go on with it when it is forgotten here."""
        table.update(found)
        self._grow(sum(map(len, found.values())) + _OVERHEAD_BYTES * len(found))

    def _grow(self, size: int) -> None:
        with self._adding:
            self._size += size
            if self._size > self._max_bytes:
                self._tables, self._size = {}, 0


def _look_up(tables: list[Table], places: list[int], rows: list[bytes]) -> list[bytes]:
    """The node of each row; raises KeyError where one is not known."""
    return [tables[place][row] for place, row in zip(places, rows, strict=True)]


def _missing(tables: list[Table], places: list[int], rows: list[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """The ids that each selection lacks."""
    wanted: dict[int, dict[bytes, None]] = {}
    for place, row in zip(places, rows, strict=True):
        if row not in tables[place]:
            wanted.setdefault(place, {})[row] = None
    for place, ids in wanted.items():
        yield place, list(ids)


def _read(nodes: BoundNodes, wanted: list[bytes], run: Run) -> Table:
    ids = msgspec.json.encode([int(row) for row in wanted]).decode()
    parameters = [*nodes.parameters[: nodes.place], ids, *nodes.parameters[nodes.place + 1 :]]
    return {b"%d" % row: node for row, node in run(nodes.text, parameters)}
