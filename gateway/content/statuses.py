"""The statuses of an article, as the numbers that stand for them wherever articles are stored."""

from typing import Final

__all__ = ["PUBLISHED", "REMOVED", "STUB", "UNPUBLISHED"]

PUBLISHED: Final = 0
UNPUBLISHED: Final = 1
STUB: Final = 2
REMOVED: Final = 3
