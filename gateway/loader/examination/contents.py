"""Whether rows agree with their digests, and the snapshot with all of them and with what is counted."""

from collections import defaultdict
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, select

from gateway.content.statuses import PUBLISHED
from gateway.loader.examination.findings import DAMAGED, LOAD, Finding, failed, passed
from gateway.loader.fan_outs import count_lists
from gateway.loader.parts import PARTS, all_parts, hashed
from gateway.loader.rows import NEVER_SHOWN, article_digest, shown_digest
from gateway.loader.snapshot import count_all
from gateway.store import Transaction
from gateway.tables import (
    ALL_ARTICLES,
    CountedBy,
    article,
    article_count,
    article_detail,
    article_image,
    article_kind,
    article_topic,
    fan_out,
    image,
    provider,
    provider_image,
    snapshot,
    topic,
)

__all__ = ["check_contents", "check_counts", "check_snapshot"]

_BATCH: Final = 2_000

_NOT_SHOWN: Final = frozenset(("id", "provider_name", "document_id", "digest"))
_FRONT: Final = [column for column in article.c if column.name not in _NOT_SHOWN]
_wide = ("body", "body_format", "featured_content", "amp_web_url", "cdn_amp_web_url", "extra")
_WIDE: Final = [article_detail.c[name] for name in _wide]
_ARTICLES: Final = (
    select(article.c.id, article.c.digest, *_FRONT, *_WIDE)
    .select_from(article.outerjoin(article_detail, article_detail.c.article_id == article.c.id))
    .where(article.c.id > bindparam("after"))
    .order_by(article.c.id)
    .limit(_BATCH)
)


def _named_by(table: Table, named: ColumnElement[int]) -> Select[Any]:
    """`SELECT article_id, topic_id FROM article_topic WHERE article_id BETWEEN ? AND ? ORDER BY article_id, …`."""
    ids = table.c.article_id
    chosen = select(ids, named).where(ids.between(bindparam("first"), bindparam("last")))
    return chosen.order_by(ids, table.c.position)


_TOPICS_OF: Final = _named_by(article_topic, article_topic.c.topic_id)
_IMAGES_OF: Final = _named_by(article_image, article_image.c.image_id)

_shown_of_topic: Final = ("source", "name", "slug", "description", "parent_id", "is_defined", "file_name")
_shown_of_image: Final = ("url", "width", "height", "is_cached", "title", "attribution")
_SHARED: Final = {
    "topics": select(topic.c.digest, *(topic.c[name] for name in _shown_of_topic)),
    "images": select(image.c.digest, *(image.c[name] for name in _shown_of_image)),
}
_PROVIDERS: Final = select(provider.c.id, provider.c.digest, provider.c.name, provider.c.domain, provider.c.description)
_IMAGES_OF_PROVIDERS: Final = select(provider_image.c.provider_id, provider_image.c.image_id).order_by(
    provider_image.c.provider_id, provider_image.c.position
)
_OF_TOPIC: Final = select(func.count()).where(
    article_topic.c.topic_id == topic.c.id, article_topic.c.status == PUBLISHED
)
_OF_PROVIDER: Final = select(func.count()).where(article.c.provider_id == provider.c.id, article.c.status == PUBLISHED)
_MISCOUNTED: Final = {
    "topics": select(func.count()).where(topic.c.article_count != _OF_TOPIC.scalar_subquery()),
    "providers": select(func.count()).where(provider.c.article_count != _OF_PROVIDER.scalar_subquery()),
}
_OF_KIND: Final = ("status", "source", "collection", "category", "type")
_kept = article_count.c


def _kept_by(by: CountedBy, counted: ColumnElement[int]) -> tuple[Any, Any]:
    """What is said of topics or providers, and what is so.

    `SELECT value, sum(articles) FROM article_count …`, `SELECT topic_id, count(*) FROM article_topic GROUP BY topic_id`
    """
    said = select(_kept.value, func.sum(_kept.articles)).group_by(_kept.value)
    is_meant = _kept.within == ALL_ARTICLES, _kept.counted_by == int(by)
    return said.where(*is_meant), select(counted, func.count()).where(counted.is_not(None)).group_by(counted)


