"""Text fields mended: mojibake, entities (excerpts only), blanks around. Never for bodies, extra or addresses."""

import html
import re
from typing import Final

from gateway.content.findings import shown
from gateway.content.remembering import remember

__all__ = ["repair_encoding", "repaired", "unescape_entities"]

_MAYBE_DAMAGED: Final = re.compile("[^\x00-\x7f\u2013\u2014\u2018\u2019\u201c\u201d\u2026]").search
"""Mojibake takes more than the dashes, curly quotes and dots that typesetters put into sound English."""


def repair_encoding(text: str) -> str:
    """Text with mojibake undone: `CafÃ©` → `Café`. Sound text comes back as it is."""
    if text.replace("\u2019", "'").isascii() or _MAYBE_DAMAGED(text) is None:
        return text
    return _fix_encoding(text)


def repaired(sound: str) -> str:
    """What is told of a text that was mended."""
    return f"Once read with the wrong encoding; it now says {shown(sound)}."


@remember(1_024)
def _fix_encoding(text: str) -> str:
    """The slow part, remembered: who finds that something is to be mended reads the text again to tell where."""
    import ftfy  # noqa: PLC0415 - slow to import, and many contents never need it

    return ftfy.fix_encoding(text)


def unescape_entities(text: str) -> str:
    """Text with HTML entities written out, twice at most: `&amp;quot;` → `"`."""
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text
