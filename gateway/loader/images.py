"""Makes dirty images anew from all their uses: documents first, then pictures of providers, then stubs."""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import bindparam, case, delete, func, select

from gateway.content.entries import ImageUse
from gateway.content.merging import merge_image, newest_first
from gateway.loader import work
from gateway.loader.rows import image_row
from gateway.loader.statements import keys_in
from gateway.loader.stubs import grouped
from gateway.loader.upserts import upsert
from gateway.store import Transaction
from gateway.tables import article, article_image, image, provider_image

__all__ = ["make_images", "write_images"]

Row = Sequence[Any]

_BY_DOCUMENT: Final = 0
_BY_STUB: Final = 1
_SHOWN: Final = ("width", "height", "is_cached", "title", "attribution")

_ARTICLE_USES: Final = (
    select(
        image.c.id,
        image.c.url,
        case((article.c.document_id.is_not(None), _BY_DOCUMENT), else_=_BY_STUB),
        article.c.published_at,
        article.c.path,
        article_image.c.position,
        *(article_image.c[name] for name in _SHOWN),
    )
    .select_from(image)
    .join(article_image, article_image.c.image_id == image.c.id, isouter=True)
    .join(article, article.c.id == article_image.c.article_id, isouter=True)
    .where(image.c.id.in_(keys_in(work.dirty_image)))
    .order_by(image.c.id)
)
_PROVIDER_USES: Final = (
    select(provider_image.c.image_id, *(provider_image.c[name] for name in _SHOWN))
    .where(provider_image.c.image_id.in_(keys_in(work.dirty_image)))
    .order_by(provider_image.c.image_id, provider_image.c.provider_id, provider_image.c.position)
)
_MARK_SHARED: Final = work.copied(
    work.dirty_image,
    select(article_image.c.image_id).group_by(article_image.c.image_id).having(func.count() > 1),
)
_DELETE: Final = delete(image).where(image.c.id == bindparam("id"))


async def write_images(transaction: Transaction, *, is_first: bool) -> None:
    """Write every dirty image; delete the ones that nothing uses. In a first load all are dirty that have many uses.

    `INSERT INTO dirty_image (id) SELECT image_id FROM article_image GROUP BY image_id HAVING count(*) > 1;
    SELECT image.id, image.url, CASE WHEN (article.document_id IS NOT NULL) THEN 0 ELSE 1 END, … FROM image
    LEFT OUTER JOIN article_image ON … LEFT OUTER JOIN article ON … WHERE image.id IN (SELECT id FROM dirty_image)
    ORDER BY image.id`
    """
    if is_first:
        await transaction.execute(_MARK_SHARED)
    of_providers: dict[int, list[Row]] = {}
    for identity, *values in await transaction.fetch_all(_PROVIDER_USES):
        of_providers.setdefault(identity, []).append(values)
    statement = upsert(image, transaction.dialect)
    async with aclosing(grouped(transaction, _ARTICLE_USES)) as uses:
        async for rows in uses:
            images, unused = make_images(rows, of_providers)
            await transaction.execute_many(statement, images)
            await transaction.execute_many(_DELETE, unused)


def make_images(rows: Sequence[Row], of_providers: Mapping[int, Sequence[Row]]) -> tuple[list[Row], list[Row]]:
    """The rows of the images whose uses these are, ordered by image, and the ids of those without any use."""
    images: list[Row] = []
    unused: list[Row] = []
    for identity, group in groupby(rows, key=itemgetter(0)):
        by_articles = list(group)
        url = by_articles[0][1]
        uses = [ImageUse(url, *values) for values in _ordered(by_articles, of_providers.get(identity, ()))]
        if uses:
            images.append(image_row(identity, merge_image(uses)))
        else:
            unused.append((identity,))
    return images, unused


def _ordered(by_articles: Sequence[Row], by_providers: Sequence[Row]) -> list[Row]:
    """The values of all uses: of documents, newest first, then of providers, then of stubs, newest first."""
    if len(by_articles) == 1:
        [only] = by_articles
        of_articles = [only] if only[4] is not None else []
    else:
        of_articles = newest_first(by_articles, itemgetter(3, 4, 5))
    first = [use[6:] for use in of_articles if use[2] == _BY_DOCUMENT]
    return [*first, *by_providers, *(use[6:] for use in of_articles if use[2] == _BY_STUB)]
