"""A file is split into head and body whatever its editor did to line ends and marks."""

import pytest

from gateway.content.front_matter import SIZE_LIMIT_BYTES
from tests.content.stories import places, read


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: A story\n---\nBody\n", id="plain"),
        pytest.param("\ufeff---\ntitle: A story\n---\nBody\n", id="byte order mark"),
        pytest.param("---\r\ntitle: A story\r\n---\r\nBody\r\n", id="CRLF"),
        pytest.param("--- \ntitle: A story\n---\t\nBody\n", id="blanks after the fences"),
        pytest.param("---\ntitle: A story\n...\nBody\n", id="dots as closing fence"),
    ],
)
def test_a_head_and_body_are_read_however_they_are_stored(text: str) -> None:
    reading = read(text)

    assert reading.problems == ()
    assert reading.entry.title == "A story"
    assert reading.entry.body == "Body\n"


def test_a_closing_fence_may_end_the_file_without_a_line_end() -> None:
    reading = read("---\ntitle: A story\n---")

    assert reading.problems == ()
    assert (reading.entry.title, reading.entry.body, reading.entry.body_format) == ("A story", None, None)


@pytest.mark.parametrize(
    "text", ["", "A page without a head.\n", "----\ntitle: A story\n---\n", "\n---\ntitle: x\n---\n"]
)
def test_a_file_without_a_head_is_no_content(text: str) -> None:
    assert read(text) == read("no head")
    assert read(text).entry is None
    assert read(text).problems == ()


def test_a_rule_of_dashes_in_a_text_closes_no_head() -> None:
    reading = read("---\ntitle: A story\nexcerpt: |\n  ---\n  dashes\n--- \nBody\n---\nMore\n")

    assert reading.entry.excerpt == "---\ndashes"
    assert reading.entry.body == "Body\n---\nMore\n"


def test_a_head_that_is_never_closed_is_a_problem_at_its_fence() -> None:
    assert places(read("---\ntitle: A story\n")) == [("unclosed-head", 1, 1)]


@pytest.mark.parametrize("suffix", ["yaml", "yml", "YAML"])
def test_a_plain_yaml_file_is_all_head(suffix: str) -> None:
    reading = read("title: A story\nheat: 3\n", f"_news/story.{suffix}")

    assert reading.problems == ()
    assert (reading.entry.title, reading.entry.heat, reading.entry.body) == ("A story", 3, None)


def test_the_first_document_of_a_yaml_stream_counts() -> None:
    reading = read("---\ntitle: First\n---\ntitle: Second\n---\n", "_news/story.yaml")

    assert reading.entry.title == "First"
    assert reading.problems == ()


def test_problems_of_a_plain_yaml_file_are_counted_from_its_first_line() -> None:
    assert places(read("heat: hot\ntitle: A story\n", "_news/story.yaml")) == [("not-a-number", 1, 7)]


@pytest.mark.parametrize("text", ["", "# only a remark\n"])
def test_an_empty_yaml_file_is_no_content(text: str) -> None:
    assert read(text, "_news/story.yaml") == read("no head")


def test_an_empty_head_is_a_document_without_title() -> None:
    assert places(read("---\n---\nBody\n")) == [("missing-title", 2, 1)]


@pytest.mark.parametrize("head", ["- a list", "just words"])
def test_a_head_without_keys_is_a_problem(head: str) -> None:
    assert places(read(f"---\n{head}\n---\n")) == [("head-not-a-mapping", 2, 1)]


def test_bytes_that_are_no_text_are_reported_with_line_and_column_in_characters() -> None:
    reading = read(b"---\ntitle: A story\nexcerpt: \xc3\xa9\xff\n---\n")

    assert places(reading) == [("not-utf8", 3, 11)]
    assert reading.entry is None


def test_bytes_that_are_no_text_are_found_in_the_body_too() -> None:
    assert places(read(b"---\r\ntitle: A story\r\n---\r\nFine\r\nab\x80\r\n")) == [("not-utf8", 5, 3)]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_is_reported(mark: bytes) -> None:
    assert places(read(mark + b"-\x00-\x00-\x00")) == [("not-utf8", 1, 1)]


def test_a_file_of_more_than_4_mib_is_reported_and_not_read() -> None:
    assert places(read(b"---\ntitle: A story\n---\n" + b"x" * SIZE_LIMIT_BYTES)) == [("too-large", None, None)]


def test_control_characters_are_reported_at_their_places() -> None:
    reading = read("---\ntitle: A\x07 story\nexcerpt: x\x01\n---\n")

    assert places(reading) == [("control-character", 2, 9), ("control-character", 3, 11)]


def test_a_nul_in_the_body_is_reported() -> None:
    assert places(read("---\ntitle: A story\n---\nFine\nab\0c\n")) == [("control-character", 5, 3)]


@pytest.mark.parametrize("escape", [r"\0", r"\x00", r"\u0000", r"\U00000000"])
def test_a_nul_that_an_escape_brings_in_is_reported(escape: str) -> None:
    reading = read(f'---\ntitle: A story\nmine: ["fine", "a{escape}b"]\n---\n')

    assert places(reading) == [("control-character", 3, 16)]
    assert reading.entry is None


def test_a_lone_carriage_return_ends_a_line_with_a_warning() -> None:
    reading = read("---\r\ntitle: A story\rheat: 3\r\n---\r\n")

    assert places(reading) == [("lone-carriage-return", 2, 15)]
    assert reading.entry.heat == 3


def test_a_character_that_was_lost_before_is_a_warning() -> None:
    reading = read("---\ntitle: A st\ufffdry\n---\n")

    assert places(reading) == [("replacement-character", 2, 12)]
    assert reading.entry.title == "A st\ufffdry"


def test_line_ends_are_the_same_in_the_body_of_every_editor() -> None:
    assert read("---\r\ntitle: A story\r\n---\r\nOne\r\n\r\nTwo\r\n").entry.body == "One\n\nTwo\n"


@pytest.mark.parametrize(
    ("file", "body", "body_format"),
    [
        ("_news/a.html", "Just words", "HTML"),
        ("_news/a.txt", "<p>Words</p>", "TEXT"),
        ("_news/a.md", "\n <p class='x'>Words</p>", "HTML"),
        ("_news/a.md", "<!DOCTYPE html>\n<html>", "HTML"),
        ("_news/a.md", "<br/>", "HTML"),
        ("_news/a.md", "<https://example.com> is a link", "MARKDOWN"),
        ("_news/a.markdown", "# Words", "MARKDOWN"),
    ],
)
def test_the_format_of_a_body_follows_from_the_name_or_its_beginning(file: str, body: str, body_format: str) -> None:
    entry = read(f"---\ntitle: A story\n---\n{body}", file).entry

    assert (entry.body, entry.body_format) == (body, body_format)


@pytest.mark.parametrize("file", ["_news/a.md", "_news/a.html", "_news/a.txt"])
def test_a_blank_body_is_null_and_so_is_its_format(file: str) -> None:
    entry = read("---\ntitle: A story\n---\n \n\n", file).entry

    assert (entry.body, entry.body_format) == (None, None)


def test_a_body_is_never_repaired_or_trimmed() -> None:
    assert read("---\ntitle: A story\n---\n  didnâ€™t &amp;  \n").entry.body == "  didnâ€™t &amp;  \n"
