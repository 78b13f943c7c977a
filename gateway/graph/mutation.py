"""Mutation: what callers can have done, and what they are told of it."""

import strawberry

from gateway.graph.fields import declared, marked, unresolved
from gateway.graph.snapshot import Snapshot, the_snapshot
from gateway.marks import Guarded, Object, Supplied
from gateway.scopes import Scope

__all__ = ["LoadReport", "Mutation"]


@strawberry.type(description="What a load found and did. Files are counted, not articles.")
class LoadReport:
    """The numbers are the loader's; nothing of it is stored."""

    added: int = marked(Supplied("added"), "Documents that were not there before.")
    changed: int = marked(Supplied("changed"), "Documents that say something else than before.")
    removed: int = marked(Supplied("removed"), "Documents that are gone.")
    unchanged: int = marked(Supplied("unchanged"), "Documents that say what they said before.")
    failed: int = marked(Supplied("failed"), "Files that could not be read; their last good version stays.")

    @declared(Object(the_snapshot), "The content as it is after the load.")
    def snapshot(self) -> Snapshot:
        """The one row."""
        unresolved()


@strawberry.type(description="Everything that can be done.")
class Mutation:
    """The fields of a mutation operation."""

    @declared(Guarded(Scope.ADMIN, Object(the_snapshot)), "Load what has changed on disk now. Needs the scope `admin`.")
    def reload(self) -> LoadReport:
        """A load; what is answered is read after it."""
        unresolved()
