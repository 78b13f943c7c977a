"""What there is to read, as it goes to the workers: files in chunks."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from gateway.content.discovery import Site

__all__ = ["ARTICLE", "NEVER_CURRENT", "ORGANIZATION", "TOPIC", "Chunk", "Task", "document_id"]

ARTICLE: Final = "article"
TOPIC: Final = "topic"
ORGANIZATION: Final = "organization"

NEVER_CURRENT: Final = -1
"""The time of a file that is to be read once more by the next load, whatever its own time is then."""


class Task(NamedTuple):
    """A file to read, and the digest that it had when it was last good."""

    document_id: int
    file: str
    size: int
    modified_ns: int
    digest: bytes | None


class Chunk(NamedTuple):
    """Files of one source for one worker to read."""

    source: str
    root: str
    site: Site
    tasks: Sequence[Task]
    is_public: bool = False  # of stories that are hidden nothing is wanted


def document_id(source: str, file: str) -> int:
    """The id of a file: 63 bits of BLAKE2b, like all ids."""
    key = f"document\0{source}\0{file}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=8).digest()) >> 1
