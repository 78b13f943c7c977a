"""Secured: the sealed payload of an article, in its two halves."""

import strawberry
from sqlalchemy import ColumnElement

from gateway.graph.fields import stored
from gateway.marks import Arguments, Names, Row, Rows
from gateway.tables import article_detail

__all__ = ["Secured", "secured_of_article"]


def secured_of_article(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM article_detail WHERE article_id = article.id AND cipher_text IS NOT NULL`."""
    child = names.row(article_detail)
    is_sealed: ColumnElement[bool] = child.cipher_text.is_not(None)
    return Rows(child, child.clause, (child.article_id == parent.id, is_sealed))


@strawberry.type(description="A payload that only its readers can open.")
class Secured:
    """Stored in `article_detail`."""

    cipher_text: str = stored(article_detail.c.cipher_text, "Base64.")
    initialization_vector: str = stored(article_detail.c.initialization_vector, "Base64, 16 bytes.")
