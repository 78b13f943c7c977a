"""What engines spell differently: elements of SQLAlchemy's tree, so that the tree is one for all of them.

elements    what is meant, to be called
kinds       words of ours, JSON, what is meant, and calls of functions
sqlite      how SQLite spells it
postgresql  how PostgreSQL does
"""

from gateway.sql.elements import (
    array_of,
    as_bytes,
    certain,
    cursor_text,
    first_of,
    flag,
    folded,
    given_id,
    given_ids,
    id_text,
    instant_text,
    json_text,
    last_of,
    listed,
    monday_of,
    negation,
    object_of,
    position_of,
    quoted,
    ratio,
    reaching,
    sorted_by,
)
from gateway.sql.kinds import Json

__all__ = [
    "Json",
    "array_of",
    "as_bytes",
    "certain",
    "cursor_text",
    "first_of",
    "flag",
    "folded",
    "given_id",
    "given_ids",
    "id_text",
    "instant_text",
    "json_text",
    "last_of",
    "listed",
    "monday_of",
    "negation",
    "object_of",
    "position_of",
    "quoted",
    "ratio",
    "reaching",
    "sorted_by",
]
