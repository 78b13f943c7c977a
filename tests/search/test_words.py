"""A text has the same words as it is shown and as it is indexed, in FTS5's eyes and in ours."""

import sqlite3
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.search import CUT, folded, passage, words
from gateway.tables import SEARCH_INDEXES
from tests.harness.profiles import TIMES, usual

TOKENIZER = SEARCH_INDEXES[0].info["create"].partition("tokenize = ")[2].rstrip("\n)")
TEXTS = st.text(
    st.sampled_from(
        "ab AZ09_-éÅßœıİŁﬁﷺ½ёйΆςがガｶﾞハ゜ー東京한글กำุ่हिन्दीمُحَمَّد\u0301\u200d\ufe0f"
        "😀👩🏽₽₺₿€\u061c\u058d\u0605\u0bf3\u0c77\x02\x1f\xad"
    )
    | st.characters(codec="utf-8", exclude_categories=["Cn", "Co", "Cs"]),
    max_size=40,
)


def tokens(text: str) -> list[str]:
    """The words that FTS5 finds, in order."""
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE story USING fts5 (title, tokenize = {TOKENIZER})")
    database.execute("CREATE VIRTUAL TABLE word USING fts5vocab (story, instance)")
    database.execute("INSERT INTO story VALUES (?)", (text,))
    found = [term for (term,) in database.execute('SELECT term FROM word ORDER BY "offset"')]
    database.close()
    return found


@settings(usual, max_examples=300 * TIMES)
@given(TEXTS)
def test_a_text_has_as_many_words_shown_as_indexed(text: str) -> None:
    shown = passage(text, 1000)

    assert len(tokens(shown)) == len(tokens(folded(shown)))


@settings(usual, max_examples=300 * TIMES)
@given(TEXTS)
def test_the_words_that_are_asked_for_are_those_that_are_indexed(text: str) -> None:
    shown = passage(text, 1000)

    assert [unicodedata.normalize("NFC", word) for word in words(shown)] == [
        unicodedata.normalize("NFC", word) for word in tokens(folded(shown)) if words(word)
    ]


@settings(usual, max_examples=300 * TIMES)
@given(TEXTS)
def test_a_passage_is_one_line_and_cannot_fake_a_mark(text: str) -> None:
    shown = passage(text, 1000)

    assert not any(unicodedata.category(character) == "Cc" for character in shown.replace(CUT, ""))
    assert passage(shown.replace(CUT, ""), 1000) == shown


def test_a_passage_ends_at_its_limit() -> None:
    assert passage("word " * 1000, 12) == "word word wo"


def test_an_image_in_a_text_is_read_once_and_not_from_each_of_its_letters_on() -> None:
    image = "A" * 2_000_000
    assert folded(f"Né {image} né") == f"ne {image} ne"


def test_marks_without_a_letter_are_read_once_and_not_from_each_of_them_on() -> None:
    marks = "\u0301" * 2_000_000
    assert words(f"é_{marks} né") == ["e", "ne"]


def test_more_marks_of_a_letter_than_any_language_has_are_left_out() -> None:
    crowd = "e" + "\u0316\u0301" * 15

    assert passage(crowd + "\u0316\u0301" * 500_000 + " f", 2_000_000) == unicodedata.normalize("NFC", crowd) + " f"


def test_what_nobody_sees_is_not_in_a_passage() -> None:
    assert passage("a\u061cb \u200fc\u00ad", 20) == "ab c"
