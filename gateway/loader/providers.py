"""Makes dirty providers anew: how the newest article spells them, and what their organization says of their domain."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select

from gateway.content.entries import ImageUse, OrganizationEntry
from gateway.content.identity import image_id
from gateway.content.statuses import PUBLISHED
from gateway.loader import work
from gateway.loader.newest import newest_of_each_status
from gateway.loader.packed import decode_entry
from gateway.loader.rows import distinct_images, image_row, image_values, shown_digest
from gateway.loader.search import note_provider_names
from gateway.loader.statements import keys_in
from gateway.loader.tasks import ORGANIZATION
from gateway.loader.upserts import insert_missing, upsert
from gateway.store import Transaction
from gateway.tables import article, article_detail, document, provider, provider_image
from gateway.tables import image as picture
from gateway.tables.metadata import newest_first

__all__ = ["write_providers"]


class _Named(NamedTuple):
    id: int
    domain: str | None
    name: str | None
    images: bytes | None
    article_count: int


_key: Final = (
    select(provider.c.id, provider.c.domain).where(provider.c.id.in_(keys_in(work.dirty_provider))).subquery("dirty")
)


_IMAGES: Final = (
    select(article_detail.c.provider_images)
    .join(article, article.c.id == article_detail.c.article_id)
    .where(article.c.provider_id == _key.c.id, article_detail.c.provider_images.is_not(None))
    .order_by(newest_first(article.c.published_at), article.c.path)
    .limit(1)
    .scalar_subquery()
)
"""Those that the newest article with any has."""

_NAMED: Final = (
    select(
        _key.c.id,
        _key.c.domain,
        newest_of_each_status(article.c.provider_name, article.c.provider_id, _key.c.id),
        _IMAGES,
        select(func.count()).where(article.c.provider_id == _key.c.id, article.c.status == PUBLISHED).scalar_subquery(),
    )
    .select_from(_key)
    .order_by(_key.c.id)
)
_OF_DOMAIN: Final = work.copied(
    work.dirty_provider, select(provider.c.id).where(provider.c.domain == bindparam("domain"))
)
_ORGANIZATIONS: Final = (
    select(document.c.entry)
    .where(document.c.kind == ORGANIZATION)
    .order_by(document.c.is_archived, document.c.source, document.c.file)
)
_dirty: Final = keys_in(work.dirty_provider)
_OLD_IMAGES: Final = work.copied(
    work.dirty_image, select(provider_image.c.image_id).where(provider_image.c.provider_id.in_(_dirty))
)
_CLEAR_IMAGES: Final = delete(provider_image).where(provider_image.c.provider_id.in_(_dirty))
_ADD_IMAGES: Final = insert(provider_image)
_DIRTY_IMAGES: Final = insert(work.dirty_image)
_DELETE: Final = delete(provider).where(provider.c.id == bindparam("id"))


async def write_providers(transaction: Transaction, domains: set[str]) -> None:
    """Write every dirty provider and those of dirty domains; delete the ones that nobody names.

    `SELECT dirty.id, dirty.domain, (SELECT provider_name …), (SELECT provider_images …), (SELECT count(*) …)
    FROM (SELECT id, domain FROM provider WHERE id IN (SELECT id FROM dirty_provider)) AS dirty ORDER BY dirty.id`
    """
    for domain in sorted(domains):
        await transaction.execute(_OF_DOMAIN, {"domain": domain})
    await transaction.execute(_OLD_IMAGES)
    await transaction.execute(_CLEAR_IMAGES)
    await note_provider_names(transaction)
    organizations = await _organizations(transaction)
    for rows in [rows async for rows in transaction.stream(_NAMED)]:
        named = [_Named(*row) for row in rows]
        await _write(transaction, [one for one in named if one.name is not None], organizations)
        await transaction.execute_many(_DELETE, [(one.id,) for one in named if one.name is None])


async def _organizations(transaction: Transaction) -> dict[str, OrganizationEntry]:
    """The organization of each domain: live before archived, then the first by source and file."""
    found: dict[str, OrganizationEntry] = {}
    for (packed,) in await transaction.fetch_all(_ORGANIZATIONS):
        entry = decode_entry(packed)
        if isinstance(entry, OrganizationEntry):
            found.setdefault(entry.domain, entry)
    return found


async def _write(
    transaction: Transaction, named: Sequence[_Named], organizations: dict[str, OrganizationEntry]
) -> None:
    providers: list[tuple[Any, ...]] = []
    pictures: list[tuple[Any, ...]] = []
    shown: dict[int, tuple[Any, ...]] = {}
    for one in named:
        organization = organizations.get(one.domain) if one.domain is not None else None
        description = organization.description if organization else None
        uses = distinct_images(_images(one, organization))
        images = [image_id(use.url) for use in uses]
        digest = shown_digest(one.name, one.domain, description, images)
        providers.append((one.id, one.name, one.domain, description, one.article_count, digest))
        for position, (image, use) in enumerate(zip(images, uses, strict=True)):
            pictures.append((one.id, position, image, *image_values(use)))
            shown[image] = image_row(image, use)
    await transaction.execute_many(upsert(provider, transaction.dialect), providers)
    await transaction.execute_many(insert_missing(picture, transaction.dialect), list(shown.values()))
    await transaction.execute_many(_ADD_IMAGES, pictures)
    await transaction.execute_many(_DIRTY_IMAGES, [(image,) for image in shown])


_decode_images: Final = msgspec.msgpack.Decoder(tuple[ImageUse, ...]).decode


def _images(named: _Named, organization: OrganizationEntry | None) -> Sequence[ImageUse]:
    """The organization's pictures if it has any, else those of the newest article that names some."""
    if organization and organization.images:
        return organization.images
    return _decode_images(named.images) if named.images else ()
