"""The rules of content.md that only show between files: who stands where, who is meant, what is shared."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from gateway.loader.check import check
from gateway.loader.load import load
from gateway.loader.report import LoadReport
from gateway.store import Store, open_store
from tests.harness.site import Site, dump, load_fresh

DATE = "2023-01-01T00:00:00Z"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await open_store(f"sqlite:///{tmp_path}/gateway.db", readers=1) as store:
        yield store


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "content")


async def related(store: Store, path: str) -> list[str]:
    rows = await store.fetch_rows(
        "SELECT b.path FROM article_related r JOIN article a ON a.id = r.article_id"
        " JOIN article b ON b.id = r.related_id WHERE a.path = ? ORDER BY r.position",
        (path,),
    )
    return [path for (path,) in rows]


async def one(store: Store, sql: str, *values: Any) -> Any:
    [row] = await store.fetch_rows(sql, values)
    return row[0] if len(row) == 1 else row


def codes(report: LoadReport) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for _, problem in report.problems]


async def test_a_live_file_wins_over_an_archived_one_without_a_warning(store: Store, site: Site) -> None:
    site.put("_archive/_news/a.md", title="Old")
    site.put("_news/a.md", title="New")
    report = await load(store, [site.source])
    assert await one(store, "SELECT title FROM article") == "New"
    assert codes(report) == []

    site.delete("_news/a.md")
    await load(store, [site.source])
    assert await one(store, "SELECT title FROM article") == "Old"


async def test_a_move_to_the_archive_keeps_the_id(store: Store, site: Site) -> None:
    site.put("_news/a.md", title="A", related=[{"title": "B", "webUrl": "https://b.example/"}])
    first = await load(store, [site.source])
    before = await store.fetch_rows("SELECT id, path FROM article ORDER BY id")
    site.delete("_news/a.md")
    site.put("_archive/_news/a.md", title="A", related=[{"title": "B", "webUrl": "https://b.example/"}])

    moved = await load(store, [site.source])

    assert await store.fetch_rows("SELECT id, path FROM article ORDER BY id") == before
    assert moved.snapshot_id == first.snapshot_id


async def test_the_first_of_two_files_of_one_path_wins_with_a_warning_while_both_are_there(
    store: Store, site: Site
) -> None:
    site.put("_news/a.html", title="First", related=[{"title": "X", "publishedDateTime": DATE}])
    site.put("_news/a.md", title="Second", related=[{"title": "Y", "publishedDateTime": DATE}])
    report = await load(store, [site.source])
    assert await one(store, "SELECT title FROM article WHERE document_id IS NOT NULL") == "First"
    assert codes(report) == [("_news/a.md", "duplicate-path")]

    site.delete("_news/a.html")
    report = await load(store, [site.source])
    assert await one(store, "SELECT title FROM article WHERE document_id IS NOT NULL") == "Second"
    assert await related(store, "news/a") == ["news/2023-01-01-y"]
    assert codes(report) == []


async def test_a_new_file_that_wins_takes_the_path_and_gives_it_back(store: Store, site: Site) -> None:
    site.put("_news/b.md", title="Second", related=[{"title": "Y", "publishedDateTime": DATE}])
    first = await load(store, [site.source])
    site.put("_news/b.html", title="First")
    await load(store, [site.source])
    assert await store.fetch_rows("SELECT title FROM article") == [("First",)]

    site.delete("_news/b.html")
    last = await load(store, [site.source])
    assert await related(store, "news/b") == ["news/2023-01-01-y"]
    assert last.snapshot_id == first.snapshot_id


async def test_a_related_entry_means_the_one_document_with_its_address(store: Store, site: Site) -> None:
    site.put("_film/other-name.md", title="Other", originalUrl="https://x.example/1")
    site.put("_news/a.md", title="A", related=[{"title": "Whatever", "webUrl": "https://x.example/1"}])
    await load(store, [site.source])
    assert await related(store, "news/a") == ["film/other-name"]


async def test_of_several_documents_with_the_address_the_equal_one_is_meant(store: Store, site: Site) -> None:
    for slug, title in (("one", "One"), ("two", "Two"), ("three", "Two")):
        site.put(f"_film/{slug}.md", title=title, webUrl="https://x.example/1", publishedDateTime=DATE)
    entry = {"title": "Two", "publishedDateTime": DATE, "webUrl": "https://x.example/1"}
    site.put("_news/a.md", title="A", related=[entry])
    await load(store, [site.source])
    assert await related(store, "news/a") == ["film/three"]


async def test_an_entry_without_an_address_means_the_only_equal_document(store: Store, site: Site) -> None:
    site.put("_film/x.md", title="Same", publishedDateTime=DATE)
    site.put("_news/a.md", title="A", related=[{"title": "Same", "publishedDateTime": DATE}])
    await load(store, [site.source])
    assert await related(store, "news/a") == ["film/x"]

    site.put("_film/y.md", title="Same", publishedDateTime=DATE)
    await load(store, [site.source])
    assert await related(store, "news/a") == ["news/2023-01-01-same"]


async def test_documents_of_another_source_are_never_meant(store: Store, site: Site, tmp_path: Path) -> None:
    west = Site(tmp_path / "west", "west")
    west.put("_film/x.md", title="X", webUrl="https://x.example/1")
    site.put("_news/a.md", title="A", related=[{"title": "X", "webUrl": "https://x.example/1"}])
    await load(store, [site.source, west.source])
    assert await related(store, "news/a") == ["news/x"]


async def test_plain_strings_name_slugs_of_the_same_collection_only(store: Store, site: Site) -> None:
    site.put("_film/x.md", title="b")
    site.put("_news/a.md", title="A", related=["b"])
    await load(store, [site.source])
    assert await related(store, "news/a") == ["news/b"]


async def test_repetitions_and_links_to_itself_go_after_resolution(store: Store, site: Site) -> None:
    entries = [
        {"title": "A", "webUrl": "https://a.example/"},
        {"title": "C", "publishedDateTime": DATE},
        {"title": "B", "webUrl": "https://b.example/1"},
        {"title": "Other B", "webUrl": "https://b.example/2"},
        {"title": "C", "publishedDateTime": DATE},
    ]
    site.put("_news/a.md", title="A", webUrl="https://a.example/", related=entries)
    site.put("_news/b.md", title="B", webUrl="https://b.example/1", originalUrl="https://b.example/2")
    await load(store, [site.source])
    assert await related(store, "news/a") == ["news/2023-01-01-c", "news/b"]
    assert await store.fetch_rows("SELECT position FROM article_related ORDER BY position") == [(0,), (1,)]


async def test_a_document_takes_its_stub_over_and_falls_back_to_it(store: Store, site: Site) -> None:
    entry = {"title": "B", "publishedDateTime": DATE, "excerpt": "As A says."}
    site.put("_news/a.md", title="A", related=[entry])
    await load(store, [site.source])
    stub = await one(store, "SELECT id FROM article WHERE status = 2")

    site.put("_news/2023-01-01-b.md", title="B itself")
    await load(store, [site.source])
    assert await one(store, "SELECT title, excerpt, status FROM article WHERE id = ?", stub) == ("B itself", "", 0)
    assert await related(store, "news/a") == ["news/2023-01-01-b"]

    site.delete("_news/2023-01-01-b.md")
    await load(store, [site.source])
    assert await one(store, "SELECT title, excerpt, status FROM article WHERE id = ?", stub) == ("B", "As A says.", 2)

    site.delete("_news/a.md")
    await load(store, [site.source])
    assert await store.fetch_rows("SELECT * FROM article") == []


async def test_a_stub_is_merged_field_by_field_from_the_newest_mention_on(store: Store, site: Site) -> None:
    def entry(**more: Any) -> dict[str, Any]:
        return {"title": "B", "publishedDateTime": DATE, **more}

    site.put("_news/old.md", title="Old", publishedDateTime=DATE, related=[entry(excerpt="old", quality=1, heat=5)])
    site.put("_news/undated.md", title="Undated", related=[entry(excerpt="undated", type="video")])
    new = "2024-01-01T00:00:00Z"
    site.put("_news/new.md", title="New", publishedDateTime=new, related=[entry(quality=0)])
    await load(store, [site.source])
    row = await one(store, "SELECT excerpt, quality, heat, type, category FROM article WHERE status = 2")
    assert row == ("old", 0, 5, "video", "news")


async def test_a_removed_document_still_makes_stubs(store: Store, site: Site) -> None:
    site.put("_news/a.md", title="A", removed=True, related=["b"])
    await load(store, [site.source])
    assert await store.fetch_rows("SELECT path, status FROM article ORDER BY path") == [("news/a", 3), ("news/b", 2)]


async def test_a_broken_document_is_served_in_its_last_good_version(store: Store, site: Site) -> None:
    site.put("_news/a.md", title="Good")
    site.put("_news/b.md", title="Other")
    good = await load(store, [site.source])
    site.write("_news/a.md", '---\ntitle: "never closed\n---\n')

    broken = await load(store, [site.source])

    assert (broken.failed, broken.unchanged, broken.changed) == (1, 1, 0)
    assert broken.snapshot_id == good.snapshot_id
    assert [problem.severity for _, problem in broken.problems] == ["ERROR"]
    again = await load(store, [site.source])
    assert (again.failed, again.problems) == (1, broken.problems)
    site.put("_news/a.md", title="Good")
    mended = await load(store, [site.source])
    assert (mended.failed, mended.unchanged, mended.problems) == (0, 2, [])


async def test_a_document_that_never_was_good_is_not_there(store: Store, site: Site) -> None:
    site.write("_news/a.md", '---\ntitle: "never closed\n---\n')
    report = await load(store, [site.source])
    assert (report.failed, report.added) == (1, 0)
    assert await store.fetch_rows("SELECT * FROM article") == []


async def test_only_secured_changed_counts_as_unchanged_and_is_stored(store: Store, site: Site) -> None:
    sealed = "AAAA;AAAAAAAAAAAAAAAAAAAAAA=="
    site.put("_news/a.md", title="A", secured=sealed)
    first = await load(store, [site.source])
    site.put("_news/a.md", title="A", secured=sealed.replace("AAAA;", "BBBB;"))

    second = await load(store, [site.source])

    assert (second.unchanged, second.changed, second.snapshot_id) == (1, 0, first.snapshot_id)
    assert await one(store, "SELECT cipher_text FROM article_detail") == "BBBB"


async def test_a_source_that_is_not_given_any_more_is_gone(store: Store, site: Site, tmp_path: Path) -> None:
    west = Site(tmp_path / "west", "west")
    west.put("_news/w.md", title="W")
    site.put("_news/a.md", title="A")
    alone = await load(store, [site.source])
    await load(store, [site.source, west.source])

    report = await load(store, [site.source])

    assert (report.removed, report.snapshot_id) == (1, alone.snapshot_id)


async def test_a_new_address_of_the_site_moves_its_pictures(store: Store, site: Site) -> None:
    site.put("_news/a.md", title="A", images=[{"url": "/assets/a.png"}])
    await load(store, [site.source])
    site.write("_config.yml", "url: https://site.example\n")
    report = await load(store, [site.source])
    assert await store.fetch_rows("SELECT url FROM image") == [("https://site.example/assets/a.png",)]
    assert report.changed == 1


async def test_a_provider_is_spelled_as_the_newest_article_does(store: Store, site: Site) -> None:
    site.put("_news/a.md", title="A", provider={"name": "The Post!", "domain": "X.example"})
    site.put("_news/b.md", title="B", publishedDateTime=DATE, provider={"name": "the post", "domain": "x.example"})
    await load(store, [site.source])
    assert await store.fetch_rows("SELECT name, domain, article_count FROM provider") == [("the post", "x.example", 2)]

    site.delete("_news/b.md")
    await load(store, [site.source])
    assert await store.fetch_rows("SELECT name, article_count FROM provider") == [("The Post!", 1)]


async def test_an_organization_describes_every_provider_of_its_domain(store: Store, site: Site) -> None:
    for name in ("One", "Two"):
        provider = {"name": name, "domain": "x.example", "images": [{"url": f"https://i.example/{name}.png"}]}
        site.put(f"_news/{name}.md", title=name, provider=provider)
    await load(store, [site.source])
    assert len(await store.fetch_rows("SELECT * FROM image")) == 2

    head = {"taxonomy": "organization", "domain": "x.example", "description": "Both."}
    site.put("_data/organizations/x.md", **head, images=[{"url": "https://i.example/x.png"}])
    await load(store, [site.source])
    assert await store.fetch_rows("SELECT description FROM provider") == [("Both.",), ("Both.",)]
    assert await store.fetch_rows("SELECT url FROM image") == [("https://i.example/x.png",)]


async def test_a_topic_is_what_its_first_file_says_else_as_it_is_named(store: Store, site: Site) -> None:
    site.put("_news/a.md", title="A", topics=["machine learning", "Sea"])
    first = {"taxonomy": "topic", "name": "Machine Learning", "_id": "ml", "parent": "Science"}
    site.put("_data/topics/1.md", **first)
    site.put("_data/topics/2.md", taxonomy="topic", name="machine  learning", _id="other")
    report = await load(store, [site.source])
    rows = await store.fetch_rows("SELECT name, slug, is_defined, article_count FROM topic ORDER BY name")
    assert rows == [("Machine Learning", "ml", 1, 1), ("Science", "science", 0, 0), ("Sea", "sea", 0, 1)]
    assert codes(report) == [("_data/topics/2.md", "duplicate-topic")]

    site.delete("_data/topics/1.md")
    site.delete("_data/topics/2.md")
    await load(store, [site.source])
    rows = await store.fetch_rows("SELECT name, slug, is_defined FROM topic ORDER BY name")
    assert rows == [("Sea", "sea", 0), ("machine learning", "machine-learning", 0)]


async def test_topics_that_are_each_others_parents_end_at_the_last_file(store: Store, site: Site) -> None:
    for file, name, parent in (("1", "A", "C"), ("2", "B", "A"), ("3", "C", "B"), ("4", "D", "D")):
        site.put(f"_data/topics/{file}.md", taxonomy="topic", name=name, parent=parent)
    report = await load(store, [site.source])
    rows = await store.fetch_rows(
        "SELECT t.name, p.name FROM topic t LEFT JOIN topic p ON p.id = t.parent_id ORDER BY t.name"
    )
    assert rows == [("A", "C"), ("B", "A"), ("C", None), ("D", None)]
    assert codes(report) == [("_data/topics/3.md", "topic-loop"), ("_data/topics/4.md", "topic-loop")]


async def test_an_image_is_folded_from_all_its_uses_documents_first(store: Store, site: Site) -> None:
    url = "https://i.example/1.png"
    stub = {"title": "S", "images": [{"url": url, "title": "stub", "attribution": "stub", "isCached": True}]}
    picture = {"name": "P", "images": [{"url": url, "title": "provider", "height": 7}]}
    site.put("_news/a.md", title="A", publishedDateTime=DATE, images=[{"url": url, "width": 1}], related=[stub])
    site.put("_news/b.md", title="B", images=[{"url": url, "width": 2, "height": 3}], provider=picture)
    await load(store, [site.source])
    row = await one(store, "SELECT width, height, is_cached, title, attribution FROM image")
    assert row == (1, 3, 1, "provider", "stub")


async def test_a_number_too_large_for_the_database_stops_no_load(store: Store, site: Site) -> None:
    site.put(
        "_news/a.md", title="A", heat=2**63, quality=2**70, images=[{"url": "https://i.example/1.png", "width": 2**65}]
    )
    site.put("_news/b.md", title="B", extraKey=2**70)
    site.put("_news/c.md", title="C")
    await load(store, [site.source])
    assert ("C",) in await store.fetch_rows("SELECT title FROM article")


async def test_a_live_topic_or_organization_wins_over_an_archived_one_without_a_warning(
    store: Store, site: Site
) -> None:
    site.put("_news/a.md", title="A", topics=["Sea"], provider={"name": "X", "domain": "x.example"})
    for place, word in (("_archive/_data", "Old"), ("_data", "New")):
        site.write(f"{place}/topics/a.yaml", f"name: Sea\ndescription: {word}\n")
        site.write(f"{place}/organizations/x.yaml", f"domain: x.example\ndescription: {word}\n")
    report = await load(store, [site.source])
    assert await one(store, "SELECT t.description, p.description FROM topic t, provider p") == ("New", "New")
    assert codes(report) == []
    assert (await check([site.source])).problems == []

    site.delete("_data/topics/a.yaml")
    site.delete("_data/organizations/x.yaml")
    await load(store, [site.source])
    assert await one(store, "SELECT t.description, p.description FROM topic t, provider p") == ("Old", "Old")


async def test_an_entry_with_just_a_title_is_found_by_it_even_when_it_looks_like_a_slug(
    store: Store, site: Site
) -> None:
    site.put("_film/x.md", title="barrier")
    site.put("_news/a.md", title="A", related=[{"title": "barrier"}])
    site.put("_news/b.md", title="B", related=["barrier"])
    await load(store, [site.source])
    assert await related(store, "news/a") == ["film/x"]
    assert await related(store, "news/b") == ["news/barrier"]


async def test_an_address_without_a_title_still_means_its_document(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.put("_news/named.md", title="Named", webUrl="https://a.example/named")
    site.put("_news/naming.md", title="Naming", related=[{"webUrl": "https://a.example/named"}])

    tables, report = await load_fresh(tmp_path / "gateway.db", site.source)

    assert len(tables["article_related"]) == 1
    assert len(tables["article"]) == 2
    assert [problem.code for _, problem in report.problems] == ["untitled-related"]


async def test_a_story_that_loses_its_path_takes_its_pictures_along(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.put("news/a.md", title="Old", images=[{"url": "https://a.example/old.jpg"}])
    async with await open_store(f"sqlite:///{tmp_path}/steps.db", readers=1) as store:
        await load(store, [site.source])
        site.put("_news/a.md", title="New")
        await load(store, [site.source])
        stepped = await dump(store)

    fresh, _ = await load_fresh(tmp_path / "fresh.db", site.source)
    assert stepped == fresh
    assert stepped["image"] == []
