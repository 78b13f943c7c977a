"""Frequent words are counted and left out; what can find a story, and topics, stay."""

from unittest.mock import patch

import numpy as np

from gateway.suggestions import (
    Articles,
    Index,
    Profile,
    TermCounts,
    all_postings,
    counting,
    index,
    pack_terms,
    postings,
)
from gateway.suggestions.terms import unpack_terms

FREQUENT = 3
TERMS = [{2, 4, 7}, {2, 4, 7, 8}, {2, 7, 10}, {2, 12}]
"""Of four stories: 2 is a frequent word, 7 a frequent topic."""


def stories() -> Articles:
    profiles = [Profile(n, f"news/{n}", "", None, None, pack_terms(terms)) for n, terms in enumerate(TERMS, 10)]
    return Articles.of(profiles)


def counted(articles: Articles) -> TermCounts:
    counts = TermCounts()
    for terms in TERMS:  # one piece for each
        counts.add(pack_terms(terms))
    return counts


def test_frequent_words_are_left_out_of_articles_and_frequent_topics_are_not() -> None:
    with patch.object(counting, "FREQUENT", FREQUENT):
        kept = stories().without(counted(stories()).frequent_words())

    assert unpack_terms(kept.terms).tolist() == [4, 7, 4, 7, 8, 7, 10, 12]
    assert kept.counts.tolist() == [2, 3, 2, 1]


def test_index_and_postings_are_those_of_all_terms() -> None:
    with (
        patch.object(counting, "FREQUENT", FREQUENT),
        patch.object(index, "FREQUENT", FREQUENT),
        patch.object(postings, "FREQUENT", FREQUENT),
        patch.object(index, "shift", lambda _count: 0),
    ):
        counts = counted(stories())
        kept = stories().without(counts.frequent_words())
        found, expected = Index.of(kept), Index.of(stories())
        listed = sorted([*all_postings(kept), *counts.postings()])

        assert listed == sorted(all_postings(stories()))
    for name in ("own_terms", "own_starts", "starts", "numbers", "weights"):
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
    assert len(found.topics) == len(expected.topics) == 1
    assert np.array_equal(found.topics[0], expected.topics[0])
