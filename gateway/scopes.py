"""Scopes: what a caller may do beyond reading what is public."""

from enum import Enum
from typing import Final

__all__ = ["NO_SCOPES", "Scope", "Scopes"]


class Scope(Enum):
    """A right that keys and tokens carry, by the name that they carry it under. None implies another."""

    PREVIEW = "preview"  # unpublished stories, where they are hidden
    SECURED = "secured"  # `Article.secured`
    EDITOR = "editor"  # what is wrong with the content, how queries are answered
    ADMIN = "admin"  # loading


Scopes = frozenset[Scope]

NO_SCOPES: Final[Scopes] = frozenset()
"""What anybody has."""