_day: Final = func.substr(article.c.published_at, 1, 10)
_of_kind = [article_kind.c[name] for name in _OF_KIND]
_KEPT: Final = {
    "articles by kind": (
        select(*_of_kind, _kept.articles)
        .join_from(article_kind, article_count, _kept.kind_id == article_kind.c.id)
        .where(_kept.within == ALL_ARTICLES, _kept.counted_by == int(CountedBy.NOTHING)),
        select(*(article.c[name] for name in _OF_KIND), func.count()).group_by(*(article.c[name] for name in _OF_KIND)),
    ),
    "articles by topic": _kept_by(CountedBy.TOPIC, article_topic.c.topic_id),
    "articles by provider": _kept_by(CountedBy.PROVIDER, article.c.provider_id),
    "articles by day": (
        select(_kept.start, func.sum(_kept.articles))
        .where(_kept.within == ALL_ARTICLES, _kept.counted_by == int(CountedBy.DAY))
        .group_by(_kept.start),
        select(_day, func.count()).where(_day.is_not(None)).group_by(_day),
    ),
}
"""What loads keep, and what they keep it of."""

_counted = ("published", "unpublished", "stubs", "removed", "providers", "topics", "images")
_SAID: Final = select(*(snapshot.c[name] for name in _counted))
_FAN_OUTS: Final = select(fan_out.c.list, fan_out.c.total, fan_out.c.most)
_ID: Final = select(snapshot.c.id)


async def check_contents(transaction: Transaction) -> Finding:
    """Whether every article, topic, provider and image says what its digest was made of."""
    wrong = {
        "articles": await _wrong_articles(transaction),
        "providers": await _wrong_providers(transaction),
        **{name: await _wrong_shared(transaction, query) for name, query in _SHARED.items()},
    }
    if not any(wrong.values()):
        return passed("contents", "Every article, provider, topic and image agrees with its digest.")
    told = ", ".join(f"{count:,} {name}" for name, count in wrong.items() if count)
    return failed("contents", f"These do not say what was loaded: {told}.", DAMAGED)


async def _wrong_articles(transaction: Transaction) -> int:
    wrong, last = 0, -1
    while rows := await transaction.fetch_all(_ARTICLES, {"after": last}):
        first, last = rows[0][0], rows[-1][0]
        topics = await _lists(transaction, _TOPICS_OF, {"first": first, "last": last})
        images = await _lists(transaction, _IMAGES_OF, {"first": first, "last": last})
        for identity, digest, *shown in rows:
            front, wide = tuple(shown[: len(_FRONT)]), tuple(shown[len(_FRONT) :])
            expected = article_digest(front, wide, topics[identity], images[identity])
            wrong += digest not in (expected, NEVER_SHOWN)
    return wrong


async def _wrong_providers(transaction: Transaction) -> int:
    images = await _lists(transaction, _IMAGES_OF_PROVIDERS, {})
    rows = await transaction.fetch_all(_PROVIDERS)
    return sum(digest != shown_digest(*shown, images[identity]) for identity, digest, *shown in rows)


async def _wrong_shared(transaction: Transaction, query: Select[Any]) -> int:
    wrong = 0
    async for rows in transaction.stream(query):
        wrong += sum(digest != shown_digest(*shown) for digest, *shown in rows)
    return wrong


async def _lists(transaction: Transaction, query: Select[Any], parameters: dict[str, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for parent, named in await transaction.fetch_all(query, parameters):
        found[parent].append(named)
    return found


async def check_snapshot(transaction: Transaction) -> Finding:
    """Whether the id of the snapshot is that of what is stored."""
    rows = await transaction.fetch_all(_ID)
    if not rows:
        return failed("snapshot", "Nothing has been loaded yet.", LOAD)
    [(identity,)] = rows
    kept, parts = await transaction.fetch_all(PARTS), await all_parts(transaction)
    if parts and not kept:
        return passed("snapshot", f"The snapshot {identity} is an earlier version's: the next load names it anew.")
    if kept == parts and identity == hashed(parts):
        return passed("snapshot", f"The snapshot {identity} is that of what is stored.")
    return failed("snapshot", f"The snapshot {identity} is not that of what is stored.", DAMAGED)


async def check_counts(transaction: Transaction) -> Finding:
    """Whether what is counted at load is what can be counted now."""
    said = await transaction.fetch_all(_SAID)
    wrong = ["snapshot"] if said and list(said[0]) != await count_all(transaction) else []
    if said and set(await transaction.fetch_all(_FAN_OUTS)) != set(await count_lists(transaction)):
        wrong.append("how long lists are")
    for name, query in _MISCOUNTED.items():
        [(count,)] = await transaction.fetch_all(query)
        wrong += [f"{count:,} {name}"] if count else []
    for name, (said_of_each, counted) in _KEPT.items():
        if set(await transaction.fetch_all(said_of_each)) != set(await transaction.fetch_all(counted)):
            wrong.append(name)
    if not wrong:
        return passed("counts", "What was counted at load is what can be counted now.")
    return failed("counts", f"Counted otherwise now: {', '.join(wrong)}.", DAMAGED)
