"""ArticleFacets: how many articles of a whole list there are for each topic, provider, type, collection and span."""

from enum import Enum
from typing import Annotated

import strawberry

from gateway.graph import counts
from gateway.graph.fields import declared, marked, stored, unresolved
from gateway.graph.provider import Provider
from gateway.graph.scalars import DateTime
from gateway.graph.topic import Topic
from gateway.marks import Facet, Form, Object, Value
from gateway.tables import CountedBy

__all__ = ["ArticleFacets", "CalendarSpan"]

FirstValues = Annotated[int, strawberry.argument(description="The first so many, 0 to 100.")]


@strawberry.enum(description="A stretch of the calendar, in UTC.")
class CalendarSpan(Enum):
    """The value is a key of `counts.SPAN_STARTS`."""

    DAY = strawberry.enum_value("DAY", description="From midnight.")
    WEEK = strawberry.enum_value("WEEK", description="From midnight of a Monday.")
    MONTH = strawberry.enum_value("MONTH", description="From midnight of a first of the month.")
    YEAR = strawberry.enum_value("YEAR", description="From midnight of a first of January.")


@strawberry.type(description="How many articles have a topic.")
class TopicCount:
    """A row of `counts.COUNTED`."""

    topic: Topic = marked(Object(counts.topic_of_count), "The topic.")
    count: int = stored(counts.COUNTED.c.count, "How many articles have it.")


@strawberry.type(description="How many articles a provider has published.")
class ProviderCount:
    """A row of `counts.COUNTED`."""

    provider: Provider = marked(Object(counts.provider_of_count), "The provider.")
    count: int = stored(counts.COUNTED.c.count, "How many articles are by it.")


@strawberry.type(description="How many articles have a value.")
class ValueCount:
    """A row of `counts.COUNTED`."""

    value: str = stored(counts.COUNTED.c.value, "The value.")
    count: int = stored(counts.COUNTED.c.count, "How many articles have it.")


@strawberry.type(description="How many articles were published in a span of the calendar.")
class SpanCount:
    """A row of `counts.COUNTED`."""

    start: DateTime = marked(Value(counts.start_of_span, Form.INSTANT), "The first instant of the span.")
    count: int = stored(counts.COUNTED.c.count, "How many articles were published in it.")


@strawberry.type(description="Counts over a whole list of articles: after all its filters, whatever the page.")
class ArticleFacets:
    """Each field is a query of its own over the list's rows, made only when it is asked for."""

    @declared(
        Facet("topics", counts.by_topic, lambda _: CountedBy.TOPIC), "Most used first; ties by name, then source."
    )
    def topics(self, first: FirstValues = 10) -> list[TopicCount]:
        """`GROUP BY article_topic.topic_id`."""
        unresolved()

    @declared(
        Facet("provider", counts.by_provider, lambda _: CountedBy.PROVIDER),
        "Most used first; ties by name, then domain.",
    )
    def providers(self, first: FirstValues = 10) -> list[ProviderCount]:
        """`GROUP BY article.provider_id`."""
        unresolved()

    @declared(Facet("type", counts.by_type, lambda _: CountedBy.NOTHING), "Most used first; ties by value.")
    def types(self, first: FirstValues = 10) -> list[ValueCount]:
        """`GROUP BY article.type`."""
        unresolved()

    @declared(Facet("collection", counts.by_collection, lambda _: CountedBy.NOTHING), "Most used first; ties by value.")
    def collections(self, first: FirstValues = 10) -> list[ValueCount]:
        """`GROUP BY article.collection`."""
        unresolved()

    @declared(
        Facet("publishedDateTime", counts.by_span, lambda arguments: counts.SPANS_COUNTED[arguments["by"].value]),
        "Only spans that have articles, oldest first. Weeks start on Monday. Articles without a date are in none.",
    )
    def published(
        self,
        by: Annotated[CalendarSpan, strawberry.argument(description="How long a span is.")] = CalendarSpan.MONTH,
    ) -> list[SpanCount]:
        """`GROUP BY` the start of `article.published_at`'s span."""
        unresolved()
