"""Snapshot: the committed load that an answer was read from."""

from functools import reduce
from operator import add
from typing import Annotated

import strawberry
from sqlalchemy import ColumnElement

from gateway.graph import relations
from gateway.graph.arguments import PUBLISHED_ONLY, Statuses
from gateway.graph.enums import ArticleStatus
from gateway.graph.fields import declared, stored, unresolved
from gateway.graph.problem import MAX_PROBLEMS, Problem, problems_of_content
from gateway.graph.scalars import DateTime
from gateway.marks import Arguments, Form, Guarded, Names, Objects, Row, Rows, Value
from gateway.scopes import Scope
from gateway.tables import snapshot

__all__ = ["Snapshot", "the_snapshot"]

COUNTS = {
    ArticleStatus.PUBLISHED: "published",
    ArticleStatus.UNPUBLISHED: "unpublished",
    ArticleStatus.STUB: "stubs",
    ArticleStatus.REMOVED: "removed",
}


def the_snapshot(names: Names, _: Row, __: Arguments) -> Rows:
    """`FROM snapshot`, which has one row."""
    child = names.row(snapshot)
    return Rows(child, child.clause)


def articles(row: Row, arguments: Arguments) -> ColumnElement[int]:
    """`snapshot_1.published + snapshot_1.stubs`."""
    asked = [status for status in ArticleStatus if status in arguments["status"]]
    return reduce(add, [getattr(row, COUNTS[status]) for status in asked], relations.number(0))


@strawberry.type(description="One committed load: everything an answer shows comes from a single snapshot.")
class Snapshot:
    """Stored in `snapshot`, which has one row."""

    id: strawberry.ID = stored(
        snapshot.c.id,
        "A hash of all that answers show except `secured`, problems and times of loading: the same content has the "
        "same id anywhere.",
    )
    loaded_at: DateTime = stored(snapshot.c.loaded_at, "When it was committed.", Form.INSTANT)
    providers: int = stored(snapshot.c.providers, "How many providers there are.")
    topics: int = stored(snapshot.c.topics, "How many topics there are.")
    images: int = stored(snapshot.c.images, "How many images there are.")

    @declared(Value(articles), "How many articles of these statuses there are.")
    def articles(self, status: Statuses = PUBLISHED_ONLY) -> int:
        """Counted at load."""
        unresolved()

    @declared(
        Guarded(Scope.EDITOR, Objects(problems_of_content)),
        "What is wrong with the documents: errors first, then by source, file, line and column; what has no line comes "
        "first. Needs the scope `editor`: null and a FORBIDDEN error without it.",
    )
    def problems(
        self,
        first: Annotated[int, strawberry.argument(description=f"The first so many, 0 to {MAX_PROBLEMS}.")] = 100,
    ) -> list[Problem] | None:
        """`problem`."""
        unresolved()
