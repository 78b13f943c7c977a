"""Suggestions are kept in step: after each small edit they are what a fresh load makes, and little is made anew."""

import asyncio
import time
from contextlib import nullcontext
from pathlib import Path
from random import Random
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest

from gateway.loader import suggestions
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.store import Store, open_store
from tests.harness.frequencies import frequent_early
from tests.harness.site import Site, dump

WORDS = [f"word{number}" for number in range(40)]
TABLES = ("article_suggestion", "article_terms", "posting")


def text(random: Random, most: int) -> str:
    return " ".join(random.choice(WORDS[: random.choice((4, 40))]) for _ in range(random.randrange(1, most)))


def head(random: Random) -> dict[str, Any]:
    """A story of few words, as front matter."""
    said: dict[str, Any] = {"title": text(random, 5), "excerpt": text(random, 12)}
    said["topics"] = random.sample(["Sea", "Town", "Flood"], random.randrange(3))
    said["provider"] = {"name": random.choice(("Post", "Wire"))}
    said["publishedDateTime"] = f"2023-0{random.randrange(1, 9)}-01T00:00:00Z"
    said["related"] = [f"story-{random.randrange(50)}" for _ in range(random.randrange(3))]
    said |= random.choice(({}, {}, {}, {"published": False}, {"removed": True}))
    return said


def edit(random: Random, site: Site, heads: dict[int, dict[str, Any]]) -> None:
    """Add a story, delete one, or let one say other things: many of them nothing that counts."""
    number = random.randrange(50)
    if number not in heads or random.random() < 0.3:
        heads[number] = head(random)
    elif random.random() < 0.2:
        del heads[number]
        return site.delete(f"_news/story-{number}.md")
    else:
        key = random.choice(("title", "excerpt", "topics", "provider", "publishedDateTime", "related", "heat"))
        heads[number][key] = head(random).get(key, random.randrange(99))
    site.put(f"_news/story-{number}.md", **heads[number])
    return None


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("is_public", [False, True], ids=["whole", "public"])
async def test_small_edits_leave_what_a_fresh_load_makes(tmp_path: Path, seed: int, is_public: bool) -> None:
    random = Random(seed)
    site = Site(tmp_path / "site")
    heads: dict[int, dict[str, Any]] = {}
    for _ in range(40):
        edit(random, site, heads)
    with frequent_early() if seed % 3 else nullcontext(), patch.object(suggestions, "_MANY", 100):
        async with await open_store(f"sqlite:///{tmp_path}/steps.db", readers=1, has_public=is_public) as store:
            await load(store, [site.source])
            for step in range(6):
                for _ in range(random.randrange(1, 4)):
                    edit(random, site, heads)
                await load(store, [site.source])
                async with await open_store(
                    f"sqlite:///{tmp_path}/{step}.db", readers=1, has_public=is_public
                ) as fresh:
                    await load(fresh, [site.source])
                    assert await dump(store.public or store, TABLES) == await dump(fresh.public or fresh, TABLES)


async def test_a_word_that_many_stories_have_is_found_again_when_fewer_have_it(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    lists = []
    with frequent_early(), patch.object(suggestions, "_MANY", 100):
        async with await open_store(f"sqlite:///{tmp_path}/db", readers=1) as store:
            for count in (7, 8, 7):
                site.mirror(
                    {
                        f"_news/{number}.md": f"---\ntitle: old harbour wall own{number}\n---\n"
                        for number in range(count)
                    }
                )
                await load(store, [site.source])
                lists.append(await dump(store, TABLES))

    assert lists[0] == lists[2]
    assert len(lists[0]["article_suggestion"]) == 42
    assert lists[1]["article_suggestion"] == []


async def lists_of(store: Store) -> set[tuple[Any, ...]]:
    return {row[:3] for row in (await dump(store, ("article_suggestion",)))["article_suggestion"]}


async def test_a_change_makes_few_lists_anew(tmp_path: Path) -> None:
    """Stories of ten kinds: what happens to one of a kind is nothing to the others."""
    site = Site(tmp_path / "site")
    for number in range(100):
        kind = number % 10
        site.put(f"_news/{number}.md", title=f"kind{kind} topic{kind}", excerpt=f"word{kind} more{kind}")
    written: list[int] = []

    async def write(transaction: Any, profiles: Any, lists: set[int]) -> None:
        written.append(len(lists))
        await original(transaction, profiles, lists)

    original = suggestions._write
    async with await open_store(f"sqlite:///{tmp_path}/db", readers=1) as store:
        await load(store, [site.source])
        with patch.object(suggestions, "_write", write):
            site.put("_news/3.md", title="kind3 topic3", excerpt="word3 more3", heat=7)
            await load(store, [site.source])
            assert written == []
            site.put("_news/3.md", title="kind3 topic3 news", excerpt="word3 more3")
            await load(store, [site.source])
    assert written == [10]


async def test_hidden_stories_are_suggested_to_nobody_who_may_not_see_them(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    for name, published in (("a", True), ("b", True), ("draft", False)):
        site.put(f"_news/{name}.md", title="flood at the harbour", published=published)
    async with await open_store(f"sqlite:///{tmp_path}/db", readers=1, has_public=True) as store:
        await load(store, [site.source])
        assert store.public is not None
        assert len(await lists_of(store)) == 6
        assert len(await lists_of(store.public)) == 2


def harbours(count: int, last: str = "") -> dict[str, str]:
    """Stories of which each two share a word, and all some."""
    heads = {number: f"the harbour wall own{number // 2}" for number in range(count)} | ({0: last} if last else {})
    return {f"_news/{number}.md": f"---\ntitle: {title}\n---\n" for number, title in heads.items()}


async def test_lists_are_made_anew_where_a_load_passes_a_power_of_two_and_where_nothing_is_known(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path / "site")
    with patch.object(suggestions, "_MANY", 100):
        async with await open_store(f"sqlite:///{tmp_path}/steps.db", readers=1) as store:
            for step, files in enumerate((harbours(62), harbours(66), harbours(61), harbours(61, last="own1"))):
                site.mirror(files)
                if step == 3:  # as a migration does when the rules are other ones
                    async with store.writing() as transaction:
                        await transaction.execute("DELETE FROM posting")
                        await transaction.execute("DELETE FROM article_suggestion WHERE position = 0")
                await load(store, [site.source])
                async with await open_store(f"sqlite:///{tmp_path}/{step}.db", readers=1) as fresh:
                    await load(fresh, [site.source])
                    assert await dump(store, TABLES) == await dump(fresh, TABLES)


async def test_a_load_that_is_broken_off_while_the_index_is_saved_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = Event(), Event()
    save = suggestions.save_index

    def save_slowly(index: Any, folder: Path) -> None:
        begun.set()
        time.sleep(0.1)
        save(index, folder)
        ended.set()

    monkeypatch.setattr(suggestions, "save_index", save_slowly)
    site = Site(tmp_path / "site")
    for name in "abc":
        site.put(f"_news/{name}.md", title=name)
    async with await open_store(f"sqlite:///{tmp_path}/gateway.db", readers=1) as store:
        loading = asyncio.create_task(load(store, [Source("", site.root)], jobs=1))
        await asyncio.to_thread(begun.wait, 30)
        loading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loading

        assert ended.is_set(), "the folder was taken away from under it"
        assert await store.fetch_rows("SELECT count(*) FROM article") == [(0,)]
