"""What subscribers are told after real kinds of edits: of each article whose answer is another now, and of no other."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.site import Site

CLUSTER = 81
NEW_SEAL = "bmV3;MDEyMzQ1Njc4OWFiY2RlZg=="
EVERYTHING = """
  query Everything($after: String) {
    articles(first: 100, after: $after, status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]) {
      pageInfo { endCursor hasNextPage }
      nodes {
        id path slug source collection category type status title excerpt body bodyFormat publishedDateTime webUrl
        originalUrl ampWebUrl cdnAmpWebUrl quality heat featuredContent extra
        provider { id } topics { id } images { id }
        related(first: 100, status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]) { nodes { id } }
      }
    }
  }
"""


class Edited:
    """A site that is edited and loaded, with what was told of each load and what is other in the answers."""

    def __init__(self, site: Site, store: Store) -> None:
        self.site = site
        self._store = store
        self._gateway = Gateway(store, Settings())
        self._position = 0
        self._answers: dict[str, Any] = {}

    async def load(self) -> dict[str, str]:
        """Load; gives the kind by path of what was told. That must be what the answers say, in any case."""
        await load(self._store, [self.site.source], jobs=1)
        told = await self._told()
        before, self._answers = self._answers, await self._ask()
        assert told == {key: kind for key, kind in differences(before, self._answers).items() if before}
        paths = {key: answer["path"] for key, answer in {**before, **self._answers}.items()}
        return {paths[key]: kind for key, kind in told.items()}

    async def _told(self) -> dict[str, str]:
        query = "SELECT number, printf('a%016x', article_id), kind FROM article_change WHERE number > ?"
        rows = await self._store.fetch_rows(query, [self._position])
        self._position += len(rows)
        told = {key: ("CREATED", "CHANGED", "REMOVED")[kind] for _, key, kind in rows}
        assert len(told) == len(rows), "an article is told of twice"
        return told

    async def _ask(self) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        after, has_more = None, True
        while has_more:
            answer = await self._gateway.answer(OperationRequest(EVERYTHING, None, {"after": after}))
            page = msgspec.json.decode(answer.body)["data"]["articles"]
            answers |= {node["id"]: node for node in page["nodes"]}
            after, has_more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        return answers


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    """The kind of change by id, by the answers alone."""
    kinds = dict.fromkeys(after.keys() - before.keys(), "CREATED")
    kinds |= dict.fromkeys(before.keys() - after.keys(), "REMOVED")
    return kinds | {key: "CHANGED" for key in after.keys() & before.keys() if before[key] != after[key]}


@pytest.fixture
async def edited(tmp_path: Path) -> AsyncIterator[Edited]:
    async with await open_store(f"sqlite:///{tmp_path}/db", readers=1) as store:
        yield Edited(Site(tmp_path / "site"), store)


def address(number: int) -> str:
    return f"https://paper.example/{number}"


def story(number: int, **other: Any) -> dict[str, Any]:
    """The head of one story of a cluster, all of which name the first of them as related."""
    head: dict[str, Any] = {
        "title": f"Story {number}",
        "publishedDateTime": f"2022-03-{number % 28 + 1:02}T10:00:00Z",
        "webUrl": address(number),
        "heat": number,
        "provider": {"name": "The Paper", "domain": "paper.example"},
        "topics": ["Harbour"],
        "images": [{"url": f"{address(number)}.jpg", "width": 600, "height": 400}],
        "secured": f"{number:08};MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    if number:
        head["related"] = [{"title": "Story 0", "webUrl": address(0)}]
    return {**head, **other}


def place(number: int) -> str:
    return f"_news/2022-03-{number % 28 + 1:02}-story-{number}.md"


def path_of(number: int) -> str:
    return place(number).removeprefix("_").removesuffix(".md")


async def put_cluster(edited: Edited) -> None:
    for number in range(CLUSTER):
        edited.site.put(place(number), "The body.\n\nOf it.\n", **story(number))
    await edited.load()


async def test_a_cluster_rewritten_at_once_tells_only_of_the_stories_that_say_something_else(edited: Edited) -> None:
    await put_cluster(edited)
    for number in range(CLUSTER):
        file = edited.site.root / place(number)
        if number % 2:
            edited.site.put(
                place(number), "The body.\n\nOf it.\n", **story(number, secured="bmV3;MDEyMzQ1Njc4OWFiY2RlZg==")
            )
        else:
            edited.site.write(place(number), file.read_text())
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    edited.site.put(place(7), "The body.\n\nOf it.\n", **story(7, heat=200))
    edited.site.put(place(8), "The body.\n\nOf it.\n", **story(8, related=[{"title": "Story 1", "webUrl": address(1)}]))
    assert await edited.load() == {path_of(7): "CHANGED", path_of(8): "CHANGED"}


async def test_a_new_story_that_others_come_to_name_tells_of_it_and_of_them(edited: Edited) -> None:
    await put_cluster(edited)
    edited.site.put(place(100), **story(100, related=[]))
    named = [{"title": "Story 0", "webUrl": address(0)}, {"title": "Story 100", "webUrl": address(100)}]
    edited.site.put(place(3), "The body.\n\nOf it.\n", **story(3, related=named))
    assert await edited.load() == {path_of(100): "CREATED", path_of(3): "CHANGED"}


async def test_a_stub_comes_changes_is_taken_over_by_its_document_and_comes_back_when_that_goes(edited: Edited) -> None:
    stub = {"title": "Named", "publishedDateTime": "2022-03-01T10:00:00Z"}
    edited.site.put("_news/parent.md", title="Parent")
    await edited.load()
    edited.site.put("_news/parent.md", title="Parent", related=[stub])
    path = "news/2022-03-01-named"
    assert await edited.load() == {"news/parent": "CHANGED", path: "CREATED"}
    edited.site.put("_news/parent.md", title="Parent", related=[{**stub, "heat": 5}])
    assert await edited.load() == {path: "CHANGED"}
    edited.site.put(f"_{path}.md", title="Named", publishedDateTime=stub["publishedDateTime"])
    assert await edited.load() == {path: "CHANGED"}
    edited.site.delete(f"_{path}.md")
    assert await edited.load() == {path: "CHANGED"}
    edited.site.put("_news/parent.md", title="Parent")
    assert await edited.load() == {"news/parent": "CHANGED", path: "REMOVED"}


async def test_a_stub_whose_document_has_another_path_is_removed_and_its_parent_names_the_document(
    edited: Edited,
) -> None:
    stub = {"title": "Named", "publishedDateTime": "2022-03-01T10:00:00Z", "webUrl": address(1)}
    edited.site.put("_news/parent.md", title="Parent", related=[stub])
    await edited.load()
    edited.site.put("_news/elsewhere.md", **stub)
    assert await edited.load() == {
        "news/parent": "CHANGED",
        "news/2022-03-01-named": "REMOVED",
        "news/elsewhere": "CREATED",
    }


async def test_a_move_between_archive_and_live_tells_nothing(edited: Edited) -> None:
    await put_cluster(edited)
    for number in range(0, CLUSTER, 3):
        text = (edited.site.root / place(number)).read_text()
        edited.site.delete(place(number))
        edited.site.write(f"_archive/{place(number)}", text)
    assert await edited.load() == {}
    edited.site.put(place(3), "The body, newly written.", **story(3))
    assert await edited.load() == {path_of(3): "CHANGED"}


async def test_a_provider_or_topic_told_otherwise_changes_no_article_but_another_one_does(edited: Edited) -> None:
    await put_cluster(edited)
    edited.site.put("_data/organizations/paper.yml", domain="paper.example", description="A paper.")
    edited.site.put("_data/topics/harbour.yml", name="Harbour", parent="The Sea", description="Ships.")
    assert await edited.load() == {}
    respelled = {"name": "THE PAPER", "domain": "paper.example"}
    edited.site.put(place(80), "The body.\n\nOf it.\n", **story(80, provider=respelled))
    assert await edited.load() == {}
    other = {"name": "The Other Paper", "domain": "paper.example"}
    edited.site.put(place(80), "The body.\n\nOf it.\n", **story(80, provider=other, topics=["Port"]))
    assert await edited.load() == {path_of(80): "CHANGED"}


async def test_a_broken_document_tells_nothing_as_its_last_good_version_stays(edited: Edited) -> None:
    await put_cluster(edited)
    edited.site.write(place(5), '---\ntitle: "no end\n---\n')
    assert await edited.load() == {}
    edited.site.put(place(5), "The body.\n\nOf it.\n", **story(5, heat=99))
    assert await edited.load() == {path_of(5): "CHANGED"}


async def test_published_unpublished_and_removed_are_changes_of_an_article_that_stays(edited: Edited) -> None:
    edited.site.put("_news/one.md", title="One")
    await edited.load()
    for words in ({"published": False}, {"removed": True}, {}):
        edited.site.put("_news/one.md", title="One", **words)
        assert await edited.load() == {"news/one": "CHANGED"}


async def test_when_all_content_goes_and_comes_back_all_of_it_is_told(edited: Edited) -> None:
    edited.site.put("_news/one.md", title="One", related=[{"title": "Named", "publishedDateTime": "2022-03-01"}])
    await edited.load()
    text = (edited.site.root / "_news/one.md").read_text()
    edited.site.delete("_news/one.md")
    assert set((await edited.load()).values()) == {"REMOVED"}
    assert await edited.load() == {}
    edited.site.write("_news/one.md", text)
    edited._answers = {}
    await load(edited._store, [edited.site.source], jobs=1)
    assert set((await edited._told()).values()) == {"CREATED"}
    edited.site.put("_news/one.md", title="One, changed")
    edited._answers = await edited._ask()
    assert (await edited.load())["news/one"] == "CHANGED"
