"""SQL by which both engines find out which texts are other ones now, and replace them."""

from typing import Final

from gateway.tables import SEARCHED

__all__ = ["COLUMNS", "DELETE_SAME", "DELETE_STALE", "FIND_STALE", "INSERT_FRESH", "NAME_LENGTH", "RENAMED"]

NAME_LENGTH: Final = 1_000
"""Characters that are searched of all topics' names together, and of the provider's."""

COLUMNS: Final = ", ".join(SEARCHED)

RENAMED: Final = """
    SELECT article_id FROM article_topic WHERE topic_id IN (
        SELECT topic.id FROM topic_before JOIN topic ON topic.id = topic_before.id
        WHERE topic.name != topic_before.name
    )
    UNION
    SELECT id FROM article WHERE provider_id IN (
        SELECT provider.id FROM provider_before JOIN provider ON provider.id = provider_before.id
        WHERE provider.name != provider_before.name
    )
"""
"""Articles whose topics or provider are called otherwise now."""

_IS_SAME: Final = " AND ".join(f"old.{column} = fresh_text.{column}" for column in ("article_id", "status", *SEARCHED))

DELETE_SAME: Final = f"DELETE FROM fresh_text WHERE EXISTS (SELECT 1 FROM article_text AS old WHERE {_IS_SAME})"

FIND_STALE: Final = """
INSERT INTO stale_text (id) SELECT article_id FROM fresh_text
UNION SELECT id FROM dirty_text WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.id = dirty_text.id)"""

DELETE_STALE: Final = "DELETE FROM article_text WHERE article_id IN (SELECT id FROM stale_text)"

INSERT_FRESH: Final = f"""
INSERT INTO article_text (article_id, status, {COLUMNS})
SELECT article_id, status, {COLUMNS} FROM fresh_text ORDER BY article_id"""
