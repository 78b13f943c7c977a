"""An operation in two kinds of statements: which nodes its lists have, and what each node is.

What a node is under a selection does not depend on the page that it is on, so it can be remembered by its id. In the
first statement a mark stands in place of each node, which no content can have in it: it begins with a random word.
"""

import re
import secrets
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, String, Table, cast, literal_column

from gateway.compiler.inputs import Read
from gateway.compiler.plan import Many, ObjectPlan, Pages
from gateway.marks import Row

__all__ = ["MARK", "WHOLE", "Marks", "NodeText", "Parted"]

_WORD: Final = secrets.token_hex(8)

MARK: Final = re.compile(rb'"%b:(\d+):(\d+)"' % _WORD.encode())
"""A mark in JSON: the number of its selection, and the id of its row."""


@dataclass(frozen=True, slots=True)
class NodeText:
    """The statement that gives id and JSON of each node in a list of ids, the parameter at `place`."""

    text: str
    reads: tuple[Read, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Parted:
    """The statement that gives the response's `data` with marks and names its snapshot; and one for each mark."""

    text: str
    reads: tuple[Read, ...]
    nodes: tuple[NodeText, ...]


WHOLE: Final = Parted("", (), ())
"""An operation that is better asked in one."""


@dataclass(slots=True)
class Marks:
    """What stands in place of nodes, while a statement is made."""

    nodes: list[tuple[ObjectPlan, Table]] = field(default_factory=list)

    def of(self, plan: ObjectPlan, shown: Row) -> ColumnElement[Any] | None:
        """`'word:0:' || CAST(article_1.id AS TEXT)`, or None for a node without lists: it is told as soon as its id."""
        if not any(isinstance(item.value, Many | Pages) for item in plan.fields):
            return None
        self.nodes.append((plan, shown.table))
        prefix: ColumnElement[str] = literal_column(f"'{_WORD}:{len(self.nodes) - 1}:'", String())
        return prefix.concat(cast(shown.id, String()))
