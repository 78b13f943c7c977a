"""A document with a title → an article."""

from gateway.content.bodies import read_body
from gateway.content.documents import Document, Place
from gateway.content.entries import ArticleEntry
from gateway.content.extra import read_rest
from gateway.content.findings import Findings
from gateway.content.images import read_images
from gateway.content.paths import article_place
from gateway.content.plain_items import PlainItems
from gateway.content.providers import read_provider
from gateway.content.related import read_related, read_written
from gateway.content.secured import read_secured
from gateway.content.titles import take_title
from gateway.content.topics import read_topics
from gateway.content.usual.articles import UsualArticle
from gateway.content.values import read_address, read_boolean, read_excerpt, read_instant, read_number, read_text

__all__ = ["make_article", "read_article"]

DEFAULT_TYPE = "article"


def read_article(document: Document, found: Findings) -> ArticleEntry | None:
    """The article of a document; None when it has neither title nor name, which is a problem."""
    keys, site = document.keys, document.site
    pop = keys.pop
    title = take_title(keys, found)
    if title is None:
        found.add("missing-title", "An article needs a `title` or a `name`.", document.root)
    category = read_text(pop("category", None), found)
    published_at = read_instant(pop("publishedDateTime", None), found)
    place = article_place(document.file, title or "", category, published_at)
    collection = place.collection
    provider, provider_extra = read_provider(keys.get("provider"), site, found)
    body = read_body(document.file, document.body)
    return ArticleEntry(
        source=document.source,
        collection=collection,
        slug=place.slug,
        is_archived=place.is_archived,
        category=category or collection,
        type=read_text(pop("type", None), found) or DEFAULT_TYPE,
        is_published=read_boolean(pop("published", None), found) is not False,
        is_removed=read_boolean(pop("removed", None), found) is True,
        title=title or "",
        excerpt=read_excerpt(pop("excerpt", None), found),
        body=body.text,
        body_format=body.format,
        published_at=published_at,
        web_url=read_address(pop("webUrl", None), found),
        original_url=read_address(pop("originalUrl", None), found),
        amp_web_url=read_address(pop("ampWebUrl", None), found),
        cdn_amp_web_url=read_address(pop("cdnAmpWebUrl", None), found),
        quality=read_number(pop("quality", None), found),
        heat=read_number(pop("heat", None), found),
        featured_content=read_text(pop("featuredContent", None), found) or None,
        provider=provider,
        topics=read_topics(pop("topics", None), found),
        images=read_images(pop("images", None), site, found),
        related=read_related(pop("related", None), collection, site, found),
        secured=read_secured(pop("secured", None), found),
        extra=read_rest(keys, provider_extra, found),
    )


def make_article(
    place: Place, usual: UsualArticle, body: str | None, items: PlainItems | None, found: Findings
) -> ArticleEntry:
    """The article of a document whose head is as usual, with its related list.

    Raises:
        PlaceUnknownError: when one of the items is not of the plain shape.
    """
    source, file, site = place
    story = usual.story
    collection, slug, is_archived = article_place(file, story.title, usual.category, story.published_at)
    text, text_format = read_body(file, body)
    return ArticleEntry(
        source=source,
        collection=collection,
        slug=slug,
        is_archived=is_archived,
        category=usual.category or collection,
        type=story.type or DEFAULT_TYPE,
        is_published=usual.is_published,
        is_removed=usual.is_removed,
        title=story.title,
        excerpt=story.excerpt,
        body=text,
        body_format=text_format,
        published_at=story.published_at,
        web_url=story.web_url,
        original_url=story.original_url,
        amp_web_url=story.amp_web_url,
        cdn_amp_web_url=story.cdn_amp_web_url,
        quality=story.quality,
        heat=story.heat,
        featured_content=story.featured_content,
        provider=story.provider,
        topics=story.topics,
        images=story.images,
        related=() if items is None else read_written(items, collection, site, found),
        secured=usual.secured,
    )
