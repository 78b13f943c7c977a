"""The filters: which columns and relations they look at. Their meaning is in `gateway.compiler.predicates`."""

from typing import Any

import strawberry

from gateway.graph import relations
from gateway.graph.counted import WITHIN_PROVIDER, WITHIN_TOPIC
from gateway.graph.fields import compared, quantified
from gateway.graph.scalars import DateTime
from gateway.tables import article, image, provider, topic
from gateway.tables.article import LOWEST_NUMBER
from gateway.tables.metadata import LOWEST

__all__ = ["ArticleFilter", "ProviderFilter", "TopicFilter"]


def operand(description: str, name: str | None = None) -> Any:
    """An operand that may be left out."""
    return strawberry.field(default=strawberry.UNSET, name=name, description=description)


@strawberry.input(description="Case-sensitive except where a name says otherwise. An empty `in` matches nothing.")
class StringFilter:
    """Conditions on text; all given hold."""

    eq: str | None = operand("Is this.")
    ne: str | None = operand("Is not this; null is not.")
    in_: list[str] | None = operand("Is one of these.", "in")
    not_in: list[str] | None = operand("Is none of these; null is none.")
    starts_with: str | None = operand("Begins with this.")
    contains: str | None = operand("Has this somewhere.")
    icontains: str | None = operand("Case folded.")
    is_null: bool | None = operand("Whether it is missing.")


@strawberry.input(description="Conditions on a number; all given hold.")
class IntFilter:
    """Conditions on a number; all given hold."""

    eq: int | None = operand("Is this.")
    ne: int | None = operand("Is not this; null is not.")
    in_: list[int] | None = operand("Is one of these.", "in")
    not_in: list[int] | None = operand("Is none of these; null is none.")
    lt: int | None = operand("Is less.")
    lte: int | None = operand("Is less or equal.")
    gt: int | None = operand("Is greater.")
    gte: int | None = operand("Is greater or equal.")
    is_null: bool | None = operand("Whether it is missing.")


@strawberry.input(description="Conditions on an instant; all given hold.")
class DateTimeFilter:
    """Conditions on an instant; all given hold."""

    eq: DateTime | None = operand("Is this.")
    lt: DateTime | None = operand("Is before.")
    lte: DateTime | None = operand("Is before or at.")
    gt: DateTime | None = operand("Is after.")
    gte: DateTime | None = operand("Is after or at.")
    is_null: bool | None = operand("Whether it is missing.")


@strawberry.input(description="A condition on a flag.")
class BooleanFilter:
    """A condition on a flag."""

    eq: bool = strawberry.field(description="Is this.")


@strawberry.input(description="Conditions on a provider; all given hold.")
class ProviderFilter:
    """Looks at `provider`."""

    and_: "list[ProviderFilter] | None" = operand("All of these hold; true when there are none.", "and")
    or_: "list[ProviderFilter] | None" = operand("One of these holds; false when there are none.", "or")
    not_: "ProviderFilter | None" = operand("This does not hold.", "not")
    name: StringFilter | None = compared(provider.c.name, "On the name.")
    domain: StringFilter | None = compared(provider.c.domain, "On the domain, which is lower case.")


@strawberry.input(description="Conditions on a topic; all given hold.")
class TopicFilter:
    """Looks at `topic`."""

    and_: "list[TopicFilter] | None" = operand("All of these hold; true when there are none.", "and")
    or_: "list[TopicFilter] | None" = operand("One of these holds; false when there are none.", "or")
    not_: "TopicFilter | None" = operand("This does not hold.", "not")
    name: StringFilter | None = compared(topic.c.name, "On the name.")
    slug: StringFilter | None = compared(topic.c.slug, "On the slug.")
    is_defined: BooleanFilter | None = compared(topic.c.is_defined, "On whether a file defines it.")


@strawberry.input(description="Conditions on an image; all given hold.")
class ImageFilter:
    """Looks at `image`."""

    width: IntFilter | None = compared(image.c.width, "On the width in pixels.")
    height: IntFilter | None = compared(image.c.height, "On the height in pixels.")
    is_cached: BooleanFilter | None = compared(image.c.is_cached, "On whether the site keeps a copy.")


@strawberry.input(description="Conditions on a list of topics; all given hold.")
class TopicListFilter:
    """Quantifiers over topics."""

    some: TopicFilter | None = operand("At least one is such.")
    every: TopicFilter | None = operand("All are such; true of none.")
    none: TopicFilter | None = operand("None is such.")


@strawberry.input(description="Conditions on a list of images; all given hold.")
class ImageListFilter:
    """Quantifiers over images."""

    some: ImageFilter | None = operand("At least one is such.")
    every: ImageFilter | None = operand("All are such; true of none.")
    none: ImageFilter | None = operand("None is such.")


@strawberry.input(description="Conditions on a list of articles; all given hold.")
class ArticleListFilter:
    """Quantifiers over articles."""

    some: "ArticleFilter | None" = operand("At least one is such.")
    none: "ArticleFilter | None" = operand("None is such.")


@strawberry.input(
    description="All given conditions hold together. Two-valued: null matches `ne` and `notIn`, and `not` is the exact "
    "complement. A relation filter on a missing provider never holds. Empty `and` is true, empty `or` is false, an "
    "empty filter is true, `every` of none is true, an operand given as null says nothing."
)
class ArticleFilter:
    """Looks at `article` and what belongs to it."""

    and_: "list[ArticleFilter] | None" = operand("All of these hold; true when there are none.", "and")
    or_: "list[ArticleFilter] | None" = operand("One of these holds; false when there are none.", "or")
    not_: "ArticleFilter | None" = operand("This does not hold.", "not")
    path: StringFilter | None = compared(article.c.path, "On the path.")
    slug: StringFilter | None = compared(article.c.slug, "On the slug.")
    source: StringFilter | None = compared(article.c.source, "On the source; empty for the unnamed root.")
    collection: StringFilter | None = compared(article.c.collection, "On the collection.")
    category: StringFilter | None = compared(article.c.category, "On the category.")
    type: StringFilter | None = compared(article.c.type, "On the type.")
    title: StringFilter | None = compared(article.c.title, "On the title.")
    excerpt: StringFilter | None = compared(article.c.excerpt, "On the excerpt.")
    web_url: StringFilter | None = compared(article.c.web_url, "On the web address.")
    published_date_time: DateTimeFilter | None = compared(article.c.published_at, "On when it was published.", LOWEST)
    quality: IntFilter | None = compared(article.c.quality, "On the quality.", LOWEST_NUMBER)
    heat: IntFilter | None = compared(article.c.heat, "On the heat.", LOWEST_NUMBER)
    provider: ProviderFilter | None = quantified(
        relations.provider_of_article,
        "On the provider; never holds without one.",
        is_single=True,
        counted=WITHIN_PROVIDER,
    )
    topics: TopicListFilter | None = quantified(
        relations.topics_of_article, "On the topics.", counted=WITHIN_TOPIC, found_once=relations.topics_of_articles
    )
    images: ImageListFilter | None = quantified(relations.images_of_article, "On the images.")
    related: ArticleListFilter | None = quantified(relations.named_by_article, "By stories named in the document.")
