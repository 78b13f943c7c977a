"""What lies beyond a cursor as SQL, by keyset. Sort keys are never null, so plain comparisons give a total order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Text, and_, not_, or_, type_coerce
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.types import TypeEngine

from gateway import sql
from gateway.compiler.cursors import key_in_search_of, key_of
from gateway.marks import Term
from gateway.tables import beginning

__all__ = ["Beyond", "beyond"]

_KEY_TYPES: Mapping[type, TypeEngine[Any]] = {int: BigInteger(), str: Text()}
"""What a key of a cursor is bound as: a number in it may be larger than those of its column."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """Which rows are strictly beyond a cursor, and which are not: at it, or on its other side.

    `key_1 <= ? AND (key_1 < ? OR path > ?)`: the first part lets an index seek.
    """

    condition: ColumnElement[bool]
    complement: ColumnElement[bool]


def beyond(given: Any, name: str, search: Any, terms: tuple[Term, ...], *, backward: bool) -> Beyond | None:
    """What lies after a given cursor, or before it; null where none is given. `search` is what its score belongs to."""
    if given is None:
        return None
    types = tuple(term.python_type for term in terms)
    if search is None:
        bound = [given.bind(key_of(name, types, number)) for number in range(len(terms))]
    else:
        bound = [given.beside(search).bind(key_in_search_of(name, types, number)) for number in range(len(terms))]
    values = [type_coerce(value, _KEY_TYPES[each]) for value, each in zip(bound, types, strict=True)]
    standing = [
        value if term.current is None else term.current(value, values)
        for term, value in zip(terms, values, strict=True)
    ]
    pairs = list(zip(terms, standing, strict=True))
    condition = _lexicographic(pairs, backward=backward)
    other_side = _lexicographic(pairs, backward=not backward, is_at=True)
    return Beyond(condition, sql.negation(not_(Grouping(condition)), other_side))


def _lexicographic(
    pairs: Sequence[tuple[Term, ColumnElement[Any]]], *, backward: bool, is_at: bool = False
) -> ColumnElement[bool]:
    """`is_at`: at the cursor or beyond."""
    (term, value), *rest = pairs
    up = term.descending is backward
    if not rest and is_at:
        return term.key >= value if up else term.key <= value
    strictly = term.key > value if up else term.key < value
    if not rest:
        return strictly
    further = _lexicographic(rest, backward=backward, is_at=is_at)
    return and_(_reaching(term, value, up=up), Grouping(or_(strictly, further)))


def _reaching(term: Term, value: ColumnElement[Any], *, up: bool) -> ColumnElement[bool]:
    if term.is_long:
        return sql.reaching((term.key, beginning(term.key)), (value, beginning(value)), up=up)
    return term.key >= value if up else term.key <= value
