"""The words of a story weigh what FTS5 counts of them."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.search import folded, passage, weigh
from gateway.tables import SEARCHED
from tests.harness.profiles import TIMES, usual
from tests.search.test_words import TEXTS, TOKENIZER

COLUMNS = list(SEARCHED)


def counted(texts: list[str]) -> tuple[bytes, dict[str, int]]:
    """How long FTS5 takes each column for, as it keeps it, and the weights of all words that it finds."""
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE story USING fts5 ({', '.join(COLUMNS)}, tokenize = {TOKENIZER})")
    database.execute("CREATE VIRTUAL TABLE word USING fts5vocab (story, instance)")
    database.execute("INSERT INTO story VALUES (?, ?, ?, ?, ?)", [folded(text) for text in texts])
    weights: dict[str, int] = {}
    for word, column in database.execute("SELECT term, col FROM word"):
        weights[word] = weights.get(word, 0) + round(SEARCHED[column])
    [(sizes,)] = database.execute("SELECT sz FROM story_docsize")
    database.close()
    return sizes, weights


@settings(usual, max_examples=200 * TIMES)
@given(st.lists(TEXTS | st.sampled_from(["flood " * 200, "a flood"]), min_size=5, max_size=5))
def test_words_weigh_what_fts5_counts(texts: list[str]) -> None:
    shown = [passage(text, 10_000) for text in texts]
    sizes, expected = counted(shown)

    columns = [(round(SEARCHED[name]), text) for name, text in zip(COLUMNS, shown, strict=True)]
    _, weights = weigh(sizes, columns)

    assert weights.pop("") == 0
    ours = {word: weight for word, weight in expected.items() if word in weights}
    assert weights == ours, "no word of ours that FTS5 does not know, and each as heavy"
    assert all(not word.isascii() for word in set(expected) - set(weights)), "what only FTS5 takes for a word"


def test_lengths_are_those_that_fts5_keeps() -> None:
    sizes, _ = counted(["flood " * 300, "", "flood " * 127, "flood " * 128, "flood " * 20_000])

    length, _ = weigh(sizes, ())

    assert length == 300 + 127 + 128 + 20_000


@pytest.mark.parametrize("sign", "₽₺₿\u058d\u0605\u061c\u07fe\u0c77\u0d4f", ids=ascii)
def test_a_sign_that_fts5_does_not_know_hides_no_word_beside_it(sign: str) -> None:
    shown = [passage(f"500{sign} fine{sign}due", 100), *[""] * 4]
    sizes, expected = counted(shown)

    _, weights = weigh(sizes, zip(map(round, SEARCHED.values()), shown, strict=True))

    weights.pop("")
    assert "500" in weights.keys() <= expected.keys()
