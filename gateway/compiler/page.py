"""One page of a connection as SQL: a subquery by keyset, what lies beyond it, and the count.

Relay, "GraphQL Cursor Connections Specification". Sort keys are never null, so plain comparisons give a total order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from gateway import sql
from gateway.compiler.beyond import Beyond, beyond
from gateway.compiler.counted import counted_rows
from gateway.compiler.cursors import order_name, search_name
from gateway.compiler.lowering import ROOT, Lowering, columns_of, limited, order_by
from gateway.compiler.plan import ObjectPlan, Pages, PartPlan, Predicate
from gateway.compiler.predicates import lower_predicate, sought_columns
from gateway.errors import RequestError
from gateway.marks import Input, Part, Row, Rows, Term
from gateway.tables import CountedBy

__all__ = ["DEFAULT_PAGE_SIZE", "MAX_PAGE_SIZE", "Page", "any_arm", "counted_list", "sized"]

DEFAULT_PAGE_SIZE = 25
MAX_PAGE_SIZE = 100

_ONE: ColumnElement[int] = literal_column("1")


def page_size(value: int) -> int:
    """The size, if a page may have it.

    Raises:
        RequestError: when it is negative or over `MAX_PAGE_SIZE`.
    """
    if not 0 <= value <= MAX_PAGE_SIZE:
        raise RequestError(f"A page has 0 to {MAX_PAGE_SIZE} items; {value} were asked for.", limit=MAX_PAGE_SIZE)
    return value


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a connection in their order, and the window that the caller asked for."""

    rows: Rows
    unscored: Callable[[], Rows]
    matching: Callable[[], ColumnElement[int]] | None
    counted: Callable[[], Rows]
    terms: tuple[Term, ...]
    name: ColumnElement[str]
    size: ColumnElement[int]
    after: Beyond | None
    before: Beyond | None
    is_backward: bool

    @classmethod
    def of(cls, lowering: Lowering, plan: Pages, parent: Row) -> "Page":
        """The page that a plan asks for, under one parent."""
        arguments = plan.arguments
        is_by_score = plan.mark.ordering is not None and plan.mark.ordering.relevance in dict(plan.order)
        given = arguments.get("first") or arguments.get("last")
        size = literal_column(str(DEFAULT_PAGE_SIZE)) if given is None else sized(given)
        is_scored = is_by_score or _shows_scores(plan.object)
        most = size if _begins_with_best(plan) else None
        rows = whole_list(lowering, plan, parent, plan.where, is_scored=is_scored, most=most)
        terms = _terms(plan, rows)
        name = order_name(plan.mark.name, plan.order)
        search = arguments["search"] if is_by_score else None
        return cls(
            rows=rows,
            unscored=lambda: rows if rows.matches is None else whole_list(lowering, plan, parent, plan.where),
            matching=rows.matches.count if rows.matches is not None and plan.where is None else None,
            counted=lambda: counted_list(lowering, plan, parent, plan.where, CountedBy.NOTHING, is_narrow=True),
            terms=terms,
            name=sql.quoted(name) if search is None else search.bind(search_name(name)),
            size=size,
            after=beyond(arguments.get("after"), name, search, terms, backward=False),
            before=beyond(arguments.get("before"), name, search, terms, backward=True),
            is_backward=arguments.get("last") is not None,
        )

    def subquery(self, shown: Row, more: Sequence[ColumnElement[Any]], *, with_keys: bool) -> Any:
        """The page's rows in order: the columns that `shown` has been asked for, `more` of them, and the sort keys.

        SELECT article_1.title AS title FROM article AS article_1
        WHERE article_1.status = 0 ORDER BY coalesce(article_1.published_at, '') DESC, article_1.path LIMIT ?
        """
        arms = arms_of(self.rows)
        columns = [*columns_of(shown), *more]
        if with_keys or self.is_backward or len(arms) > 1:
            columns += [term.key.label(f"key_{number}") for number, term in enumerate(self.terms, 1)]
        selects = [self._limited(self._select(columns, arm, self._window), self._order) for arm in arms]
        page = selects[0] if len(selects) == 1 else self._merged(selects, shown)
        if self.is_backward:
            forward = order_by(self._keys(shown))
            page = select(literal_column("*")).select_from(page.subquery(shown.alias)).order_by(*forward)
        return page.subquery(shown.alias)

    def count(self) -> ColumnElement[int]:
        """The length of the whole list: counted, or added up from counts that are kept.

        (SELECT count(*) FROM article AS article_1 WHERE ...)
        """
        if self.matching is not None:
            return self.matching()
        rows = self.counted()
        number = func.count() if rows.weight is None else func.coalesce(func.sum(rows.weight), literal_column("0"))
        return select(number).select_from(rows.clause).where(*rows.where, *any_arm(rows)).scalar_subquery()

    def reaches(self, *, forward: bool) -> ColumnElement[bool]:
        """Whether the list goes on after (or, not forward, before) the page: within the window, or outside of it."""
        outside = self.before if forward else self.after
        found = []
        if forward is not self.is_backward:
            rows = self.rows if self._window else self.unscored()
            inside = select(_ONE).select_from(rows.clause).where(*rows.where, *any_arm(rows), *self._window)
            found.append(exists(inside.limit(_ONE).offset(self.size)))
        if outside is not None:
            found.append(exists(self._select([_ONE], any_arm(self.rows), (outside.complement,))))
        return or_(*found) if found else literal_column("1 = 0", Boolean)

    def cursor(self, shown: Row) -> ColumnElement[str]:
        """The text of a row's cursor."""
        return sql.cursor_text(self.name, [term.key for term in self._keys(shown)])

    @property
    def _window(self) -> tuple[ColumnElement[bool], ...]:
        return tuple(each.condition for each in (self.after, self.before) if each is not None)

    @property
    def _order(self) -> list[ColumnElement[Any]]:
        return order_by(self.terms, backward=self.is_backward)

    def _keys(self, shown: Row) -> tuple[Term, ...]:
        """The sort keys as the page's subquery gives them: `article_1.key_1`."""
        return tuple(
            replace(term, key=literal_column(f"{shown.alias}.key_{number}", term.key.type), is_long=False)
            for number, term in enumerate(self.terms, 1)
        )

    def _select(
        self,
        columns: Sequence[ColumnElement[Any]],
        arm: tuple[ColumnElement[bool], ...],
        window: tuple[ColumnElement[bool], ...],
    ) -> Select[Any]:
        return select(*columns).select_from(self.rows.clause).where(*self.rows.where, *arm, *window)

    def _limited(self, statement: Select[Any], order: Sequence[ColumnElement[Any]]) -> Select[Any]:
        return limited(statement.order_by(*order), self.size)

    def _merged(self, selects: Sequence[Select[Any]], shown: Row) -> Select[Any]:
        """`SELECT * FROM (SELECT * FROM (page of arm 1) UNION ALL SELECT * FROM (page of arm 2)) ORDER BY ... LIMIT ?`.

        An index gives the order within an arm only, so each arm gives a page and the best of them all are kept.
        """
        everything: ColumnElement[Any] = literal_column("*")
        pages = [select(everything).select_from(each.subquery(f"arm_{n}")) for n, each in enumerate(selects, 1)]
        merged = select(everything).select_from(union_all(*pages).subquery(shown.alias))
        return self._limited(merged, order_by(self._keys(shown), backward=self.is_backward))


