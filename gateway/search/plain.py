"""Bodies without their markup: what is left of HTML and Markdown is text for people to read and to search."""

import html
import re
from typing import Final

__all__ = ["plain_text"]

_READ: Final = 400_000
"""Characters of a body that are looked at."""

_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "rp",
        "rt",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that do not end a word."""

_UNREAD: Final = frozenset(["head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template"])
"""Elements whose content is no text of the story."""

_markup: Final = re.compile(
    rf"""
      <!--.*?(?:-->|\Z)
    | <(?P<unread>{"|".join(sorted(_UNREAD))})\b[^<>]*(?:/>|>.*?(?:</(?P=unread)\s*>|\Z))
    | </?(?P<name>[a-z][^\s/<>]*) [^<>"']*+ (?:(?:"[^"<]*"|'[^'<]*') [^<>"']*+)*+ >
    | <[a-z/!?][^<>]*>
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""A comment, an element that is not read, a tag. All but the first two end before the next `<`: time stays linear."""


def plain_text(body: str | None, body_format: str | None) -> str:
    """The text of a body; of a very long one, its first part."""
    if not body:
        return ""
    text = body[:_READ]
    if body_format == "TEXT":
        return text
    if body_format == "MARKDOWN":
        text = _without_markdown(text)
    return html.unescape(_markup.sub(_between_words, text))


def _between_words(found: "re.Match[str]") -> str:
    """What stands in the place of a tag: nothing within a word."""
    return "" if (found["name"] or "").lower() in _INLINE else " "


_MARKDOWN: Final = (
    (re.compile(r"\{%[^{}]*%\}|\{\{[^{}]*\}\}"), " "),  # instructions of site generators
    (re.compile(r"^[ \t]{0,3}\[[^\]\n]+\]:[ \t].*$", re.MULTILINE), " "),  # addresses that links refer to
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), " "),
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*$", re.MULTILINE), " "),
    (re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[\"'][^\"'\n]*[\"'])?\)"), r"\1"),
    (re.compile(r"!?\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"<(?:https?://|mailto:)([^<>\s]+)>"), r" \1 "),
    (re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|~~|`+)(?=\S)|(?<=[^\s\\])(\*{1,3}|_{1,3}|~~|`+)(?!\w)|\*\*"), ""),
    (re.compile(r"[ \t]*\|[ \t]*"), " "),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
"""What is taken out of Markdown, in turn (CommonMark, roughly), and what stands in its place."""


def _without_markdown(text: str) -> str:
    for pattern, instead in _MARKDOWN:
        text = pattern.sub(instead, text)
    return text
