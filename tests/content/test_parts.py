"""Providers, topics and images, as documents name them."""

import pytest

from gateway.content.entries import ImageUse, OrganizationEntry, ProviderUse, TopicEntry
from tests.content.stories import places, read, read_article, read_head


def test_a_provider_has_a_name_a_lower_case_domain_and_images() -> None:
    provider = read_article(
        "provider: {name: P, domain: News.Example.COM, images: [{url: 'https://a.com/i'}]}"
    ).provider

    assert provider == ProviderUse("P", "news.example.com", (ImageUse("https://a.com/i"),))


def test_a_domain_stands_for_a_missing_name() -> None:
    assert read_article("provider: {domain: Example.com}").provider == ProviderUse("example.com", "example.com")
    assert read_article("provider: {name: '', domain: ~}").provider is None


def test_a_provider_needs_no_domain() -> None:
    assert read_article("provider: {name: P, domain: ~}").provider == ProviderUse("P")


@pytest.mark.parametrize("written", ["{}", "{name: ~}", "{images: []}"])
def test_a_provider_without_name_and_domain_is_null_with_a_warning(written: str) -> None:
    reading = read_head(f"title: A story\nprovider: {written}")

    assert reading.entry.provider is None
    assert places(reading) == [("nameless-provider", 3, 11)]


def test_a_null_provider_is_null_without_a_warning() -> None:
    assert read_head("title: A story\nprovider:").problems == ()


def test_a_lone_value_is_the_name_of_a_provider_with_a_warning() -> None:
    reading = read_head("title: A story\nprovider: The Herald")

    assert reading.entry.provider == ProviderUse("The Herald")
    assert places(reading) == [("not-a-mapping", 3, 11)]


def test_topics_keep_their_order_and_count_once_at_their_first_place() -> None:
    assert read_article("topics: [Vision, AI, vision!, C++, C, ai]").topics == ("Vision", "AI", "C++", "C")


def test_null_topics_are_dropped_with_a_warning_at_their_place() -> None:
    reading = read_head("title: A story\ntopics:\n  - AI\n  - \n  - ' '\n  - [x]")

    assert reading.entry.topics == ("AI",)
    assert places(reading) == [("null-topic", 5, 4), ("null-topic", 6, 5), ("not-text", 7, 5)]


def test_a_lone_topic_is_a_list_of_one_with_a_warning() -> None:
    reading = read_head("title: A story\ntopics: AI")

    assert reading.entry.topics == ("AI",)
    assert places(reading) == [("not-a-list", 3, 9)]


@pytest.mark.parametrize("key", ["topics", "images", "related"])
@pytest.mark.parametrize("written", ["", "~", "null", "[]", "''"])
def test_an_empty_list_may_be_written_in_many_ways(key: str, written: str) -> None:
    assert read_head(f"title: A story\n{key}: {written}").problems == ()


def test_images_keep_their_order_and_count_once_at_their_first_place() -> None:
    images = read_article("images: [{url: /b, width: 1}, {url: /a}, {url: /b, width: 2}]").images

    assert images == (ImageUse("/b", 1), ImageUse("/a"))


def test_an_image_may_be_just_its_address() -> None:
    assert read_article("images: [/a.png]", base_url="https://a.com").images == (ImageUse("https://a.com/a.png"),)


def test_images_without_an_address_are_left_out_with_a_warning() -> None:
    reading = read_head(
        "title: A story\nimages:\n  - {width: 3}\n  - \n  - {url: ''}\n  - {url: /kept, isCached: maybe}\n  - [a]"
    )

    assert reading.entry.images == (ImageUse("/kept"),)
    assert places(reading) == [
        ("null-image", 4, 5),
        ("null-image", 5, 4),
        ("null-image", 6, 5),
        ("not-a-boolean", 7, 28),
        ("not-text", 8, 5),
    ]


@pytest.mark.parametrize(
    ("written", "resolved"),
    [
        ("/assets/a.png", "https://example.org/site/assets/a.png"),
        ("assets/a.png", "https://example.org/site/assets/a.png"),
        ("//cdn.example.org/a.png", "https://cdn.example.org/a.png"),
        ("https://a.com/a.png", "https://a.com/a.png"),
        ("https://a.com/a&#038;b.png", "https://a.com/a&#038;b.png"),
        ("data:image/png;base64,AAAA", "data:image/png;base64,AAAA"),
    ],
)
def test_relative_addresses_of_images_belong_to_the_site(written: str, resolved: str) -> None:
    assert (
        read_article(f"images: [{{url: '{written}'}}]", base_url="https://example.org/site").images[0].url == resolved
    )
    assert read_article(f"images: [{{url: '{written}'}}]").images[0].url == written


def test_a_topic_file_defines_a_topic() -> None:
    text = "taxonomy: topic\n_id: ai\nname: AI\nshortname: A\nparent: Science\ndescription: ' didnâ€™t '\nmine: 1\n"
    reading = read(text, "_data/topics/01-ai.yaml", source="valley")

    assert reading.entry == TopicEntry("valley", "AI", "ai", "01-ai.yaml", "didn\u2019t", "Science")
    assert places(reading) == [("repaired-encoding", 6, 14)]


def test_the_slug_of_a_topic_is_that_of_its_name_unless_it_has_an_id() -> None:
    assert read_head("name: Deep Learning", "_data/topics/x.md").entry.slug == "deep-learning"
    assert read_head("name: 日本語", "_data/topics/x.md").entry.slug == "x"
    assert read_head("name: Seven\n_id: 007", "_data/topics/x.md").entry.slug == "007"


def test_a_topic_without_a_name_is_a_problem() -> None:
    assert places(read_head("_id: ai", "_data/topics/x.md")) == [("missing-name", 2, 1)]


def test_an_organization_file_describes_a_domain() -> None:
    head = "taxonomy: organization\n_id: Example.com\nname: E\ndescription: About\nimages:\n- url: /a.jpg\n  width: 50"
    reading = read_head(head, "_data/organizations/example.com.md", base_url="https://a.org")

    assert reading.entry == OrganizationEntry("", "example.com", "About", (ImageUse("https://a.org/a.jpg", 50),))
    assert reading.problems == ()


def test_an_organization_without_a_domain_is_a_problem() -> None:
    assert places(read_head("name: Example", "_data/organizations/x.md")) == [("missing-domain", 2, 1)]


@pytest.mark.parametrize("file", ["_data/topics/x.md", "_data/organizations/x.md"])
def test_keys_that_are_not_kept_are_checked_all_the_same(file: str) -> None:
    assert places(read_head("name: A\ndomain: a.com\nmine: {a: 1, a: 2}", file)) == [("duplicate-key", 4, 14)]
