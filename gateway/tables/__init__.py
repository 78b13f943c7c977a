"""What is stored: SQLAlchemy Core tables, one module for each entity, and nothing else.

metadata    the catalog and the column types
article     articles, their details, topics, images and related lists
article_count  how many there are
provider    publishers
topic       topics
image       pictures
document    the loader's memory: files and mentions
changes     what loads have changed
problem     what is wrong with the content
suggestion  suggested stories, and what they are found by
snapshot    the committed load, hashes of its parts, and the migrations
search      what can be found by words
words       what PostgreSQL finds them by, to be imported from there
passages    how PostgreSQL cuts passages out of texts
fan_out     how long lists are
"""

from gateway.tables.article import article, article_detail, article_image, article_related, article_topic
from gateway.tables.article_count import ALL_ARTICLES, CountedBy, article_count, article_kind
from gateway.tables.changes import article_change
from gateway.tables.document import document, mention
from gateway.tables.fan_out import LENGTHS, LISTS, Length, fan_out, longest_list
from gateway.tables.image import image
from gateway.tables.metadata import beginning, metadata
from gateway.tables.passages import PASSAGE_FUNCTION
from gateway.tables.problem import problem
from gateway.tables.provider import provider, provider_image
from gateway.tables.search import (
    EVERY_WORD,
    LABELS,
    RANKED,
    SEARCH_INDEXES,
    SEARCHED,
    article_text,
    search_weight,
    search_word,
)
from gateway.tables.snapshot import migration, snapshot, snapshot_part
from gateway.tables.suggestion import article_suggestion, article_terms, posting
from gateway.tables.topic import topic

__all__ = [
    "ALL_ARTICLES",
    "EVERY_WORD",
    "LABELS",
    "LENGTHS",
    "LISTS",
    "PASSAGE_FUNCTION",
    "RANKED",
    "SEARCHED",
    "SEARCH_INDEXES",
    "CountedBy",
    "Length",
    "article",
    "article_change",
    "article_count",
    "article_detail",
    "article_image",
    "article_kind",
    "article_related",
    "article_suggestion",
    "article_terms",
    "article_text",
    "article_topic",
    "beginning",
    "document",
    "fan_out",
    "image",
    "longest_list",
    "mention",
    "metadata",
    "migration",
    "posting",
    "problem",
    "provider",
    "provider_image",
    "search_weight",
    "search_word",
    "snapshot",
    "snapshot_part",
    "topic",
]
