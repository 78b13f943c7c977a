"""What must hold of any file of content."""

from typing import Final

import msgspec

from gateway.content.problems import ERROR, RULES
from gateway.content.reading import Reading, read_document
from gateway.content.site import Site

__all__ = ["fuzz_front_matter"]

FILES: Final = ("_news/a.md", "_news/2020-08-16-a.html", "_data/topics/01-a.yaml", "_data/organizations/a.md", "a.txt")
SITE: Final = Site("https://site.example")


def fuzz_front_matter(data: bytes) -> None:
    """Any file is an entry, or a list of problems with their places, or no content; the same bytes are the same."""
    for text in (data, b"---\n" + data, b"---\ntitle: A\n" + data + b"\n---\nA body.\n"):
        for file in FILES:
            reading = read_document("", file, text, SITE)
            assert reading == read_document("", file, text, SITE)
            check(reading, text)


def check(reading: Reading, data: bytes) -> None:
    """What is found is sound."""
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in reading.problems:
        assert problem.code in RULES
        assert problem.severity == RULES[problem.code].severity
        assert problem.message
        problem.message.encode()  # no half characters
        assert problem.line is None or 1 <= problem.line <= lines + 1
        assert problem.column is None or problem.column >= 1
    if any(problem.severity == ERROR for problem in reading.problems):
        assert reading.entry is None
    if reading.entry is not None:
        encoded = msgspec.json.encode(reading.entry)
        assert msgspec.json.decode(encoded, type=type(reading.entry)) == reading.entry
