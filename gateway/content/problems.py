"""What can be wrong with a document: values with a stable code and a place, collected and never raised.

`RULES` is the one table of all codes; docs/content.md lists the same.
"""

from typing import Final, NamedTuple

import msgspec

__all__ = ["ERROR", "RULES", "WARNING", "Problem", "Rule"]

ERROR: Final = "ERROR"
WARNING: Final = "WARNING"


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing wrong with one file. `file` is relative to its content root; line and column count from 1.

    An ERROR keeps the document from being read at all; a WARNING says what was left out or mended.
    """

    file: str
    line: int | None
    column: int | None
    severity: str
    code: str
    message: str


class Rule(NamedTuple):
    """What a code stands for."""

    severity: str
    explanation: str


RULES: Final[dict[str, Rule]] = {
    # files and folders
    "unreadable-folder": Rule(ERROR, "A folder cannot be listed; what is in it is unknown."),
    "empty-root": Rule(
        ERROR, "There is nothing in the content root, as where a drive is missing; what was in it stays."
    ),
    "unreadable-file": Rule(ERROR, "A file cannot be opened, or is a link that leads nowhere."),
    "file-name-not-utf8": Rule(ERROR, "A name of a file or folder is no UTF-8, so it can be no part of a path."),
    "linked-folder": Rule(
        WARNING, "A linked folder is not followed, because it leads to a folder that is read anyway."
    ),
    "duplicate-path": Rule(WARNING, "Another file has the same path and comes first; this one is left out."),
    "duplicate-topic": Rule(WARNING, "Another file defines the same topic and comes first; this one is left out."),
    "duplicate-organization": Rule(WARNING, "Another file describes the domain and comes first; this one is left out."),
    "topic-loop": Rule(WARNING, "A topic is an ancestor of its own parent; it is shown without a parent."),
    "no-longer-content": Rule(WARNING, "The file was a document and is none now; what it described is gone."),
    "not-storable": Rule(ERROR, "The document holds a value that no database can store."),
    "too-large": Rule(ERROR, "The file is larger than 4 MiB."),
    "not-utf8": Rule(ERROR, "The file is no UTF-8 text from this place on."),
    "control-character": Rule(
        ERROR, "A control character: anywhere but tabs and line ends in the head, NUL in the body."
    ),
    "lone-carriage-return": Rule(WARNING, "A carriage return without a line feed is read as the end of a line."),
    "replacement-character": Rule(WARNING, "The head has a U+FFFD: something was lost before the file came here."),
    # the head as a whole
    "unclosed-head": Rule(ERROR, "The line `---` that ends the head is missing."),
    "yaml-syntax": Rule(ERROR, "The head is no YAML 1.1."),
    "tab-character": Rule(ERROR, "A tab where YAML wants blanks."),
    "too-deep": Rule(ERROR, "The head is nested too deeply."),
    "alias-bomb": Rule(ERROR, "The head's aliases stand for more than 4 MiB of text, or for themselves."),
    "head-not-a-mapping": Rule(ERROR, "The head is a list or a lone value and not keys with values."),
    "duplicate-key": Rule(ERROR, "A mapping has a key twice."),
    "bad-merge": Rule(ERROR, "`<<` merges mappings or lists of mappings, and this is neither."),
    "missing-title": Rule(ERROR, "An article needs a `title` or a `name`."),
    "missing-name": Rule(ERROR, "A topic needs a `name`."),
    "missing-domain": Rule(ERROR, "An organization needs a `domain` or an `_id`."),
    "quoted-value": Rule(WARNING, "A plain value with `: ` in it was read as if it stood in quotes."),
    # values
    "not-text": Rule(WARNING, "A list or a mapping stands where text belongs; it is left out."),
    "not-a-number": Rule(WARNING, "Not a whole number; read as null."),
    "number-out-of-range": Rule(WARNING, "A number that does not fit 32 bits; read as null."),
    "not-a-boolean": Rule(WARNING, "Neither true nor false; read as if it were absent."),
    "not-a-date": Rule(WARNING, "Not a date, or none between the years 1 and 9999; read as null."),
    "date-without-zone": Rule(WARNING, "A date without a zone is read as UTC, a date without a time as midnight."),
    "not-an-address": Rule(WARNING, "Not an absolute http or https address; read as null."),
    "not-a-list": Rule(WARNING, "A lone value stands where a list belongs; it is read as a list of one."),
    "not-a-mapping": Rule(WARNING, "A list or a lone value stands where keys with values belong."),
    "not-a-key": Rule(WARNING, "A list or a mapping stands as a key; it and its value are left out."),
    "unknown-tag": Rule(WARNING, "A tag that is not one of YAML's own is ignored."),
    "malformed-secured": Rule(
        WARNING, "`secured` is not two Base64 texts joined by `;`, the second of 16 bytes; null."
    ),
    "repaired-encoding": Rule(WARNING, "UTF-8 that was once read as another encoding was repaired."),
    # parts
    "null-topic": Rule(WARNING, "A topic without a name is left out."),
    "null-image": Rule(WARNING, "An image without an address is left out."),
    "null-related": Rule(WARNING, "An empty entry of a related list is left out."),
    "untitled-related": Rule(WARNING, "An entry of a related list has no title: its address stands for one."),
    "unnameable-related": Rule(WARNING, "Neither title nor address of a related entry makes a slug; it is left out."),
    "nameless-provider": Rule(WARNING, "A provider with neither name nor domain is left out."),
}
"""Every code there is, with what it means."""
