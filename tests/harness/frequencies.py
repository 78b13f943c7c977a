"""Lets terms count as frequent in small sites too, so that small random ones show what happens in large ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from unittest.mock import patch

import numpy as np

from gateway.suggestions import counting, index, postings, scoring

__all__ = ["frequent_early"]

_FEW: Final = 4
_FREQUENT: Final = 8
_BY_BITS: Final = (0, 6, 4, 2)


@contextmanager
def frequent_early() -> Iterator[None]:
    """Terms change their weight at 2 and 4 articles, and are frequent from 8 on; 4 articles are many."""
    with (
        patch.object(scoring, "FEW", _FEW),
        patch.object(scoring, "FREQUENT", _FREQUENT),
        patch.object(index, "FREQUENT", _FREQUENT),
        patch.object(counting, "FREQUENT", _FREQUENT),
        patch.object(postings, "FREQUENT", _FREQUENT),
        patch.object(scoring, "_BY_BITS", _BY_BITS),
    ):
        rarities = np.array([scoring.rarity(frequency) for frequency in range(_FREQUENT + 1)], np.int64)
        with patch.object(scoring, "_RARITIES", rarities):
            yield