def whole_list(
    lowering: Lowering,
    plan: Pages,
    parent: Row,
    where: Predicate | None,
    *,
    is_scored: bool = False,
    most: ColumnElement[int] | None = None,
) -> Rows:
    """The rows of a connection under one parent, in all pages, narrowed by a search and a predicate."""
    rows = lowering.rows(plan.mark.rows, parent, plan.arguments)
    if plan.mark.search is not None and plan.arguments.get("search") is not None:
        search, is_nested = plan.mark.search, parent is not ROOT
        rows = search.rows(lowering.names, rows, plan.arguments, is_scored=is_scored, is_nested=is_nested, most=most)
    if where is None:
        return rows
    return replace(rows, where=(*rows.where, lower_predicate(lowering, rows.child, where)))


def counted_list(
    lowering: Lowering, plan: Pages, parent: Row, where: Predicate | None, counted_by: int, *, is_narrow: bool
) -> Rows:
    """What is added up to count a connection under one parent: the counts that are kept of it, or else all its rows.

    `is_narrow`: nothing is asked of the rows but what every index has, or a filter.
    """
    kept = counted_rows(lowering, plan, parent, where, counted_by)
    sought = sought_columns(where, is_narrow=is_narrow)
    return kept or whole_list(replace(lowering, sought=sought), plan, parent, where)


def arms_of(rows: Rows) -> Sequence[tuple[ColumnElement[bool], ...]]:
    """The condition of each arm; one that is always true without arms, and one that never is without any status."""
    if rows.arms is None:
        return [()]
    return [(arm,) for arm in rows.arms] or [(literal_column("1 = 0"),)]


def any_arm(rows: Rows) -> tuple[ColumnElement[bool], ...]:
    """`article_1.status = 0 OR article_1.status = 2`."""
    arms = arms_of(rows)
    return arms[0] if len(arms) == 1 else (or_(*(arm for (arm,) in arms)),)


def sized(given: Input) -> ColumnElement[int]:
    """`CAST(? AS INTEGER)`: SQLite 3.50 and later plan anew for each value of a bare parameter in a LIMIT."""
    return cast(given.bind(page_size), Integer)


def _terms(plan: Pages, rows: Rows) -> tuple[Term, ...]:
    ordering = plan.mark.ordering
    if ordering is None:
        return rows.order
    return (*(ordering.terms[name](rows, descending) for name, descending in plan.order), *ordering.ties(rows))


def _begins_with_best(plan: Pages) -> bool:
    """Whether a page has the best of all matches and no others: the first page by relevance, of an unfiltered list."""
    ordering, arguments = plan.mark.ordering, plan.arguments
    is_best_first = ordering is not None and plan.order[:1] == ((ordering.relevance, True),)
    narrowed = (plan.where, *map(arguments.get, ("after", "before", "last")))
    return is_best_first and all(each is None for each in narrowed)


def _shows_scores(plan: ObjectPlan) -> bool:
    """Whether the edges of a connection show how well they match."""
    parts = [field.value for field in plan.fields if isinstance(field.value, PartPlan)]
    return any(part.part is Part.SCORE or (part.object and _shows_scores(part.object)) for part in parts)
