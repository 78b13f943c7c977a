#!/usr/bin/env python3
"""Hide the related lists of a corpus, and see how many of the stories that editors named are suggested all the same.

    ../.venv/bin/python recall.py ../site            # the table of recall@10
    ../.venv/bin/python recall.py ../site --fit      # how the parameters of the score do

The pool is every story of the corpus, stubs too, but removed ones; a story's targets are those of its related list. No
method sees any list. A stub is in the pool because somebody names it; of who that is, no method knows anything.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from gateway.content.statuses import REMOVED, STUB
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.store import ReadLimits, open_store
from gateway.store.sqlite.driver import driver
from gateway.suggestions import Articles, Index, Profile, matching, scoring, suggest

FIRST = 10
STORIES = """
SELECT article.id, path, source, title, excerpt, published_at, provider_id, status, terms
FROM article JOIN article_terms ON article_terms.article_id = article.id WHERE status <> ? ORDER BY path
"""
TOPICS = "SELECT article_id, topic_id FROM article_topic"
NAMED = "SELECT article_id, related_id FROM article_related ORDER BY article_id, position"
PARAMETERS = {
    "_CLOSE": [days * 86_400 for days in (1, 3, 7, 14, 30, 60, 120)],
    "_EARLIER": [1, 2, 3, 4],
    "_HALF_LIKE": [6, 12, 24, 48, 96],
    "_TOPIC": [0, 1, 2, 3, 4],
    "FREQUENT_TOPIC": [0, 2, 4, 8],
    "_BY_BITS": [(0, 6, 6, 5, 5, 4, 4, 3, 3, 2), (0, *[3] * 9), (0, 9, 8, 7, 6, 5, 4, 3, 2, 1)],
}
"""Of `gateway.suggestions.scoring`, and what else they could be."""


class Corpus:
    """All stories, what they are about, and the lists that nobody shows to any method."""

    def __init__(self, stories, topics, named):
        self.stories = {row[0]: row for row in stories}
        self.topics = defaultdict(set)
        for story, topic in topics:
            self.topics[story].add(topic)
        self.targets = defaultdict(set)
        for story, target in named:
            if story in self.stories and target in self.stories:
                self.targets[story].add(target)
        dated = sorted(self.targets, key=lambda story: (self.stories[story][5] or "", self.stories[story][1]))
        self.older, self.newer = dated[: len(dated) // 2], dated[len(dated) // 2 :]

    def recall(self, lists, stories):
        """Of all targets, how many are among the first ten; and the mean of that over the stories."""
        found = [len(self.targets[story] & set(lists.get(story, ())[:FIRST])) for story in stories]
        wanted = [len(self.targets[story]) for story in stories]
        means = [some / all_of_it for some, all_of_it in zip(found, wanted, strict=True)]
        return sum(found) / max(1, sum(wanted)), sum(means) / max(1, len(means))


async def read(root):
    with tempfile.TemporaryDirectory() as folder:
        async with await open_store(f"sqlite:///{folder}/recall.db", limits=ReadLimits(timeout_seconds=600)) as store:
            await load(store, [Source("", root)])
            stories = await store.fetch_rows(STORIES, [REMOVED])
            return Corpus(stories, await store.fetch_rows(TOPICS), await store.fetch_rows(NAMED))


def suggested(corpus):
    """What the gateway suggests, when nothing is excluded because an editor named it."""
    profiles = [Profile(*row[:3], row[5], row[6], row[8]) for row in corpus.stories.values()]
    index = Index.of(Articles.of(profiles))
    lists = defaultdict(list)
    for block in suggest(index, index.numbers_of(corpus.targets)):
        for story, _, other, _ in block.rows():
            lists[story].append(other)
    return lists


def newest_of_topics(corpus):
    """The newest stories that have a topic in common."""
    newest = sorted(corpus.stories, key=lambda story: corpus.stories[story][5] or "", reverse=True)
    return {
        story: [other for other in newest if other != story and corpus.topics[other] & corpus.topics[story]][:FIRST]
        for story in corpus.targets
    }


def best_by_words(corpus, *columns):
    """FTS5: the best by bm25 for any of the words that a story has in these columns (3: title, 4: excerpt)."""
    database = driver.connect(":memory:")
    names = ", ".join(f"c{column}" for column in columns)
    database.execute(f"CREATE VIRTUAL TABLE story USING fts5({names})")
    for story, row in corpus.stories.items():
        values = [row[column] for column in columns]
        database.execute(f"INSERT INTO story (rowid, {names}) VALUES (?{', ?' * len(values)})", [story, *values])
    query = "SELECT rowid FROM story WHERE story MATCH ? AND rowid <> ? ORDER BY bm25(story), rowid LIMIT ?"
    lists = {}
    for story in corpus.targets:
        words = {word for column in columns for word in re.findall(r"\w+", corpus.stories[story][column])}
        asked = " OR ".join(f'"{word}"' for word in sorted(words)) or '""'
        lists[story] = [other for (other,) in database.execute(query, [asked, story, FIRST])]
    return lists


def show(corpus):
    by_status = Counter(corpus.stories[target][7] == STUB for some in corpus.targets.values() for target in some)
    stubs = sum(row[7] == STUB for row in corpus.stories.values())
    print(
        f"{len(corpus.stories)} stories in the pool, {stubs} of them stubs; {len(corpus.targets)} have a related list,"
    )
    print(f"with {sum(by_status.values())} targets, {by_status[True]} of them stubs.\n")
    if not corpus.targets:
        sys.exit("No story of this corpus has a related list: there is nothing to find.")
    best = {story: list(some)[:FIRST] for story, some in corpus.targets.items()}
    methods = {
        "suggested": suggested(corpus),
        "bm25 on the title": best_by_words(corpus, 3),
        "bm25 on title and excerpt": best_by_words(corpus, 3, 4),
        "newest with the same topics": newest_of_topics(corpus),
        "(most that ten can hold)": best,
    }
    print(f"| recall@{FIRST} | all | older half | newer half | mean over stories |\n|---|---:|---:|---:|---:|")
    for name, lists in methods.items():
        parts = [corpus.recall(lists, some)[0] for some in (corpus.targets, corpus.older, corpus.newer)]
        parts.append(corpus.recall(lists, corpus.targets)[1])
        print(f"| {name} | {' | '.join(f'{part:.3f}' for part in parts)} |")


def fit(corpus):
    """Each parameter by itself: the older half is what they were chosen on, the newer half has had no say."""
    print("| parameter | value | older half | newer half |\n|---|---:|---:|---:|")
    for name, values in PARAMETERS.items():
        usual = getattr(scoring, name)
        for value in values:
            use(name, value)
            lists = suggested(corpus)
            parts = " | ".join(f"{corpus.recall(lists, some)[0]:.3f}" for some in (corpus.older, corpus.newer))
            shown = f"{value // 86_400} days" if name == "_CLOSE" else str(value)
            print(f"| {name} | {f'**{shown}**' if value == usual else shown} | {parts} |")
        use(name, usual)


def use(name, value):
    setattr(scoring, name, value)
    matching.FREQUENT_TOPIC = scoring.FREQUENT_TOPIC
    matching.LEAST_SHARED = 1  # so low, and weights so high, for whatever is tried
    setattr(matching, "_WEIGHT_BITS", 6)  # noqa: B010
    rarities = [scoring.rarity(frequency) for frequency in range(scoring.FREQUENT + 1)]
    setattr(scoring, "_RARITIES", np.array(rarities, np.int64))  # noqa: B010 - private, as the parameters are


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, help="a content root")
    parser.add_argument("--fit", action="store_true", help="try other parameters, one at a time")
    args = parser.parse_args()
    corpus = asyncio.run(read(args.corpus))
    (fit if args.fit else show)(corpus)


if __name__ == "__main__":
    main()
