"""Which lists have to be made anew when some articles have come, changed or gone.

These, and no others can be different:

- those of the articles that have come or changed;
- those that have a changed article in them;
- those of the articles with a term whose weight has changed (`update_postings`);
- those that a changed article is good enough for: not worse than the last place of a full one (`reached`);
- those of articles that now must not be suggested something else, because their editors name other stories.
"""

import numpy as np

from gateway.suggestions.index import Index
from gateway.suggestions.matching import blocks, match
from gateway.suggestions.numbers import Numbers

__all__ = ["reached"]


def reached(index: Index, numbers: Numbers) -> dict[int, int]:
    """The ids of those articles that are like one of these numbers, each with the best score of one of them."""
    best = np.zeros(len(index.ids), np.int64)
    for block in blocks(index, numbers):
        matches = match(index, block, as_others=True)
        np.maximum.at(best, matches.readers, matches.scores)
    found = np.flatnonzero(best)
    return dict(zip(index.ids[found].tolist(), best[found].tolist(), strict=True))
