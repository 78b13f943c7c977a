"""A load hashes and counts what it has changed, not all there is, and comes to what a load of everything comes to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gateway.loader.load import load
from gateway.loader.parts import _KINDS, all_parts
from gateway.loader.work import create_work_tables
from gateway.store import Store, open_store
from gateway.store.transaction import compile_statement
from tests.harness.loaded import copy_loaded, keep_loaded
from tests.harness.site import Site, dump, load_fresh

DAYS = 40
PARTS = "SELECT kind, part, digest FROM snapshot_part"
LONGEST = "SELECT length, entries FROM longest_list"
NAMING = "SELECT total, most FROM fan_out WHERE list = 'Article.relatedFrom'"
KINDS = {"article": 0, "provider": 1, "topic": 2, "image": 3, "article_related": 4}


def write(
    site: Site, number: int, *, title: str = "A story", topics: int = 1, related: int = 2, of_stub: int = 0
) -> None:
    """Two stories a day: one whose file is named after its day, and one whose is not."""
    day = f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}"
    for file in (f"_news/{day}-story.md", f"_pages/story-{number}.md"):
        site.put(
            file,
            title=f"{title} {number}",
            publishedDateTime=f"{day}T00:00:00Z",
            topics=[f"Topic {each}" for each in range(topics)],
            provider={"name": f"Paper {number % 3}", "domain": "paper.example"},
            images=[{"url": f"https://images.example/{number}.jpg"}],
            related=[
                {
                    "title": f"Stub {number} {each}",
                    "type": "course",
                    "topics": [f"Of stub {of}" for of in range(of_stub)],
                }
                for each in range(related)
            ],
        )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    for number in range(DAYS):
        write(made, number)
    return made


async def parts_of(store: Store) -> set[tuple[object, ...]]:
    return set(await store.fetch_rows(PARTS))


async def test_an_edit_of_one_story_hashes_only_its_part_anew(empty_database: str, site: Site) -> None:
    async with await open_store(empty_database) as store:
        await load(store, [site.source])
        before = await parts_of(store)
        site.put("_news/2024-01-08-story.md", title="Another", publishedDateTime="2024-01-08T00:00:00Z")
        await load(store, [site.source])
        after = await parts_of(store)

    changed = {(kind, part) for kind, part, _ in before ^ after}
    assert len(before) > 2 * DAYS, "one for each day, and others"
    assert len([kind for kind, _ in changed if kind == KINDS["article"]]) <= 1 + 2, "the story, and its two stubs"
    assert len(changed) <= 10


EDITS: dict[str, Callable[[Site], object]] = {
    "nothing": lambda site: None,
    "a title": lambda site: write(site, 3, title="Another title"),
    "a new story": lambda site: write(site, DAYS + 1),
    "a story gone": lambda site: (site.root / "_news/2024-01-04-story.md").unlink(missing_ok=True),
    "the longest list of topics": lambda site: write(site, 3, topics=9),
    "the longest list of topics of a stub": lambda site: write(site, 3, of_stub=9),
    "the longest list of related stories": lambda site: write(site, 3, related=9),
    "a story without any": lambda site: write(site, 3, topics=0, related=0),
    "a topic that is defined": lambda site: site.put("topics/topic.md", taxonomy="topic", name="Topic 0", parent="All"),
    "another name of a provider": lambda site: site.put(
        "_news/2025-01-01-last.md", title="Last", provider={"name": "PAPER 1", "domain": "paper.example"}
    ),
}


LATER = ("a title", "a story without any", "a story gone", "the longest list of topics")


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("then", LATER)
async def test_edits_come_to_what_a_load_of_everything_comes_to(
    tmp_path: Path, site: Site, edit: str, then: str
) -> None:
    database = tmp_path / "stepped.db"
    copy_loaded(__name__, database)
    async with await open_store(f"sqlite:///{database}") as store:
        await load(store, [site.source])
        keep_loaded(__name__, database)
        for change in (edit, then):
            EDITS[change](site)
            await load(store, [site.source])
        stepped, longest = await dump(store), await store.fetch_rows(LONGEST)
    fresh, _ = await load_fresh(tmp_path / "fresh.db", site.source)
    assert stepped == fresh
    async with await open_store(f"sqlite:///{tmp_path}/fresh.db") as store:
        assert sorted(longest) == sorted(await store.fetch_rows(LONGEST))


async def test_a_story_that_more_and_more_others_name_has_the_longest_list(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")

    def name(number: int, hub: str) -> None:
        related = [{"title": f"Hub {hub}", "webUrl": f"https://x.example/{hub}"}] if hub else []
        site.put(f"_news/story-{number}.md", title=f"Story {number}", related=related)

    for hub in "ab":
        site.put(f"_news/hub-{hub}.md", title=f"Hub {hub}", webUrl=f"https://x.example/{hub}")
    for number, hub in enumerate(["a", "a", "", "", ""]):
        name(number, hub)
    async with await open_store(f"sqlite:///{tmp_path}/gateway.db") as store:
        await load(store, [site.source])
        assert [tuple(row) for row in await store.fetch_rows(NAMING)] == [(2, 2)]
        for number in (2, 3, 4):
            name(number, "b")
        await load(store, [site.source])
        assert [tuple(row) for row in await store.fetch_rows(NAMING)] == [(5, 3)]
        name(4, "")
        name(3, "")
        await load(store, [site.source])
        assert [tuple(row) for row in await store.fetch_rows(NAMING)] == [(3, 2)]


async def test_a_database_of_before_is_hashed_and_counted_wholly_once(empty_database: str, site: Site) -> None:
    async with await open_store(empty_database) as store:
        await load(store, [site.source])
        loaded, longest = await parts_of(store), sorted(await store.fetch_rows(LONGEST))
        async with store.writing() as transaction:
            for table in ("snapshot_part", "longest_list"):
                await transaction.execute(f"DELETE FROM {table}")
        write(site, 3, title="Another title")
        await load(store, [site.source])
        assert await parts_of(store) != loaded
        write(site, 3)
        await load(store, [site.source])

        assert await parts_of(store) == loaded
        assert sorted(await store.fetch_rows(LONGEST)) == longest
        async with store.writing() as transaction:
            assert set(await all_parts(transaction)) == loaded


async def test_the_rows_of_parts_are_found_by_their_keys(tmp_path: Path, site: Site) -> None:
    async with await open_store(f"sqlite:///{tmp_path}/plan.db") as store:
        await load(store, [site.source])
        async with store.writing() as transaction:
            await create_work_tables(transaction)
            for kind in _KINDS:
                text = compile_statement(kind.rows_of_parts, transaction.dialect).string
                plan = [row[3] for row in await transaction.fetch_all(f"EXPLAIN QUERY PLAN {text}")]
                if kind.key.table.name in ("article", "image", "article_related"):  # of the others there are too few
                    assert plan[0] == "SCAN dirty_part"
                    assert plan[1].startswith("SEARCH ")
