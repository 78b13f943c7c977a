"""Where a file lies says where its article stands, and which files are content at all."""

import pytest

from gateway.content.paths import is_content_path, may_hold_content
from tests.content.stories import places, read, read_head


def place(file: str, head: str = "title: A story") -> tuple[str, str, bool]:
    entry = read_head(head, file).entry
    return entry.collection, entry.slug, entry.is_archived


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("_news/x.md", ("news", "x", False)),
        ("news/x.md", ("news", "x", False)),
        ("_archive/_news/x.md", ("news", "x", True)),
        ("_archive/news/x.md", ("news", "x", True)),
        ("_archive/_archive/x.md", ("archive", "x", True)),
        ("_learning/videos/x.md", ("learning", "videos/x", False)),
        ("_learning/_videos/_x.md", ("learning", "_videos/_x", False)),
        ("_news/a.b.markdown", ("news", "a.b", False)),
        ("_news/X.HTML", ("news", "X", False)),
        ("_/x.md", ("_", "x", False)),
        ("__news/x.md", ("_news", "x", False)),
    ],
)
def test_the_first_folder_is_the_collection_and_the_rest_the_slug(file: str, expected: tuple[str, str, bool]) -> None:
    assert place(file) == expected


def test_the_category_of_an_article_is_its_collection_unless_it_says_otherwise() -> None:
    assert read_head("title: A story").entry.category == "news"
    assert read_head("title: A story\ncategory: sport").entry.category == "sport"
    assert place("_news/x.md", "title: A story\ncategory: sport") == ("news", "x", False)


@pytest.mark.parametrize(
    ("file", "head", "expected"),
    [
        ("2020-01-01-x.md", "title: A story", ("articles", "2020-01-01-x")),
        (
            "2020-01-01-x.md",
            "title: A story\ncategory: news\npublishedDateTime: 2024-05-01T10:00:00Z",
            ("news", "2020-01-01-x"),
        ),
        ("000_x.txt", "title: A story!\npublishedDateTime: 2024-05-01T10:00:00Z", ("articles", "2024-05-01-a-story")),
        (
            "000_x.txt",
            "title: A story\npublishedDateTime: 2024-05-01T23:30:00-01:00",
            ("articles", "2024-05-02-a-story"),
        ),
        ("000_x.txt", "title: didnâ€™t\npublishedDateTime: 2024-05-01T10:00:00Z", ("articles", "2024-05-01-didnt")),
        ("000_x.txt", "title: A story", ("articles", "000_x")),
        ("000_x.txt", "title: 日本語\npublishedDateTime: 2024-05-01T10:00:00Z", ("articles", "000_x")),
        ("_archive/000_x.txt", "title: A story", ("articles", "000_x")),
    ],
)
def test_a_file_in_no_folder_is_placed_by_what_it_says(file: str, head: str, expected: tuple[str, str]) -> None:
    assert place(file, head)[:2] == expected


def test_a_story_has_the_source_it_was_read_for() -> None:
    assert read("---\ntitle: A story\n---\n", source="valley").entry.source == "valley"


@pytest.mark.parametrize(
    "file", ["_news/a.md", "a.markdown", "x/y/a.html", "a.txt", "_data/topics/a.yaml", "b/a.yml", "b/a.MD"]
)
def test_texts_and_yaml_files_may_be_content(file: str) -> None:
    assert is_content_path(file)


@pytest.mark.parametrize(
    "file",
    [
        "_news/.hidden.md", ".github/a.md", "_news/.drafts/a.md", "assets/a.md", "assets/x/a.md", "api/a.html",
        "_sponsorships/a.md", "_archive/_sponsorships/a.md", "README.md", "_news/README.md", "_config.yml",
        "_news/a.json", "_news/a", "a.md.bak",
    ],
)  # fmt: skip
def test_other_files_are_no_content(file: str) -> None:
    assert not is_content_path(file)


def test_assets_and_api_count_at_the_root_only() -> None:
    assert is_content_path("_news/assets/a.md")
    assert is_content_path("_news/api/a.md")
    assert may_hold_content("_news/assets")
    assert not may_hold_content("assets")
    assert not may_hold_content("assets/images")


@pytest.mark.parametrize(
    ("file", "head", "kind"),
    [
        ("_news/a.md", "taxonomy: topic\nname: A", "TopicEntry"),
        ("_data/topics/a.yaml", "name: A", "TopicEntry"),
        ("_archive/_data/topics/a.md", "name: A", "TopicEntry"),
        ("_news/a.md", "taxonomy: organization\ndomain: a.com", "OrganizationEntry"),
        ("_data/organizations/a.com.md", "domain: a.com", "OrganizationEntry"),
        ("_data/organizations/a.md", "taxonomy: topic\nname: A", "TopicEntry"),
        ("_news/a.md", "taxonomy: ~\ntitle: A", "ArticleEntry"),
        ("_news/a.md", "name: A", "ArticleEntry"),
    ],
)
def test_the_taxonomy_or_else_the_folder_says_what_a_document_is(file: str, head: str, kind: str) -> None:
    reading = read_head(head, file)

    assert reading.problems == ()
    assert type(reading.entry).__name__ == kind


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("_data/tags/a.yaml", "name: A"),
        ("_data/menu.yaml", "title: A"),
        ("_data/tags/a.yaml", "taxonomy: tag\nname: A"),
        ("_news/a.md", "taxonomy: tag\ntitle: A"),
    ],
)
def test_data_of_other_kinds_is_no_content(file: str, head: str) -> None:
    reading = read_head(head, file)

    assert (reading.entry, reading.problems) == (None, ())


def test_an_article_without_title_and_name_is_a_problem() -> None:
    assert places(read_head("heat: 3")) == [("missing-title", 2, 1)]
