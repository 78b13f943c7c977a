"""seeds/: reads without a problem but those put there on purpose, agrees with itself, and names nobody real."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gateway.content.discovery import discover, read_site
from gateway.content.entries import ArticleEntry
from gateway.content.reading import Reading, read_document

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def readings() -> tuple[Reading, ...]:
    site = read_site(SEEDS)
    assert site is not None
    found = discover(SEEDS)
    return tuple(read_document("", each.file, (SEEDS / each.file).read_bytes(), site) for each in found)


def articles() -> Iterator[ArticleEntry]:
    return (reading.entry for reading in readings() if isinstance(reading.entry, ArticleEntry))


def test_every_file_is_read() -> None:
    assert all(reading.entry is not None for reading in readings())
    assert len(readings()) > 60


def test_the_only_problems_are_those_on_purpose() -> None:
    problems = [(problem.severity, problem.code) for reading in readings() for problem in reading.problems]

    assert sorted(problems) == [("WARNING", "null-topic"), ("WARNING", "repaired-encoding")]


def test_a_related_entry_says_what_its_document_says() -> None:
    known = {(article.title, article.published_at) for article in articles()}
    addresses = {article.web_url or article.original_url for article in articles()}
    named = [entry for article in articles() for entry in article.related if entry.web_url in addresses - {None}]

    assert len(named) > 30
    assert [entry.title for entry in named if (entry.title, entry.published_at) not in known] == []


def test_every_domain_is_invented() -> None:
    texts = [path.read_text("utf-8") for path in SEEDS.rglob("*.*") if path.is_file()]
    hosts = {host for text in texts for host in re.findall(r"https?://([\w.-]+)|domain: (\S+)", text) for host in host}

    assert {host for host in hosts if host and not host.endswith(".example")} == set()
