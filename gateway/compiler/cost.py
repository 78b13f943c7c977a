"""What an operation can cost: how many objects its answer can have, and how many rows must be looked through for it.

Found in one pass over the plan, and worked out for each request from the sizes of its pages and the lengths that the
lists of the content have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gateway.compiler.counted import is_counted
from gateway.compiler.inputs import Given, Read
from gateway.compiler.page import DEFAULT_PAGE_SIZE
from gateway.compiler.plan import (
    All,
    Alternatives,
    Either,
    EventsPlan,
    FieldPlan,
    Many,
    Not,
    ObjectPlan,
    One,
    Pages,
    PartPlan,
    Predicate,
    Quantifier,
)
from gateway.marks import Arguments, Facet, Part
from gateway.tables import CountedBy

__all__ = ["Cost", "FanOut", "FanOuts"]

ROW_LOOKED_AT: Final = 1 / 100
"""What a row costs that is only looked at, in the order in which it is stored; an object costs 1."""

ROW_LOOKED_UP: Final = 1 / 20
"""What a row costs that a filter looks up through a relation."""

LARGEST: Final = 1000
"""No page has more entries, and no list of ids or representations."""

FILTERED: Final = "Query.articles"
"""The list whose rows filters go out from, through their relations."""


class FanOut(NamedTuple):
    """How long a list of the graph is: under all parents together, and under one at most."""

    total: int
    most: int


UNKNOWN: Final = FanOut(10**18, 10**9)
"""Of a list that only its page bounds."""

FanOuts = Mapping[str, FanOut]
"""By the names that lists have in the graph: `Article.topics`."""


@dataclass(slots=True)
class _Rows:
    """The rows of one list, for each row of another: how many there can be, and what is made of each.

    `is_once`: no parent comes twice, so that all these rows together are no more than the list has.
    """

    parent: int
    name: str | None
    size: Read | None
    is_once: bool
    objects: int = 0
    looks: list[Predicate | None] = field(default_factory=list)  # through the whole list, each with its filter


class Cost:
    """The cost of one plan."""

    def __init__(self, plan: ObjectPlan) -> None:
        self._root, *self._lists = _lists_of(plan)
        self._steps: list[_Step] = []
        self._settled_for: FanOuts | None = None
        self._ceiling = 0

    def ceiling(self, fan_outs: FanOuts) -> int:
        """The bound for the largest pages that there can be: what is below needs no look at each request."""
        if fan_outs is not self._settled_for:
            self._settle(fan_outs)
        return self._ceiling

    def bound(self, variables: Mapping[str, object], fan_outs: FanOuts) -> int:
        """The most objects that the answer to these variables can have, and something for each row looked at."""
        if fan_outs is not self._settled_for:
            self._settle(fan_outs)
        return self._bound(self._steps, variables)

    def _settle(self, fan_outs: FanOuts) -> None:
        """Work out what depends on the content alone: loads are rare."""
        self._steps, self._settled_for = [_step(rows, fan_outs) for rows in self._lists], fan_outs
        self._ceiling = self._bound([step._replace(size=step.size and _largest) for step in self._steps], {})

    def _bound(self, steps: Sequence["_Step"], variables: Mapping[str, object]) -> int:
        counts = [1]
        cost: float = self._root.objects
        for parent, most, total, size, objects, looks in steps:
            parents = counts[parent]
            count = whole = min(parents * most, total)
            if size is not None:
                count = min(parents * size(variables), whole)
            counts.append(count)
            cost += count * objects + whole * looks
        return int(cost)


class _Step(NamedTuple):
    """Of a list: its parents, its length under one and under all, its page, and what each row and each look costs."""

    parent: int
    most: int
    total: int
    size: Read | None
    objects: int
    looks: float


def _step(rows: _Rows, fan_outs: FanOuts) -> _Step:
    total, most = fan_outs[rows.name] if rows.name is not None else UNKNOWN
    looks = sum(ROW_LOOKED_AT + ROW_LOOKED_UP * _lookups(each, fan_outs) for each in rows.looks)
    return _Step(rows.parent, most, total if rows.is_once else UNKNOWN.total, rows.size, rows.objects, looks)


def _largest(_: Mapping[str, object]) -> int:
    return LARGEST


def _lookups(predicate: Predicate | None, fan_outs: FanOuts) -> float:
    """How many rows are looked up, on an average, to know whether one fulfils a filter."""
    match predicate:
        case All(parts) | Either(parts):
            return sum(_lookups(part, fan_outs) for part in parts)
        case Not(part):
            return _lookups(part, fan_outs)
        case Quantifier() if predicate.mark.is_single:
            return 1 + _lookups(predicate.part, fan_outs)
        case Quantifier():
            mean = fan_outs[predicate.list].total / max(1, fan_outs[FILTERED].total)
            return mean * (1 + _lookups(predicate.part, fan_outs))
        case _:
            return 0


def _lists_of(plan: ObjectPlan) -> list[_Rows]:
    walk = _Walk([_Rows(0, None, None, is_once=True)])
    walk.object(plan, 0, is_once=True)
    return walk.lists


@dataclass(slots=True)
class _Walk:
    """Collects the lists of a plan, each after the one whose rows it is made for."""

    lists: list[_Rows]

    def object(self, plan: ObjectPlan, at: int, *, is_once: bool) -> None:
        """An object that is made for each of the rows `at`."""
        self.lists[at].objects += 1
        self._fields(plan, at, is_once=is_once)

    def _fields(self, plan: ObjectPlan, at: int, *, is_once: bool) -> None:
        for item in plan.fields:
            self._field(f"{plan.type_name}.{item.name}", item, at, is_once=is_once)

    def _field(self, name: str, item: FieldPlan, at: int, *, is_once: bool) -> None:
        match item.value:
            case One(_, _, nested):
                self.object(nested, at, is_once=is_once and at == 0)
            case EventsPlan():
                self.object(item.value.object, at, is_once=False)
            case Many(_, arguments, nested):
                listed = self._list(at, None if "first" in arguments else name, _size(arguments), is_once=is_once)
                self.object(nested, listed, is_once=self._is_distinct(listed))
            case Alternatives():
                self._alternatives(item.value, at)
            case Pages():
                self._pages(name, item.value, at, is_once=is_once)
            case _:
                pass

    def _alternatives(self, plan: Alternatives, at: int) -> None:
        read = plan.given.read
        if plan.mark.is_list:
            at = self._list(at, None, lambda variables: len(read(variables)), is_once=False)
        self.lists[at].objects += 1
        for _, option in plan.options:  # only one of them comes true
            self._fields(option, at, is_once=at == 0)

    def _pages(self, name: str, plan: Pages, at: int, *, is_once: bool) -> None:
        listed = self._list(at, name, _size(plan.arguments) or _default_size, is_once=is_once)
        self.lists[at].objects += 1
        self._parts(plan, plan.object, at, listed)
        if plan.where is not None or plan.arguments.get("search") is not None or _is_sorted(plan):
            self.lists[listed].looks.append(plan.where)

    def _parts(self, plan: Pages, parts: ObjectPlan, at: int, listed: int) -> None:
        """What a connection is made of: `at` are its parents, `listed` its rows."""
        for item in parts.fields:
            if not isinstance(item.value, PartPlan):
                continue
            nested = item.value.object
            match item.value.part:
                case Part.EDGES if nested is not None:
                    self.lists[listed].objects += 1
                    self._parts(plan, nested, listed, listed)
                case Part.NODES | Part.NODE if nested is not None:
                    self.object(nested, listed, is_once=self._is_distinct(listed))
                case Part.PAGE_INFO:
                    self.lists[at].objects += 1
                case Part.TOTAL_COUNT:
                    if not is_counted(plan, plan.where, CountedBy.NOTHING):
                        self.lists[listed].looks.append(plan.where)
                case Part.FACETS if nested is not None:
                    self.lists[at].objects += 1
                    self._facets(plan, nested, at, listed)
                case _:
                    pass

    def _facets(self, plan: Pages, facets: ObjectPlan, at: int, listed: int) -> None:
        for item in facets.fields:
            if isinstance(item.value, PartPlan) and isinstance(item.value.part, Facet) and item.value.object:
                name, arguments = f"{facets.type_name}.{item.name}", item.value.arguments
                counted = self._list(at, name, _size(arguments), is_once=False)
                if is_counted(plan, plan.where, item.value.part.counted_by(arguments)):
                    self.lists[counted].looks.append(None)
                else:
                    self.lists[listed].looks.append(plan.where)
                self.object(item.value.object, counted, is_once=False)

    def _is_distinct(self, listed: int) -> bool:
        """Whether no row of a list comes twice: under one parent none does."""
        return self.lists[listed].parent == 0

    def _list(self, at: int, name: str | None, size: Read | None, *, is_once: bool) -> int:
        self.lists.append(_Rows(at, name, size, is_once))
        return len(self.lists) - 1


def _size(arguments: Arguments) -> Read | None:
    given = arguments.get("first") or arguments.get("last")
    return given.read if isinstance(given, Given) else None


def _default_size(_: Mapping[str, object]) -> int:
    return DEFAULT_PAGE_SIZE


def _is_sorted(plan: Pages) -> bool:
    """Whether the list has another order than the one it is stored in."""
    return plan.mark.ordering is not None and plan.order != plan.mark.ordering.default
