"""Which counts are kept of which lists of articles, and how they are read: see `gateway.tables.article_count`."""

from collections.abc import Mapping
from typing import Final

from gateway.graph.relations import number, providers, statuses, topics
from gateway.marks import Arguments, CountedWithin, Counts, Names, Rows, Within
from gateway.tables import CountedBy, article_count, article_kind

__all__ = ["OF_ALL", "OF_PROVIDER", "OF_TOPIC", "WITHIN_PROVIDER", "WITHIN_TOPIC"]

_COLUMNS: Final = frozenset(article_kind.columns.keys()) - {"id", "status"}

_ALL_THERE_IS: Final[Mapping[int, int]] = {by: by for by in CountedBy}
_BUT_SPANS: Final[Mapping[int, int]] = {
    CountedBy.NOTHING: CountedBy.PROVIDER,  # within a provider there is one
    CountedBy.PROVIDER: CountedBy.PROVIDER,
    CountedBy.TOPIC: CountedBy.TOPIC,
}


def counted_articles(names: Names, arguments: Arguments, counted_by: int, within: Within) -> Rows:
    """`FROM article_kind JOIN article_count ON kind_id = id WHERE within = 0 AND counted_by = 1 AND status = 0`."""
    kind, count = names.row(article_kind), names.row(article_count)
    clause = kind.clause.join(count.clause, count.kind_id == kind.id)
    where = (within(count.within), count.counted_by == number(counted_by))
    arms = statuses(kind, arguments["status"])
    return Rows(kind, clause, where, arms=arms, link=count, weight=count.articles)


OF_ALL: Final = Counts(counted_articles, _ALL_THERE_IS, _COLUMNS)
OF_TOPIC: Final = Counts(counted_articles, _ALL_THERE_IS, _COLUMNS, is_within_parent=True)
OF_PROVIDER: Final = Counts(counted_articles, _BUT_SPANS, _COLUMNS, is_within_parent=True)

WITHIN_TOPIC: Final = CountedWithin(topics, _ALL_THERE_IS, distinct=frozenset({"name"}))
"""The topics of an article are of one source, and none has two of one name there."""

WITHIN_PROVIDER: Final = CountedWithin(providers, _BUT_SPANS)
