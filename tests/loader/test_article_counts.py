"""How many articles there are of what is counted by loads: always right, and as quick to tell of many as of few."""

import re
from pathlib import Path

import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.settings import Settings
from gateway.store import Store, open_store
from gateway.store.migrations import read_migrations
from gateway.store.sqlite.driver import driver
from tests.harness.site import Site, counts_of

STORIES = 12
MIGRATIONS = {"article_counts", "days_of_topics"}

COUNTED = """{
  articles(where: { topics: { some: { name: { eq: "Sea" } } } }) {
    totalCount
    facets { topics { count } providers { count } types { count } published(by: YEAR) { count } }
  }
}"""


def write(site: Site, number: int, *, title: str = "A story") -> None:
    site.put(
        f"_news/{number}.md",
        title=f"{title} {number}",
        published=number % 5 > 0,
        publishedDateTime=f"2024-0{number % 3 + 1}-0{number % 7 + 1}T00:00:00Z",
        type="video" if number % 4 == 0 else "article",
        topics=["Sea", "Wind"] if number % 2 else ["Sea"],
        provider={"name": f"Paper {number % 3}", "domain": "paper.example"},
        related=[{"title": f"A stub {number % 4}", "type": "course", "topics": ["Wind"]}],
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    for number in range(STORIES):
        write(made, number)
    return made


async def test_a_database_of_before_is_counted_when_it_is_brought_up_to_date(empty_database: str, site: Site) -> None:
    async with await open_store(empty_database, has_public=True) as store:
        await load(store, [site.source])
        assert store.public is not None
        loaded = [await counts_of(edition) for edition in (store, store.public)]
        for edition in (store, store.public):
            await migrate_again(edition)

        assert [await counts_of(edition) for edition in (store, store.public)] == loaded
        write(site, 3, title="Another title")
        site.delete("_news/4.md")
        await load(store, [site.source])
        stepped = await counts_of(store)
    assert stepped != loaded[0]
    assert stepped == await counts_of_fresh(site)


async def migrate_again(store: Store) -> None:
    """Take back what the migrations have made, and let them do it again."""
    migrations = [each for each in read_migrations(store.dialect.name) if each.name in MIGRATIONS]
    assert len(migrations) == len(MIGRATIONS)
    async with store.writing() as transaction:
        for statement in (
            "DROP TABLE article_count",
            "DROP TABLE article_kind",
            "DROP INDEX article_facets",
            "CREATE INDEX article_facets ON article (status, type, collection, provider_id, published_at)",
            *(part for each in migrations for part in re.split(r";\s*\n", each.sql) if part.strip()),
        ):
            await transaction.execute(statement)


async def counts_of_fresh(site: Site) -> list[tuple[object, ...]]:
    async with await open_store(f"sqlite:///{site.root.parent}/fresh.db") as store:
        await load(store, [site.source])
        return await counts_of(store)


async def test_an_edit_writes_only_the_counts_that_it_changes(tmp_path: Path, site: Site) -> None:
    async with await open_store(f"sqlite:///{tmp_path}/gateway.db") as store:
        await load(store, [site.source])
        before = await counts_of(store)
        write(site, 3, title="Another title")
        await load(store, [site.source])
        assert await counts_of(store) == before, "a title is nothing that is counted by"
        site.delete("_news/11.md")
        await load(store, [site.source])
        assert len(set(await counts_of(store)) ^ set(before)) < len(before) / 2


async def test_counts_are_told_of_many_articles_in_as_many_steps_as_of_few(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    steps = []
    for stories in (STORIES * 7, STORIES * 35):
        for number in range(stories):
            write(site, number)
        steps.append(await steps_of(tmp_path / "gateway.db", site))

    few, many = steps
    assert many < few * 1.1


async def steps_of(database: Path, site: Site) -> int:
    """How many instructions SQLite takes for the counts."""
    async with await open_store(f"sqlite:///{database}") as store:
        await load(store, [site.source])
        gateway = Gateway(store, Settings())
        prepared = await gateway._prepare(OperationRequest(COUNTED, None, None), frozenset())
        bound = await prepared.bind({}, frozenset())
        connection = driver.connect(database)
        taken = 0

        def count() -> int:
            nonlocal taken
            taken += 1
            return 0

        connection.set_progress_handler(count, 1)
        connection.execute(bound.statement.text, bound.parameters).fetchall()
        connection.close()
        return taken
