"""Dates of every form of YAML 1.1 become one canonical text in UTC."""

import pytest

from tests.content.stories import places, read_head


def read_date(written: str) -> tuple[str | None, list[str]]:
    reading = read_head(f"title: A story\npublishedDateTime: {written}")
    for _, line, column in places(reading):
        assert (line, column) == (3, 20)
    return reading.entry.published_at, [code for code, _, _ in places(reading)]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2020-08-16T08:28:00Z", "2020-08-16T08:28:00"),
        ("'2020-08-16T08:28:00Z'", "2020-08-16T08:28:00"),
        ("2020-08-16t08:28:00z", "2020-08-16T08:28:00"),
        ("2020-8-6 8:28:00 Z", "2020-08-06T08:28:00"),
        ("2020-08-16 08:28:00+02:00", "2020-08-16T06:28:00"),
        ("2020-08-16T08:28:00 +2", "2020-08-16T06:28:00"),
        ("2020-08-16T08:28:00-0930", "2020-08-16T17:58:00"),
        ("2020-12-31T23:30:00-01:00", "2021-01-01T00:30:00"),
        ("2020-08-16T08:28:00.500Z", "2020-08-16T08:28:00.5"),
        ("2020-08-16T08:28:00.123456789Z", "2020-08-16T08:28:00.123456"),
        ("2020-08-16T08:28:00.000Z", "2020-08-16T08:28:00"),
        ("2020-08-16T08:28:00.Z", "2020-08-16T08:28:00"),
        ("2020-08-16T08:28:10.100+00:00", "2020-08-16T08:28:10.1"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59"),
    ],
)
def test_an_instant_is_canonical_and_in_utc(written: str, canonical: str) -> None:
    assert read_date(written) == (canonical, [])


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2020-08-16T08:28:00", "2020-08-16T08:28:00"),
        ("2020-08-16 08:28:00.25", "2020-08-16T08:28:00.25"),
        ("2020-08-16", "2020-08-16T00:00:00"),
        ("'2020-08-16'", "2020-08-16T00:00:00"),
    ],
)
def test_a_date_without_a_zone_is_utc_and_without_a_time_midnight_with_a_warning(written: str, canonical: str) -> None:
    assert read_date(written) == (canonical, ["date-without-zone"])


@pytest.mark.parametrize(
    "written",
    [
        "soon", "2020", "2020-02-30T00:00:00Z", "2020-13-01", "2020-08-16T25:00:00Z", "2020-08-16T08:28:60Z",
        "20200816", "2020-08-16T08:28Z", "2020-W33-7T08:28:00", "2020-W33-7T8:28:00Z", "0000-01-01T00:00:00Z", "''",
        "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-00:01", "2020-08-16T08:28:00+24:00", "10000-01-01",
        "2020-08-16T08:28:00+01:60", "2020-08-16 08:28:00 PST", "2020-08-16T08:28:00Z and more", "٢٠٢٠-08-16T08:28:00Z",
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_null_with_a_warning(written: str) -> None:
    assert read_date(written) == (None, ["not-a-date"])


@pytest.mark.parametrize("written", ["~", "", "null"])
def test_a_null_date_is_null_without_a_warning(written: str) -> None:
    assert read_date(written) == (None, [])


def test_canonical_texts_sort_as_the_instants_do() -> None:
    written = ["2020-08-16T08:28:00.5Z", "2020-08-16T08:28:01Z", "2020-08-16T08:28:00Z", "2020-08-16T08:28:00.49Z"]

    texts = sorted(read_date(text)[0] or "" for text in written)

    assert [text[17:] for text in texts] == ["00", "00.49", "00.5", "01"]
