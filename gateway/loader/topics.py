"""Makes dirty topics anew: as their file defines them, else as the newest article, or their first child, names them."""

from typing import Any, Final, NamedTuple

from sqlalchemy import and_, bindparam, delete, func, select, union

from gateway.content.entries import TopicEntry
from gateway.content.identity import fold_name, slugify
from gateway.content.statuses import PUBLISHED
from gateway.loader import work
from gateway.loader.definitions import DEFINED_TOPICS, Definitions, read_definitions
from gateway.loader.newest import newest_of_each_status
from gateway.loader.packed import decode_entry
from gateway.loader.rows import shown_digest
from gateway.loader.search import note_topic_names
from gateway.loader.seen import Seen
from gateway.loader.upserts import upsert
from gateway.store import Transaction
from gateway.tables import article, article_topic, topic

__all__ = ["write_topics"]


class _Named(NamedTuple):
    id: int
    name: str | None
    source: str | None
    article_count: int


_WITHOUT_ARTICLES: Final = union(
    select(topic.c.id).where(topic.c.is_defined == 1), select(topic.c.parent_id).where(topic.c.parent_id.is_not(None))
)
_key: Final = select(work.dirty_topic.c.id).distinct().subquery("dirty")
_counted: Final = article_topic.alias("counted")


_newest: Final = newest_of_each_status(article_topic.c.article_id, article_topic.c.topic_id, _key.c.id).label(
    "article_id"
)
_found: Final = select(_key.c.id, _newest).subquery("found")
_NAMED: Final = select(
    _found.c.id,
    article_topic.c.name,
    article.c.source,
    select(func.count()).where(_counted.c.topic_id == _found.c.id, _counted.c.status == PUBLISHED).scalar_subquery(),
).select_from(
    _found.outerjoin(
        article_topic,
        and_(article_topic.c.article_id == _found.c.article_id, article_topic.c.topic_id == _found.c.id),
    ).outerjoin(article, article.c.id == _found.c.article_id)
)
_DELETE: Final = delete(topic).where(topic.c.id == bindparam("id"))


async def write_topics(transaction: Transaction, seen: Seen, *, has_new_definitions: bool) -> Definitions:
    """Write every dirty topic, all defined ones and parents if a topic file changed; delete those that are no more.

    `SELECT found.id, article_topic.name, article.source, (SELECT count(*) FROM article_topic AS counted WHERE
    topic_id = found.id AND status = 0) FROM (SELECT dirty.id, (SELECT article_id …) AS article_id FROM (SELECT DISTINCT
    id FROM dirty_topic) AS dirty) AS found LEFT OUTER JOIN article_topic ON … LEFT OUTER JOIN article ON …`
    """
    definitions = await fetch_definitions(transaction)
    if has_new_definitions:
        old = await transaction.fetch_all(_WITHOUT_ARTICLES)
        ids = {identity for (identity,) in old} | definitions.by_id.keys() | set(definitions.parents.values())
        await seen.mark_topics(transaction, ids)
    await note_topic_names(transaction)
    named = [_Named(*row) for row in await transaction.fetch_all(_NAMED)]
    rows = {one.id: _row(one, definitions) for one in named}
    await transaction.execute_many(upsert(topic, transaction.dialect), [row for row in rows.values() if row])
    await transaction.execute_many(_DELETE, [(identity,) for identity, row in rows.items() if row is None])
    return definitions


async def fetch_definitions(transaction: Transaction) -> Definitions:
    """Read all topic files from what is stored."""
    stored = [(file, decode_entry(packed)) for file, packed in await transaction.fetch_all(DEFINED_TOPICS)]
    return read_definitions((file, entry) for file, entry in stored if isinstance(entry, TopicEntry))


def _row(named: _Named, definitions: Definitions) -> tuple[Any, ...] | None:
    """The topic's row; None when nothing defines or names it."""
    shown: tuple[Any, ...]
    if defined := definitions.by_id.get(named.id):
        parent = definitions.parents.get(named.id)
        shown = (defined.source, defined.name, defined.slug, defined.description, parent, 1, defined.file_name)
    elif named.name is not None:
        shown = (named.source, named.name, slugify(named.name), None, None, 0, None)
    elif (child := definitions.first_naming(named.id)) and child.parent is not None:
        shown = (child.source, child.parent, slugify(child.parent), None, None, 0, None)
    else:
        return None
    source, name, *rest = shown
    return (named.id, source, name, fold_name(name), *rest, named.article_count, shown_digest(*shown))
