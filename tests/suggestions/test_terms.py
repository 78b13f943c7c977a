"""The words of texts, in every script, and of texts that mean harm."""

import numpy as np
import pytest

from gateway.suggestions.terms import (
    count_terms,
    is_topic,
    pack_terms,
    terms_with_owners,
    text_terms,
    topic_terms,
    unpack_terms,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Bridge, reopened!", ["the", "bridge", "reopened"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("\uff21ngstr\u00f6m café cafe\u0301", ["angström", "café", "café"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("新しい橋", ["新し", "しい", "い橋"]),
        ("橋", ["橋"]),
        ("東京Tower開業", ["東京", "tower", "開業"]),
        ("สะพานใหม่", ["สะ", "ะพ", "พา", "าน", "นใ", "ให", "หม", "ม่"]),
        ("한국어 제목", ["한국어", "제목"]),
        ("C++ 100% don't", ["c", "100", "don", "t"]),
        ("", []),
        ("—…!? \u200b", []),
    ],
)
def test_words_are_found_in_every_script(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_signs_part_words_wherever_text_is_from() -> None:
    for sign in (*map(chr, range(128)), *"\u2018\u2019\u201c\u201d\u2013\u2014\u2026"):
        for around in ("Bridge", "Brücke"):
            parted = [f"{around.lower()}{sign.lower()}x"] if sign.isalnum() or sign == "_" else [around.lower(), "x"]

            assert words(f"{around}{sign}x") == parted


def test_a_word_of_the_title_is_a_term_more_and_topics_are_terms_of_their_own() -> None:
    title, excerpt = text_terms("", "bridge", ""), text_terms("", "", "bridge")

    assert len(excerpt) == 1 < len(title) == 2
    assert excerpt < title
    assert not any(map(is_topic, title))
    assert all(map(is_topic, topic_terms([1, 2, 3])))


def test_each_source_has_terms_of_its_own() -> None:
    assert not text_terms("", "bridge", "") & text_terms("west", "bridge", "")


@pytest.mark.parametrize(
    "text",
    ["bridge " * 200_000, "x" * 1_000_000, "橋" * 1_000_000, "\ud800" * 5_000, "a\u0301" * 500_000, "\0" * 100_000],
    ids=["words", "one word", "no blanks", "surrogates", "accents", "nulls"],
)
def test_a_hostile_text_has_few_terms(text: str) -> None:
    assert len(text_terms("", text, text)) <= 3_000


def test_each_word_of_a_flood_of_words_is_known_once() -> None:
    flood = [text_terms("", f"w{number}", "") for number in range(120_000)]

    assert text_terms("", "w0", "") == flood[0]
    assert len(set().union(*flood)) > 239_000


def test_packed_terms_are_what_was_packed() -> None:
    some = [{7, 4_000_000_000, 12}, set(), {0}]

    packed = [pack_terms(each) for each in some]

    assert unpack_terms(b"".join(packed)).tolist() == [7, 12, 4_000_000_000, 0]
    assert [count_terms(each) for each in packed] == [3, 0, 1]


def test_terms_are_sorted_with_the_articles_that_have_them() -> None:
    packed = b"".join(pack_terms(each) for each in [{7, 4_000_000_000, 12}, set(), {12, 4_000_000_000}])

    terms, owners = terms_with_owners(packed, np.array([2, 1, 0], np.uint32), np.array([3, 0, 2]))

    assert list(zip(terms.tolist(), owners.tolist(), strict=True)) == [
        (7, 2),
        (12, 0),
        (12, 2),
        (4_000_000_000, 0),
        (4_000_000_000, 2),
    ]
