"""Makes dirty topics anew: as their file defines them, else as the newest article, or their first child, names them."""

from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, delete, func, select, union

from gateway.content.entries import TopicEntry
from gateway.content.identity import fold_name, slugify
from gateway.content.statuses import PUBLISHED
from gateway.loader import work
from gateway.loader.definitions import DEFINED_TOPICS, Definitions, read_definitions
from gateway.loader.packed import decode_entry
from gateway.loader.rows import shown_digest
from gateway.loader.search import note_topic_names
from gateway.loader.seen import Seen
from gateway.loader.statements import upsert
from gateway.store import Transaction
from gateway.tables import article, article_topic, topic
from gateway.tables.metadata import newest_first

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


def _of_newest(column: Any) -> Any:
    """What the newest article with the topic says.

    `(SELECT name FROM article_topic JOIN article … WHERE topic_id = dirty.id ORDER BY … LIMIT 1)`
    """
    query = select(column).join(article, article.c.id == article_topic.c.article_id)
    query = query.where(article_topic.c.topic_id == _key.c.id)
    ordered = query.order_by(newest_first(article_topic.c.published_at), article.c.path, article_topic.c.position)
    return ordered.select_from(article_topic).limit(1).scalar_subquery()


_NAMED: Final = select(
    _key.c.id,
    _of_newest(article_topic.c.name),
    _of_newest(article.c.source),
    select(func.count())
    .where(article_topic.c.topic_id == _key.c.id, article_topic.c.status == PUBLISHED)
    .scalar_subquery(),
)
_DELETE: Final = delete(topic).where(topic.c.id == bindparam("id"))


async def write_topics(transaction: Transaction, seen: Seen, *, has_new_definitions: bool) -> Definitions:
    """Write every dirty topic, all defined ones and parents if a topic file changed; delete those that are no more.

    `SELECT dirty.id, (SELECT name …), (SELECT source …), (SELECT count(*) FROM article_topic WHERE topic_id = dirty.id
    AND status = 0) FROM (SELECT DISTINCT id FROM dirty_topic) AS dirty`
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
