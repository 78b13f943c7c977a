"""The JSON Schema for editors says of front matter what reading says of it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gateway.content.discovery import discover
from gateway.content.extra import read_extra
from gateway.content.findings import Findings
from gateway.content.front_matter import split_front_matter
from gateway.content.heads import read_head
from gateway.content.mappings import read_keys
from gateway.content.reading import Reading, read_document
from gateway.content.site import Site

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "schema/document.schema.json").read_text())
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
SEEDS = [found.file for found in discover(ROOT / "seeds")]

STORY = """\
---
category: news
title: "A watcher at every door"
excerpt: "They didn't know."
publishedDateTime: 2020-08-16T08:28:00Z
webUrl: "https://example.com/nation/a-story/2df5d9a2df3a855bd5a96609700e4f34"
type: article
quality: 19
heat: -1
published: false

provider:
  name: The Herald
  domain: example.com

topics:
  - Computer Vision
  - AI

related:
  - title: "There is a crisis of doors"
    excerpt: "When news broke, it was late June."
    publishedDateTime: 2020-08-14T17:31:00Z
    webUrl: "https://example.org/2020/08/14/1006904/"
    ampWebUrl: "https://example.org/2020/08/14/1006904/amp/"
    cdnAmpWebUrl: "https://example-org.cdn.example.net/c/s/example.org/2020/08/14/1006904/amp/"
    type: article
    provider:
      name: The Review
      domain: example.org
    quality: 61
    images:
      - url: "https://example.org/uploads/2020/08/doors_web.jpg?w=2896"
        width: 2896
        height: 1629
        isCached: true

secured: "k+KRBlccWA52H1VhSqo1WQ==;RGuQ9IqaYR2GMRnFK3yN/A=="
---
"""


def head_of(file: str, data: bytes) -> dict[str, Any]:
    """The head as an editor sees it: JSON values, dates as written."""
    found = Findings(file)
    parts = split_front_matter(file, data, found)
    root = read_head(parts.head, found) if parts else None
    return read_extra(read_keys(root, found), found) if root else {}


def complaints(head: dict[str, Any]) -> list[str]:
    return sorted(error.message for error in VALIDATOR.iter_errors(head))


def read_values(values: dict[str, Any], file: str) -> Reading:
    """Read a head of JSON values; JSON is YAML."""
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())
    return read_document("", file, f"---\n{lines}---\n".encode(), Site())


def examples(kind: str) -> dict[str, Any]:
    return {key: rule["examples"][0] for key, rule in SCHEMA["definitions"][kind]["properties"].items()}


def test_the_schema_is_a_json_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_a_story_as_it_was_published_is_valid() -> None:
    assert complaints(head_of("_news/x.md", STORY.encode())) == []


@pytest.mark.parametrize("file", SEEDS)
def test_the_seeds_are_valid_but_for_null_topics(file: str) -> None:
    head = head_of(file, (ROOT / "seeds" / file).read_bytes())
    head["topics"] = [topic for topic in head.get("topics") or () if topic is not None]

    if head.get("taxonomy") in {None, "topic", "organization"}:
        assert complaints(head) == []


def test_every_key_of_the_schema_has_a_field_of_its_own() -> None:
    keys = examples("article")
    del keys["name"]
    reading = read_values(keys, "_news/x.md")

    assert reading.problems == ()
    assert reading.entry.extra == {}
    assert read_values({"name": keys["title"]}, "_news/x.md").entry.title == keys["title"]


@pytest.mark.parametrize("kind", ["topic", "organization"])
def test_definitions_are_read_as_the_schema_shows_them(kind: str) -> None:
    reading = read_values(examples(kind), "_news/x.md")

    assert reading.problems == ()
    assert type(reading.entry).__name__ == f"{kind.title()}Entry"
    assert complaints(examples(kind)) == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"quality": "good"}, ["not-a-number"]),
        ({"quality": 2**31}, ["number-out-of-range"]),
        ({"publishedDateTime": "soon"}, ["not-a-date"]),
        ({"publishedDateTime": "2020-08-16"}, ["date-without-zone"]),
        ({"webUrl": "/here"}, ["not-an-address"]),
        ({"published": "false"}, ["not-a-boolean"]),
        ({"topics": [None]}, ["null-topic"]),
        ({"topics": "AI"}, ["not-a-list"]),
        ({"images": [{"width": 3}]}, ["null-image"]),
        ({"provider": "The Herald"}, ["not-a-mapping"]),
        ({"provider": {"note": 1}}, ["nameless-provider"]),
        ({"related": [{"type": "article"}]}, ["unnameable-related"]),
        ({"secured": "open"}, ["malformed-secured"]),
        ({"title": ["a"]}, ["missing-title", "not-text"]),
    ],
)
def test_what_reading_warns_of_an_editor_shows_too(change: dict[str, Any], codes: list[str]) -> None:
    head = {"title": "A story"} | change

    assert sorted(problem.code for problem in read_values(head, "_news/x.md").problems) == codes
    assert complaints(head) != []
