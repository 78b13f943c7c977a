"""What a setting is for, beside what it may be."""

from typing import Any

from msgspec import Meta

__all__ = ["said"]


def said(description: str, **bounds: Any) -> Meta:
    """The constraints of a setting, and the sentence that flags and docs/settings.md have of it."""
    return Meta(description=description, **bounds)
