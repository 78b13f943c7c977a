"""Reads a story that a test writes, and shows what is wrong with it as short tuples."""

from gateway.content.entries import ArticleEntry, RelatedEntry
from gateway.content.reading import Reading, read_document
from gateway.content.site import Site

__all__ = ["STORY", "only_related", "places", "read", "read_article", "read_head"]

STORY = "_news/2024-05-01-story.md"


def read(text: str | bytes, file: str = STORY, *, source: str = "", base_url: str = "") -> Reading:
    """Read a whole file."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_document(source, file, data, Site(base_url))


def read_head(head: str, file: str = STORY, *, base_url: str = "") -> Reading:
    """Read a file that is a head and nothing else; its first key stands in line 2."""
    return read(f"---\n{head}\n---\n", file, base_url=base_url)


def read_article(head: str, file: str = STORY, *, base_url: str = "") -> ArticleEntry:
    """Read the article of a head to which a title is added at the end."""
    entry = read_head(f"{head}\ntitle: A story", file, base_url=base_url).entry
    assert isinstance(entry, ArticleEntry)
    return entry


def only_related(entry_text: str) -> RelatedEntry:
    """Read the one entry of a related list, given as the lines of a flow mapping."""
    (related,) = read_article(f"related: [{entry_text}]").related
    return related


def places(reading: Reading) -> list[tuple[str, int | None, int | None]]:
    """The code, line and column of each problem."""
    return [(problem.code, problem.line, problem.column) for problem in reading.problems]
