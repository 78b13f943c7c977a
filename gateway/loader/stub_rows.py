"""Mentions → the rows of stubs, in worker processes. No database."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from gateway.content.merging import merge_stub, newest_first
from gateway.loader.article_rows import add_article, article_of_stub
from gateway.loader.packed import decode_related
from gateway.loader.rows import Rows

__all__ = ["make_stubs"]

Row = Sequence[Any]


def make_stubs(mentions: Sequence[Row]) -> Rows:
    """The rows of the stubs that some mentions, ordered by their target, make.

    A mention is its target's id, the instant and path of the naming story, its position, source and encoded entry.
    """
    rows = Rows()
    for _, group in groupby(mentions, key=itemgetter(0)):
        ordered = newest_first(group, itemgetter(1, 2, 3))
        stub = merge_stub([decode_related(row[5]) for row in ordered])
        add_article(rows, article_of_stub(ordered[0][4], stub), None)
    rows.sort()
    return rows
