"""The lists of suggestions are what a look at every pair gives, and go to many providers."""

from contextlib import nullcontext
from random import Random
from unittest.mock import patch

import numpy as np
import pytest

from gateway.content.identity import article_id
from gateway.suggestions import MOST, WHOLE, Articles, Index, matching, suggest
from gateway.suggestions.matching import blocks, match
from tests.harness.frequencies import frequent_early
from tests.harness.oracle.graph import Article
from tests.harness.oracle.suggestions import suggest_all
from tests.harness.stories import profile_of, random_stories, story

WORDS = [f"word{number}" for number in range(60)]

Found = dict[str, list[tuple[str, float]]]


def found(articles: list[Article]) -> Found:
    """The suggestions by path, of all that are not removed."""
    readers = [article for article in articles if article.status != "REMOVED"]
    index = Index.of(Articles.of([profile_of(article) for article in readers]))
    excluded = [(article_id(one.path), article_id(other.path)) for one in readers for other in one.related]
    path_of = {article_id(article.path): article.path for article in readers}
    lists: Found = {article.path: [] for article in readers}
    for block in suggest(index, np.arange(len(readers)), excluded):
        for reader, position, other, score in block.rows():
            assert len(lists[path_of[reader]]) == position
            lists[path_of[reader]].append((path_of[other], score / WHOLE))
    return lists


def by_every_pair(articles: list[Article]) -> Found:
    suggest_all(articles)
    readers = [article for article in articles if article.status != "REMOVED"]
    return {one.path: [(other.path, score) for other, score in one.suggested] for one in readers}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("is_early", [False, True], ids=["few", "many"])
def test_the_lists_are_those_of_every_pair(seed: int, is_early: bool) -> None:
    random = Random(seed)
    articles = random_stories(random, random.choice((0, 1, 2, 40, 80)), WORDS, ("Sea", "Town", "Flood"))
    for article in articles:
        article.related = random.sample(articles, min(len(articles), random.randrange(4)))
    with frequent_early() if is_early else nullcontext():
        expected = by_every_pair(articles)
        assert found(articles) == expected
    assert len(articles) < 40 or any(expected.values())


def test_more_frequent_topics_than_a_number_has_bits_all_count() -> None:
    topics = [f"Topic {number}" for number in range(70)]
    articles = random_stories(Random(1), 60, WORDS, topics)

    with frequent_early():
        assert found(articles) == by_every_pair(articles)
        index = Index.of(Articles.of([profile_of(article) for article in articles]))
        assert len(index.topics) > 1


def test_blocks_are_so_small_that_their_pairs_fit_into_their_bits() -> None:
    articles = random_stories(Random(2), 60, WORDS, ("Sea", "Town"))
    expected = by_every_pair(articles)

    with patch.object(matching, "_KEY_BITS", 4 + 6 + 2):
        index = Index.of(Articles.of([profile_of(article) for article in articles]))
        assert max(len(block) for block in blocks(index, np.arange(len(index.ids)))) == 4
        assert found(articles) == expected


def test_a_story_is_never_suggested_to_itself_nor_removed_ones_nor_those_of_another_source() -> None:
    articles = [
        story("news/a", "flood at the harbour"),
        story("news/b", "flood at the harbour"),
        story("news/c", "flood at the harbour", status="REMOVED"),
        story("news/d", "flood at the harbour", source="west"),
    ]

    assert {path: [other for other, _ in others] for path, others in found(articles).items()} == {
        "news/a": ["news/b"],
        "news/b": ["news/a"],
        "news/d": [],
    }


def test_equal_scores_stand_in_the_order_of_paths() -> None:
    articles = [story(f"news/{letter}", "flood at the harbour") for letter in "zbxay"]

    assert [path for path, _ in found(articles)["news/x"]] == ["news/a", "news/b", "news/y", "news/z"]


def test_further_stories_of_one_provider_give_way_to_others() -> None:
    same = [story(f"news/{number}", "flood at the old harbour wall", provider="Post") for number in range(6)]
    other = story("news/other", "flood at the harbour wall", provider="Wire")

    lists = found([*same, other])

    assert [path for path, _ in lists["news/0"]][:3] == ["news/1", "news/other", "news/2"]
    scores = [score for _, score in lists["news/0"]]
    assert scores == sorted(scores, reverse=True)


def test_a_list_has_at_most_20_and_nothing_that_is_hardly_alike() -> None:
    many = [story(f"news/{number:02}", "flood at the harbour") for number in range(30)]
    stranger = story("news/stranger", "chess", excerpt=" ".join(f"other{number}" for number in range(50)))

    lists = found([*many, stranger])

    assert {len(lists[one.path]) for one in many} == {MOST}
    assert lists["news/stranger"] == []


def test_matching_the_other_way_gives_the_same_pairs() -> None:
    articles = [one for one in random_stories(Random(5), 60, WORDS, ("Sea",)) if one.status != "REMOVED"]
    index = Index.of(Articles.of([profile_of(article) for article in articles]))
    everything = np.arange(len(articles))

    pairs = [
        sorted(zip(found.readers.tolist(), found.others.tolist(), found.scores.tolist(), strict=True))
        for found in (match(index, everything), match(index, everything, as_others=True))
    ]

    assert pairs[0] == pairs[1] != []


def test_on_a_small_site_the_words_of_every_language_that_all_stories_have_find_nothing() -> None:
    subjects = [f"subject{number // 2}" for number in range(40)]
    articles = [
        story(f"news/{number:02}", f"the {subject} and the town", excerpt="it was the day of the fair and it rained")
        for number, subject in enumerate(subjects)
    ]

    for number, article in enumerate(articles):
        twin = f"news/{number ^ 1:02}"
        assert [path for path, _ in found(articles)[article.path]] == [twin]
