"""Workers weigh the words of some texts each; together that is what each article says, in the order of the table."""

import pytest

from gateway.loader import search_weights
from gateway.loader.weighing import joined, weigh_texts
from gateway.search import weigh
from gateway.tables import SEARCHED
from tests.harness.library import open_library
from tests.loader.test_search import STORIES

WEIGHTS = [round(weight) for weight in SEARCHED.values()]
TEXTS = [
    (7, bytes([3, 0, 0, 0, 0]), "Flood at sea", "", "", "", ""),
    (9, bytes([1, 2, 0, 1, 0]), "Flood", "sea flood", "", "Sea", ""),
    (3, bytes([1, 2, 0, 1, 0]), "Flood", "sea flood", "", "Sea", ""),
    (8, bytes([1, 0, 0, 0, 1]), "Storm", "", "", "", "Post"),
]


@pytest.mark.parametrize("parted", [0, 1, 3, 4])
def test_rows_of_all_pieces_stand_by_word_then_the_heaviest_then_the_shortest(parted: int) -> None:
    expected = []
    for identity, sizes, *texts in TEXTS:
        length, words = weigh(sizes, zip(WEIGHTS, texts, strict=True))
        expected += [(word, weight, length, identity) for word, weight in words.items()]

    rows = list(joined([weigh_texts(WEIGHTS, TEXTS[:parted]), weigh_texts(WEIGHTS, TEXTS[parted:])]).rows(size=3))

    assert rows == sorted(expected, key=lambda row: (row[0], -row[1], *row[2:]))


async def test_however_many_rows_are_inserted_at_once_all_are(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = []
    for rows in (2_000_000, 1):
        monkeypatch.setattr(search_weights, "_ROWS_AT_ONCE", rows)
        monkeypatch.setattr(search_weights, "_TEXTS_AT_ONCE", rows)
        async with open_library(tmp_path_factory.mktemp("site"), STORIES, is_loaded_anew=True) as library:
            loaded.append(await library.store.fetch_rows("SELECT * FROM search_weight ORDER BY 1, 2, 3, 4"))

    assert loaded[0] == loaded[1] != []
