"""How much each word weighs in one article, as SQLite ranks by it: what FTS5's `bm25` counts for each search."""

from collections.abc import Iterable

from gateway.search.words import words

__all__ = ["weigh"]


def weigh(sizes: bytes, columns: Iterable[tuple[int, str]]) -> tuple[int, dict[str, int]]:
    """The number of words and the weight of each, `(9, {"": 0, "flood": 14, "storm": 1})`.

    `columns` are weights and passages; "" stands for every word. `sizes` are the numbers of words in the columns as
    FTS5 keeps them: it takes some newer symbols for words as well.
    """
    weights = {"": 0}
    known = weights.get
    for weight, passage in columns:
        for word in words(passage):
            weights[word] = known(word, 0) + weight
    return sum(_numbers(sizes)), weights


def _numbers(varints: bytes) -> Iterable[int]:
    """Numbers as SQLite packs them ("Database File Format", section 1.6: a varint), below 2^56."""
    if max(varints, default=0) < 0x80:
        return varints
    numbers = [0]
    for byte in varints:
        numbers[-1] = numbers[-1] << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(0)
    return numbers
