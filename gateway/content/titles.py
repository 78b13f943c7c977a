"""What a story is called: its `title`, else its `name`."""

from gateway.content.findings import Findings
from gateway.content.mappings import Keys
from gateway.content.values import read_text

__all__ = ["take_title"]


def take_title(keys: Keys, found: Findings) -> str | None:
    """The title, taken out of the keys. A `name` beside a title stays, and so becomes part of the extra."""
    title = read_text(keys.pop("title", None), found)
    return title or read_text(keys.pop("name", None), found) or None
