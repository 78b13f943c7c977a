"""Fields take what they want from a scalar; what is none is null, with a warning at its place."""

import pytest

from tests.content.stories import places, read_article, read_head

WARNED_AT = (2, 10)


@pytest.mark.parametrize("written", ["1984", "1.0", "no", "2020-01-01", "0x1F", "1:30", "'1984'", "!!str 1984"])
def test_text_keeps_its_spelling_whatever_yaml_would_make_of_it(written: str) -> None:
    reading = read_head(f"title: {written}")

    assert reading.problems == ()
    assert reading.entry.title == written.removeprefix("!!str ").strip("'")


@pytest.mark.parametrize("written", ["~", "null", "Null", "NULL", "", "' '"])
def test_a_title_that_is_null_or_blank_is_missing(written: str) -> None:
    assert places(read_head(f"title: {written}")) == [("missing-title", 2, 1)]


@pytest.mark.parametrize("written", ["'null'", "'~'"])
def test_a_null_in_quotes_is_text(written: str) -> None:
    assert read_head(f"title: {written}").entry.title == written.strip("'")


def test_a_list_where_text_belongs_is_left_out() -> None:
    reading = read_head("excerpt: [a]\ntitle: A story\ntype: {b: c}")

    assert places(reading) == [("not-text", 2, 10), ("not-text", 4, 7)]
    assert (reading.entry.excerpt, reading.entry.type) == ("", "article")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("19", 19), ("-1", -1), ("+5", 5), ("0", 0), ("'19'", 19), ("'-1'", -1), ("1_000", 1000), ("0x1F", 31),
        ("010", 8), ("0b11", 3), ("1:30", 90), ("7.0", 7), ("!!int '7'", 7),
        ("2147483647", 2**31 - 1), ("-2147483648", -(2**31)),
    ],
)  # fmt: skip
def test_whole_numbers_are_read_as_yaml_1_1_spells_them(written: str, number: int) -> None:
    reading = read_head(f"quality: {written}\ntitle: A story")

    assert reading.problems == ()
    assert reading.entry.quality == number


@pytest.mark.parametrize("written", ["~", "", "null"])
def test_a_null_number_is_null_without_a_warning(written: str) -> None:
    reading = read_head(f"heat: {written}\ntitle: A story")

    assert (reading.entry.heat, reading.problems) == (None, ())


@pytest.mark.parametrize("written", ["high", "8.5", "true", "2020-01-01", ".inf", ".nan", "''", "0x_", "'8.5'", "²"])
def test_a_number_that_is_none_is_null_with_a_warning(written: str) -> None:
    reading = read_head(f"quality: {written}\ntitle: A story")

    assert reading.entry.quality is None
    assert places(reading) == [("not-a-number", 2, 10)]


@pytest.mark.parametrize("written", ["2147483648", "-2147483649", "99999999999999999999999", "9" * 5000])
def test_a_number_beyond_32_bits_is_null_with_a_warning(written: str) -> None:
    reading = read_head(f"quality: {written}\ntitle: A story")

    assert reading.entry.quality is None
    assert places(reading) == [("number-out-of-range", 2, 10)]


@pytest.mark.parametrize("written", ["false", "False", "FALSE", "no", "off", "NO"])
def test_published_false_is_a_boolean_of_yaml_1_1(written: str) -> None:
    assert read_article(f"published: {written}").is_published is False


@pytest.mark.parametrize("written", ["true", "yes", "on", "~", ""])
def test_everything_else_that_is_no_false_is_published(written: str) -> None:
    assert read_article(f"published: {written}").is_published is True


@pytest.mark.parametrize("written", ["'false'", "0", "nope", "!!str false"])
def test_what_only_looks_like_false_does_not_unpublish_and_is_reported(written: str) -> None:
    reading = read_head(f"title: A story\npublished: {written}\nremoved: {written}")

    assert (reading.entry.is_published, reading.entry.is_removed) == (True, False)
    assert places(reading) == [("not-a-boolean", 3, 12), ("not-a-boolean", 4, 10)]


def test_removed_is_true_only_when_it_says_so() -> None:
    assert read_article("removed: true").is_removed is True
    assert read_article("removed: false").is_removed is False
    assert read_article("").is_removed is False


@pytest.mark.parametrize(
    "written",
    ["http://example.com", "https://example.com/a?b=c&d#e", "HTTPS://example.com/", "https://example.com/donâ€™t"],
)
def test_addresses_are_kept_exactly_as_published(written: str) -> None:
    reading = read_head(f"title: A story\nwebUrl: {written}\noriginalUrl: '{written}'")

    assert reading.problems == ()
    assert (reading.entry.web_url, reading.entry.original_url) == (written, written)


@pytest.mark.parametrize("written", ["''", "", "~"])
def test_an_empty_address_is_absent(written: str) -> None:
    reading = read_head(f"title: A story\nwebUrl: {written}")

    assert (reading.entry.web_url, reading.problems) == (None, ())


@pytest.mark.parametrize(
    "written",
    [
        "here",
        "/news/story",
        "ftp://example.com/x",
        "https://",
        "https:///x",
        "' https://a.com'",
        "https://a.com/b c",
        '"https://a.com/\\n"',
    ],
)
def test_an_address_that_is_none_is_null_with_a_warning(written: str) -> None:
    for key in ("webUrl", "originalUrl", "ampWebUrl", "cdnAmpWebUrl"):
        reading = read_head(f"title: A story\n{key}: {written}")

        assert places(reading) == [("not-an-address", 3, len(key) + 3)]
        assert reading.entry.web_url is None


def test_a_message_does_not_show_all_of_a_long_value() -> None:
    (problem,) = read_head(f"title: A story\nheat: {'x' * 1000}").problems

    assert len(problem.message) < 120


def test_tags_that_are_not_yamls_own_are_ignored_with_a_warning() -> None:
    reading = read_head("title: A story\nmine: !secret 12\nheat: !!python/object:os.system 3")

    assert {code for code, _, _ in places(reading)} <= {"unknown-tag"}
    assert reading.entry.heat == 3
