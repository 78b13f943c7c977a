"""Related entries become what a stub of each would be."""

import pytest

from gateway.content.entries import ImageUse, ProviderUse, RelatedEntry
from tests.content.stories import only_related, places, read_article, read_head


def test_every_key_of_an_entry_has_its_place() -> None:
    entry = only_related(
        '{title: " Another story", excerpt: "R&amp;D", publishedDateTime: 2024-04-30T08:00:00Z, webUrl: "https://a.com/w",'
        ' originalUrl: "https://a.com/o", ampWebUrl: "https://a.com/a", cdnAmpWebUrl: "https://a.com/c", type: video,'
        " quality: 61, heat: 7, featuredContent: <p>, provider: {name: P, domain: A.com, note: 1}, topics: [AI, ai],"
        ' images: [{url: "https://a.com/i", width: 3}], mine: [1]}'
    )

    assert entry == RelatedEntry(
        collection="news",
        slug="2024-04-30-another-story",
        title="Another story",
        excerpt="R&D",
        published_at="2024-04-30T08:00:00",
        web_url="https://a.com/w",
        original_url="https://a.com/o",
        amp_web_url="https://a.com/a",
        cdn_amp_web_url="https://a.com/c",
        type="video",
        quality=61,
        heat=7,
        featured_content="<p>",
        provider=ProviderUse("P", "a.com"),
        topics=("AI",),
        images=(ImageUse("https://a.com/i", 3),),
        extra={"provider": {"note": 1}, "mine": [1]},
    )


def test_what_only_documents_have_is_no_part_of_an_entry() -> None:
    entry = only_related(
        "{title: A, category: c, published: false, removed: true, secured: x, related: [], taxonomy: t}"
    )

    assert entry == RelatedEntry("news", "a", "A")


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("{title: A story, publishedDateTime: 2024-05-01T23:30:00-01:00}", "2024-05-02-a-story"),
        ("{title: A story}", "a-story"),
        ("{title: didnâ€™t}", "didnt"),
        ("{title: 日本語, publishedDateTime: 2024-05-01T10:00:00Z, webUrl: 'https://a.com/b'}", "httpsacomb"),
        ("{title: 日本語, originalUrl: 'https://a.com/b'}", "httpsacomb"),
        ("{name: Ada}", "ada"),
    ],
)
def test_the_slug_of_a_stub_is_derived(written: str, slug: str) -> None:
    assert only_related(written).slug == slug


def test_a_stub_stands_in_the_collection_of_its_parent() -> None:
    entry = read_article("related: [{title: A}]", "_learning/videos/x.md")

    assert [related.collection for related in entry.related] == ["learning"]


def test_plain_strings_name_slugs_of_the_same_collection() -> None:
    entry = read_article("related:\n  - 3sum\n  - 4-sum\n  - 2020", "_challenges/x.md")

    slugs = ("3sum", "4-sum", "2020")
    assert entry.related == tuple(RelatedEntry("challenges", slug, slug, is_plain=True) for slug in slugs)


def test_an_empty_address_of_an_entry_is_absent() -> None:
    assert only_related("{title: A, webUrl: ''}").web_url is None


def test_the_order_of_the_document_is_kept_with_entries_named_twice() -> None:
    entry = read_article("related: [{title: B}, {title: A}, {title: B}]")

    assert [related.title for related in entry.related] == ["B", "A", "B"]


def test_entries_that_name_nothing_are_left_out_with_a_warning() -> None:
    reading = read_head(
        "title: A story\nrelated:\n  - {webUrl: 'https://a.com'}\n  - \n  - ''\n  - title: 日本語\n"
        "  - {title: Kept}\n  - [a]"
    )

    assert places(reading) == [
        ("untitled-related", 4, 5),
        ("null-related", 5, 4),
        ("null-related", 6, 5),
        ("unnameable-related", 7, 5),
        ("not-text", 9, 5),
    ]
    assert [related.title for related in reading.entry.related] == ["https://a.com", "Kept"]


def test_problems_within_entries_are_reported_at_their_places() -> None:
    reading = read_head(
        "title: A story\nrelated:\n- title: A\n  quality: x\n  images:\n  - width: y\n    url: /a.png\n  topics: [~]"
    )

    assert places(reading) == [("not-a-number", 5, 12), ("not-a-number", 7, 12), ("null-topic", 9, 12)]


@pytest.mark.parametrize(
    ("written", "count", "codes"),
    [
        ("~", 0, []),
        ("", 0, []),
        ("''", 0, []),
        ("[]", 0, []),
        ("slug", 1, ["not-a-list"]),
        ("{title: A}", 1, ["not-a-list"]),
    ],
)
def test_a_lone_entry_is_a_list_of_one_with_a_warning(written: str, count: int, codes: list[str]) -> None:
    reading = read_head(f"title: A story\nrelated: {written}")

    assert len(reading.entry.related) == count
    assert [code for code, _, _ in places(reading)] == codes
