"""A document becomes an article: every key has its field, or stays in the extra."""

import json

import msgspec
import pytest

from gateway.content.entries import ArticleEntry, Entry, ImageUse, ProviderUse, Sealed
from tests.content.stories import places, read, read_article, read_head

WHOLE = """\
---
category: news
title: "A watcher at every door"
excerpt: "They didnâ€™t know."
publishedDateTime: 2024-05-01T08:28:00Z
webUrl: "https://example.com/web"
originalUrl: "https://example.com/original"
ampWebUrl: "https://example.com/amp"
cdnAmpWebUrl: "https://cdn.example.com/amp"
type: video
quality: 19
heat: -1
published: false
removed: true
featuredContent: "<iframe></iframe>"

provider:
  name: The Herald
  domain: Herald.Example.com
  images:
    - url: /logo.png
      width: 50
      height: 50
  authors:
    - name: Ada

topics:
  - Computer Vision
  - AI

images:
  - url: "https://example.com/a.jpg"
    width: 2896
    height: 1629
    isCached: true
    title: The door
    attribution: Ada

related:
  - title: "Another"
    publishedDateTime: 2024-04-30T08:00:00Z
    webUrl: "https://example.com/another"

length: PT9M3S
secured: "AAAA;AAAAAAAAAAAAAAAAAAAAAA=="
---
Body
"""


def test_every_key_has_its_place() -> None:
    reading = read(WHOLE, base_url="https://example.org/site")
    entry = reading.entry

    assert places(reading) == [("repaired-encoding", 4, 10)]
    assert isinstance(entry, ArticleEntry)
    assert msgspec.structs.replace(entry, related=()) == ArticleEntry(
        source="",
        collection="news",
        slug="2024-05-01-story",
        is_archived=False,
        category="news",
        type="video",
        is_published=False,
        is_removed=True,
        title="A watcher at every door",
        excerpt="They didn\u2019t know.",
        body="Body\n",
        body_format="MARKDOWN",
        published_at="2024-05-01T08:28:00",
        web_url="https://example.com/web",
        original_url="https://example.com/original",
        amp_web_url="https://example.com/amp",
        cdn_amp_web_url="https://cdn.example.com/amp",
        quality=19,
        heat=-1,
        featured_content="<iframe></iframe>",
        provider=ProviderUse(
            "The Herald", "herald.example.com", (ImageUse("https://example.org/site/logo.png", 50, 50),)
        ),
        topics=("Computer Vision", "AI"),
        images=(ImageUse("https://example.com/a.jpg", 2896, 1629, True, "The door", "Ada"),),
        secured=Sealed("AAAA", "AAAAAAAAAAAAAAAAAAAAAA=="),
        extra={"provider": {"authors": [{"name": "Ada"}]}, "length": "PT9M3S"},
    )
    assert [related.title for related in entry.related] == ["Another"]


def test_an_entry_survives_the_way_into_the_store() -> None:
    entry = read(WHOLE).entry

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(entry), type=Entry) == entry


def test_a_title_alone_makes_an_article() -> None:
    entry = read_article("")

    assert (entry.type, entry.excerpt, entry.topics, entry.images, entry.related) == ("article", "", (), (), ())
    assert (entry.provider, entry.secured, entry.featured_content, entry.extra) == (None, None, None, {})


def test_a_name_stands_for_a_title() -> None:
    assert read_head("name: Ada").entry.title == "Ada"
    assert read_head('title: ""\nname: Ada').entry.title == "Ada"


def test_a_name_beside_a_title_stays_in_the_extra() -> None:
    entry = read_head("title: A story\nname: Ada").entry

    assert (entry.title, entry.extra) == ("A story", {"name": "Ada"})


def test_extra_is_typed_as_yaml_1_1_with_dates_as_written_and_keys_in_order() -> None:
    entry = read_article(
        "z: [1, 0x1F, 010, 1:30, 1_000, -5]\ny: [1.5, 1e3, 1.0e+3, 190:20:30.15]\nx: [yes, No, on, ~, null, '']\n"
        "w: [2020-08-16, 2020-08-16T08:28:00+02:00, '1', \"yes\", !!str 7, !!int '7', =]\n"
        "v: {2: a, true: b, ~: c}\nu: [ ]"
    )

    assert json.dumps(entry.extra) == json.dumps(
        {
            "z": [1, 31, 8, 90, 1000, -5],
            "y": [1.5, "1e3", 1000.0, 685230.15],
            "x": [True, False, True, None, None, ""],
            "w": ["2020-08-16", "2020-08-16T08:28:00+02:00", "1", "yes", "7", 7, "="],
            "v": {"2": "a", "true": "b", "~": "c"},
            "u": [],
        }
    )


@pytest.mark.parametrize("written", [".inf", "-.inf", ".nan", "1.0e+999", "9223372036854775808", "9" * 5000, "0x_"])
def test_numbers_that_json_has_no_room_for_stay_as_written(written: str) -> None:
    entry = read_article(f"mine: {written}")

    assert entry.extra == {"mine": written}
    assert json.loads(json.dumps(entry.extra, allow_nan=False)) == entry.extra


def test_extra_is_neither_trimmed_nor_repaired() -> None:
    assert read_article('mine: " didnâ€™t &amp; "').extra == {"mine": " didnâ€™t &amp; "}


@pytest.mark.parametrize("written", ["''", "~", ""])
def test_an_empty_payload_is_null(written: str) -> None:
    reading = read_head(f"title: A story\nsecured: {written}")

    assert (reading.entry.secured, reading.problems) == (None, ())


@pytest.mark.parametrize(
    "written",
    [
        "AAAA",
        "AAAA;",
        ";AAAAAAAAAAAAAAAAAAAAAA==",
        "AAAA;AAAA",
        "A?AA;AAAAAAAAAAAAAAAAAAAAAA==",
        "AAA;AAAAAAAAAAAAAAAAAAAAAA==",
        "AAAA;AAAAAAAAAAAAAAAAAAAAAA",
        "AAAA;AAAAAAAAAAAAAAAAAAAAAA==;AAAA",
        "é;AAAAAAAAAAAAAAAAAAAAAA==",
    ],
)
def test_a_malformed_payload_is_null_with_a_warning(written: str) -> None:
    reading = read_head(f"title: A story\nsecured: {written}")

    assert reading.entry.secured is None
    assert places(reading) == [("malformed-secured", 3, 10)]
