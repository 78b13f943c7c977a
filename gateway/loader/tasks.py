"""What there is to read, as it goes to the workers: files in chunks."""

from collections import deque
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final, NamedTuple

import msgspec

from gateway.content.discovery import Site
from gateway.content.front_matter import SIZE_LIMIT_BYTES

__all__ = ["ARTICLE", "NEVER_CURRENT", "ORGANIZATION", "TOPIC", "Chunk", "Task", "Tasks", "document_id"]

ARTICLE: Final = "article"
TOPIC: Final = "topic"
ORGANIZATION: Final = "organization"

NEVER_CURRENT: Final = -1
"""The time of a file that is to be read once more by the next load, whatever its own time is then."""

_PIECE_FILES: Final = 200
_PIECE_BYTES: Final = 4 * SIZE_LIMIT_BYTES


class Task(NamedTuple):
    """A file to read, and the digest that it had when it was last good."""

    document_id: int
    file: str
    size: int
    modified_ns: int
    digest: bytes | None


_pack: Final = msgspec.msgpack.Encoder().encode
_unpack: Final = msgspec.msgpack.Decoder(list[Task]).decode


class Chunk(NamedTuple):
    """Files of one source for one worker to read, packed."""

    source: str
    root: str
    site: Site
    packed: bytes
    is_public: bool = False  # of stories that are hidden nothing is wanted

    @property
    def tasks(self) -> list[Task]:
        """The files."""
        return _unpack(self.packed)


class Tasks:
    """Files to read, in pieces: so many that they are worth sending, and so few that what is made of them is small.

    The pieces are packed, and gone when they are taken: a million files take a tenth of a gigabyte at most.
    """

    def __init__(self) -> None:
        self.count = 0
        self._pieces: deque[bytes] = deque()
        self._open: list[Task] = []
        self._bytes = 0

    def add(self, task: Task) -> None:
        """Put a file into the last piece, or into a new one where that is full."""
        size = min(task.size, SIZE_LIMIT_BYTES)
        if len(self._open) == _PIECE_FILES or self._bytes + size > _PIECE_BYTES:
            self._close()
        self._open.append(task)
        self._bytes += size
        self.count += 1

    def take(self) -> Iterator[bytes]:
        """Take piece after piece."""
        self._close()
        while self._pieces:
            yield self._pieces.popleft()

    def _close(self) -> None:
        if self._open:
            self._pieces.append(_pack(self._open))
            self._open, self._bytes = [], 0


def document_id(source: str, file: str) -> int:
    """The id of a file: 63 bits of BLAKE2b, like all ids."""
    key = f"document\0{source}\0{file}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=8).digest()) >> 1
