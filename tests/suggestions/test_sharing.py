"""Other processes get the index by its files: the lists they make of it are the same, and their tasks stay small."""

import pickle
from pathlib import Path
from random import Random

import numpy as np
import pytest

from gateway.suggestions import Articles, Index, Piece, save_index, suggest, suggest_piece, take_lists
from tests.harness.frequencies import frequent_early
from tests.harness.stories import profile_of, random_stories

WORDS = [f"word{number}" for number in range(30)]


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_lists_of_a_saved_index_are_those_of_the_index(tmp_path: Path, count: int) -> None:
    topics = [f"Topic {number}" for number in range(70)]
    stories = random_stories(Random(1), count, WORDS, topics)
    with frequent_early():
        index = Index.of(Articles.of([profile_of(story) for story in stories]))
        save_index(index, tmp_path)
        piece = Piece(tmp_path, np.arange(count), [], tmp_path / "lists.npy")
        made = list(take_lists(suggest_piece(piece)).rows())

        assert made == [row for lists in suggest(index, np.arange(count)) for row in lists.rows()]
        assert len(made) > 0 or count < 60
        assert len(pickle.dumps(piece)) < 1_000 + 8 * count
