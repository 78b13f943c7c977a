"""Lists whose counts are kept: which of their filters such counts can answer, and those counts as rows."""

from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, literal_column, select

from gateway.compiler.lowering import ROOT, Lowering
from gateway.compiler.plan import All, Comparison, Pages, Predicate, Quantifier
from gateway.compiler.predicates import conjuncts, leaves, lower_predicate
from gateway.marks import CountedWithin, Counts, Row, Rows

__all__ = ["counted_rows", "is_counted"]

_ALL: Final[ColumnElement[int]] = literal_column("0")
"""What counts are within that are of all rows."""


class _Within(NamedTuple):
    """Related rows that a filter asks for, such that no row of the list has two of them.

    `is_narrow`: by something that they are, so that they are few.
    """

    counted: CountedWithin
    part: Predicate
    is_narrow: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which counts tell what is asked: those of `counted_by`, within what a filter asks for, of kinds that pass others.

    Without `within` they are of the whole list.
    """

    counts: Counts
    counted_by: int
    within: _Within | None
    where: tuple[Predicate, ...]


def is_counted(plan: Pages, where: Predicate | None, counted_by: int) -> bool:
    """Whether few counts that are kept tell how many rows of a list fulfil a filter: hardly one for each value."""
    asked = _asked(plan, where, counted_by)
    return asked is not None and (asked.within is None or asked.within.is_narrow)


def counted_rows(lowering: Lowering, plan: Pages, parent: Row, where: Predicate | None, counted_by: int) -> Rows | None:
    """The counts that tell it; None where none are kept."""
    asked = _asked(plan, where, counted_by)
    if asked is None:
        return None

    def within(column: ColumnElement[int]) -> ColumnElement[bool]:
        if asked.within is not None:
            return column.in_(_ids(lowering, asked.within))
        return column == (parent.id if asked.counts.is_within_parent else _ALL)

    rows = lowering.visible(asked.counts.rows(lowering.names, plan.arguments, asked.counted_by, within))
    if not asked.where:
        return rows
    return replace(rows, where=(*rows.where, lower_predicate(lowering, rows.child, All(asked.where))))


def _asked(plan: Pages, where: Predicate | None, counted_by: int) -> _Asked | None:
    counts = plan.mark.counts
    if counts is None or plan.arguments.get("search") is not None:
        return None
    within: _Within | None = None
    others: list[Predicate] = []
    for part in conjuncts(where):
        if within is None and not counts.is_within_parent and (found := _within(part)):
            within = found
        elif all(isinstance(leaf, Comparison) and leaf.column in counts.columns for leaf in leaves(part)):
            others.append(part)
        else:
            return None
    kept = counts.counted_by if within is None else within.counted.counted_by
    return _Asked(counts, kept[counted_by], within, tuple(others)) if counted_by in kept else None


def _within(part: Predicate) -> _Within | None:
    """`topics: { some: { name: { eq: "Sport" } } }`, or whatever is asked of the one provider; None for all else."""
    if not isinstance(part, Quantifier) or part.word != "some" or part.mark.counted is None:
        return None
    fixed = {each.name for each in conjuncts(part.part) if isinstance(each, Comparison) and each.operator == "eq"}
    is_distinct = part.mark.is_single or not fixed.isdisjoint(part.mark.counted.distinct)
    return _Within(part.mark.counted, part.part, is_narrow=bool(fixed)) if is_distinct else None


def _ids(lowering: Lowering, within: _Within) -> Any:
    """`SELECT topic_1.id FROM topic AS topic_1 WHERE topic_1.name = ?`."""
    rows = lowering.rows(within.counted.rows, ROOT, {})
    predicate = lower_predicate(lowering, rows.child, within.part)
    return select(rows.child.id).select_from(rows.clause).where(*rows.where, predicate)
