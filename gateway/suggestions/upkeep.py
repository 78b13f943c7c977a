"""Which lists have to be made anew when some articles have come, changed or gone.

These, and no others can be different:

- those of the articles that have come or changed;
- those that have a changed article in them;
- those of the articles with a term whose weight has changed (`update_postings`);
- those that a changed article is good enough for: not worse than their last place (`reached`);
- those of articles that now must not be suggested something else, because their editors name other stories.
"""

from collections.abc import Callable

import numpy as np

from gateway.suggestions.index import Index
from gateway.suggestions.matching import blocks, match
from gateway.suggestions.numbers import Numbers

__all__ = ["reached"]


def reached(index: Index, numbers: Numbers, last_scores: Callable[[Numbers], Numbers]) -> set[int]:
    """The ids of those articles for which one of these numbers is good enough.

    `last_scores` gives, for ids, the score at the last place of a full list, and 0 for one that is not full.
    """
    found: set[int] = set()
    for block in blocks(index, numbers):
        matches = match(index, block, as_others=True)
        readers, place = np.unique(matches.readers, return_inverse=True)
        least = last_scores(index.ids[readers])[place]
        found.update(index.ids[matches.readers[matches.scores >= least]].tolist())
    return found
