"""The text after a head → a body and its format."""

import re
from typing import Final, NamedTuple

__all__ = ["Body", "read_body"]

_BEGINS_WITH_TAG: Final = re.compile(r"\s*<(?:!doctype\b|/?[a-z][a-z0-9-]*(?=[\s/>]))", re.IGNORECASE).match


class Body(NamedTuple):
    """A body as written, and whether it is HTML, MARKDOWN or TEXT; both None for a blank one."""

    text: str | None
    format: str | None


def read_body(file: str, text: str | None) -> Body:
    """The body of a file: its name gives the format, or its first characters do."""
    if text is None or not text or text.isspace():
        return Body(None, None)
    name = file.lower()
    if name.endswith(".html"):
        return Body(text, "HTML")
    if name.endswith(".txt"):
        return Body(text, "TEXT")
    return Body(text, "HTML" if _BEGINS_WITH_TAG(text) else "MARKDOWN")
