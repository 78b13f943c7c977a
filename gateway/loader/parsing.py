"""Reads files into rows, in worker processes. No database; what goes in and comes out is small and plain."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

import msgspec
from msgspec import field

from gateway.content.entries import ArticleEntry, Entry, OrganizationEntry, Sealed, TopicEntry
from gateway.content.files import read_file
from gateway.content.identity import article_path, fold_name
from gateway.content.paths import is_archived
from gateway.content.problems import ERROR, WARNING, Problem
from gateway.content.reading import Reading, read_document
from gateway.content.withholding import public_part
from gateway.loader.article_rows import add_article, add_mentions
from gateway.loader.named import packed_list
from gateway.loader.packed import Packed, encode, pack
from gateway.loader.rows import Rows
from gateway.loader.sent import Sent
from gateway.loader.tasks import ARTICLE, NEVER_CURRENT, ORGANIZATION, TOPIC, Chunk, Task

__all__ = [
    "Batch",
    "Document",
    "add_reading",
    "kind_and_key",
    "parse_chunk",
    "read_tasks",
]


class Document(NamedTuple):
    """What one file turned out to be, in the order of the table's columns.

    `kind` is null for what is no content, and for a broken file.
    """

    id: int
    source: str
    file: str
    size: int
    modified_ns: int
    kind: str | None
    key: str | None
    is_archived: int
    digest: bytes | None
    entry: bytes | None
    related: bytes | None
    problems: bytes | None
    is_broken: int


class Batch(Sent):
    """What a chunk of files gave. An article is a document and the rows with its id, which its path gives.

    `same` are documents that say what they said, with what is sealed in them. Several documents can claim one article.
    """

    documents: list[Document] = field(default_factory=list)
    same: list[tuple[Document, Sealed | None]] = field(default_factory=list)
    rows: Rows = field(default_factory=Rows)
    article_ids: dict[int, int] = field(default_factory=dict)
    files: int = 0


def parse_chunk(chunk: Chunk) -> Batch:
    """Read every file of a chunk: all into entries, then all into rows. A processor goes faster where it stays."""
    batch = Batch()
    for task, reading in list(read_tasks(chunk)):
        batch.files += 1
        try:
            add_reading(batch, chunk.source, task, reading)
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            message = f"The document holds a value that cannot be stored: {error}"
            problem = Problem(task.file, None, None, ERROR, "not-storable", message)
            add_reading(batch, chunk.source, task, Reading(entry=None, problems=(*reading.problems, problem)))
    batch.rows.sort()
    return batch


def read_tasks(chunk: Chunk) -> Iterator[tuple[Task, Reading]]:
    """Read every file of a chunk; a file that cannot be opened is a broken document."""
    for task, data in [(task, _bytes_of(chunk, task)) for task in chunk.tasks]:
        if isinstance(data, OSError):
            message = f"The file cannot be read: {data.strerror or data}"
            problem = Problem(task.file, None, None, ERROR, "unreadable-file", message)
            # What it says may be read later without any change of its size and time: it is read once more then.
            yield task._replace(modified_ns=NEVER_CURRENT), Reading(entry=None, problems=(problem,))
            continue
        reading = read_document(chunk.source, task.file, data, chunk.site)
        yield task, public_part(reading) if chunk.is_public else _with_loss(task, reading)


def _bytes_of(chunk: Chunk, task: Task) -> bytes | OSError:
    try:
        return read_file(f"{chunk.root}/{task.file}")
    except OSError as error:
        return error


def _with_loss(task: Task, reading: Reading) -> Reading:
    """What is read, and a word about it if it was content and is none now: nothing goes unless somebody is told.

    Not in the public edition, where nobody can tell whether what is gone was hidden.
    """
    if task.digest is None or reading.entry is not None or any(found.severity == ERROR for found in reading.problems):
        return reading
    message = "The file was a document and is none now: it is empty, has no head, or has another `taxonomy`."
    problem = Problem(task.file, None, None, WARNING, "no-longer-content", message)
    return Reading(entry=None, problems=(*reading.problems, problem))


def add_reading(batch: Batch, source: str, task: Task, reading: Reading) -> None:
    """Add what reading one file gave."""
    entry = reading.entry
    problems = encode(reading.problems) if reading.problems else None
    is_broken = any(problem.severity == ERROR for problem in reading.problems)
    place = (task.document_id, source, task.file, task.size, task.modified_ns)
    if entry is None or is_broken:
        batch.documents.append(Document(*place, None, None, 0, None, None, None, problems, int(is_broken)))
        return
    kind, key = kind_and_key(entry)
    packed = pack(entry, packed_list(entry) if isinstance(entry, ArticleEntry) else None)
    digest = _change_digest(entry, packed)
    document = Document(*place, kind, key, int(is_archived(task.file)), digest, *packed, problems, 0)
    if digest == task.digest:
        batch.same.append((document, getattr(entry, "secured", None)))
        return
    if isinstance(entry, ArticleEntry):
        identity = add_article(batch.rows, entry, task.document_id)
        batch.article_ids[task.document_id] = identity
        add_mentions(batch.rows, identity, entry, packed.related)
    batch.documents.append(document)


def _change_digest(entry: Entry, packed: Packed) -> bytes:
    """A hash of all that the document says but `secured`, which changes with every edit of its siblings."""
    said = packed.entry
    if isinstance(entry, ArticleEntry) and entry.secured is not None:
        said = encode(msgspec.structs.replace(entry, secured=None, related=()))
    digest = blake2b(said, digest_size=16)
    digest.update(packed.related or b"")
    return digest.digest()


def kind_and_key(entry: Entry) -> tuple[str, str]:
    """What a document describes: an article's path, a topic's folded name, or a domain."""
    match entry:
        case ArticleEntry():
            return ARTICLE, article_path(entry.source, entry.collection, entry.slug)
        case TopicEntry():
            return TOPIC, fold_name(entry.name)
        case OrganizationEntry():
            return ORGANIZATION, entry.domain
