"""A document of the taxonomy `topic` → a topic."""

from pathlib import PurePosixPath

from gateway.content.documents import Document
from gateway.content.entries import TopicEntry
from gateway.content.extra import read_extra
from gateway.content.findings import Findings
from gateway.content.identity import slugify
from gateway.content.values import read_text

__all__ = ["read_topic"]


def read_topic(document: Document, found: Findings) -> TopicEntry | None:
    """The topic that a document defines; None without a name, which is a problem."""
    pop = document.keys.pop
    path = PurePosixPath(document.file)
    name = read_text(pop("name", None), found)
    if not name:
        found.add("missing-name", "A topic needs a `name`.", document.root)
        name = ""
    topic = TopicEntry(
        source=document.source,
        name=name,
        slug=read_text(pop("_id", None), found) or slugify(name) or path.stem,
        file_name=path.name,
        description=read_text(pop("description", None), found) or None,
        parent=read_text(pop("parent", None), found) or None,
    )
    read_extra(document.keys, found)  # not kept, but checked like all keys
    return topic if name else None
