"""Suggested stories as clients see them: pages that outlive inserts, and nothing of what is hidden."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.site import Site

PREVIEW = frozenset({Scope.PREVIEW})
LISTED, HIDDEN = Settings(unpublished="listed"), Settings(unpublished="hidden")
WORDS = [f"word{number}" for number in range(30)]


async def ask(
    store: Store, query: str, settings: Settings = LISTED, scopes: Scopes = NO_SCOPES, **variables: Any
) -> Any:
    """The data of an answer without errors."""
    answer = json.loads((await Gateway(store, settings).answer(OperationRequest(query, None, variables), scopes)).body)
    assert "errors" not in answer
    return answer["data"]


LIST = """
query ($first: Int, $after: String, $last: Int, $before: String, $origin: [RelatedOrigin!]!, $status: [ArticleStatus!]!) {
  article(by: { path: "news/about" }) {
    related(first: $first, after: $after, last: $last, before: $before, origin: $origin, status: $status) {
      totalCount
      edges { cursor origin score node { slug } }
      pageInfo { hasNextPage hasPreviousPage }
    }
  }
}
"""  # noqa: E501
EVERY_STATUS = ["PUBLISHED", "UNPUBLISHED", "STUB", "REMOVED"]
BOTH = ["EDITORIAL", "SUGGESTED"]


async def related(store: Store, **variables: Any) -> dict[str, Any]:
    found = await ask(store, LIST, **{"origin": BOTH, "status": EVERY_STATUS, **variables})
    page: dict[str, Any] = found["article"]["related"]
    return page


def slugs(page: dict[str, Any]) -> list[str]:
    return [edge["node"]["slug"] for edge in page["edges"]]


def harbour(tmp_path: Path) -> Site:
    """A story that names two others; five more are like it, of which one was removed."""
    site = Site(tmp_path / "site")
    site.put("_news/about.md", title="flood at the old harbour wall", related=["named-b", "named-a"])
    for number, name in enumerate(("named-a", "named-b", "like-1", "like-2", "like-3", "like-4")):
        site.put(
            f"_news/{name}.md", title="flood at the old harbour wall"[: 29 - 3 * number], published=name != "like-2"
        )
    site.put("_news/gone.md", title="flood at the old harbour wall", removed=True)
    return site


async def test_suggested_stories_follow_editorial_ones_and_repeat_none(tmp_path: Path) -> None:
    async with await open_store(f"sqlite:///{tmp_path}/db") as store:
        await load(store, [harbour(tmp_path).source])
        both = await related(store)
        suggested = await related(store, origin=["SUGGESTED"])
        editorial = await related(store, origin=["EDITORIAL"])
        published = await related(store, status=["PUBLISHED"])
        nothing = await related(store, origin=[])

    assert slugs(both) == ["named-b", "named-a", "like-1", "like-2", "like-3", "like-4"]
    assert both["totalCount"] == 6
    assert both["edges"] == editorial["edges"] + suggested["edges"]
    assert [edge["origin"] for edge in both["edges"]] == ["EDITORIAL"] * 2 + ["SUGGESTED"] * 4
    assert [edge["score"] for edge in editorial["edges"]] == [None, None]
    scores = [edge["score"] for edge in suggested["edges"]]
    assert all(0 < score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert slugs(published) == ["named-b", "named-a", "like-1", "like-3", "like-4"]
    assert nothing == {"totalCount": 0, "edges": [], "pageInfo": {"hasNextPage": False, "hasPreviousPage": False}}


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize("origin", [BOTH, ["SUGGESTED"]])
async def test_pages_in_both_directions_show_the_whole_list(tmp_path: Path, size: int, origin: list[str]) -> None:
    async with await open_store(f"sqlite:///{tmp_path}/db") as store:
        await load(store, [harbour(tmp_path).source])
        whole = slugs(await related(store, origin=origin))
        forward: list[str] = []
        page = await related(store, origin=origin, first=size)
        forward += slugs(page)
        while page["pageInfo"]["hasNextPage"]:
            page = await related(store, origin=origin, first=size, after=page["edges"][-1]["cursor"])
            assert page["pageInfo"]["hasPreviousPage"]
            forward += slugs(page)
        page = await related(store, origin=origin, last=size)
        backward = slugs(page)
        while page["pageInfo"]["hasPreviousPage"]:
            page = await related(store, origin=origin, last=size, before=page["edges"][0]["cursor"])
            assert page["pageInfo"]["hasNextPage"]
            backward = slugs(page) + backward

    assert forward == backward == whole


async def test_a_cursor_outlives_stories_that_come_and_its_own_that_goes(tmp_path: Path) -> None:
    site = harbour(tmp_path)
    async with await open_store(f"sqlite:///{tmp_path}/db") as store:
        await load(store, [site.source])
        before = await related(store)
        cursor = before["edges"][3]["cursor"]
        assert slugs(before)[3:] == ["like-2", "like-3", "like-4"]
        site.put("_news/better.md", title="flood at the old harbour wall")
        site.put("_news/about.md", title="flood at the old harbour wall", related=["better", "named-b", "named-a"])
        await load(store, [site.source])
        assert slugs(await related(store, after=cursor)) == ["like-3", "like-4"]
        site.delete("_news/like-2.md")
        await load(store, [site.source])
        assert slugs(await related(store, after=cursor)) == ["like-3", "like-4"]
        assert slugs(await related(store, before=cursor)) == ["better", "named-b", "named-a", "like-1"]


async def test_a_story_that_becomes_editorial_leaves_the_reader_of_suggestions_where_he_was(tmp_path: Path) -> None:
    site = harbour(tmp_path)
    async with await open_store(f"sqlite:///{tmp_path}/db") as store:
        await load(store, [site.source])
        cursor = (await related(store))["edges"][3]["cursor"]
        site.put("_news/about.md", title="flood at the old harbour wall", related=["named-b", "like-2", "named-a"])
        await load(store, [site.source])
        assert slugs(await related(store, after=cursor)) == ["like-3", "like-4"]
        assert slugs(await related(store, origin=["SUGGESTED"], after=cursor)) == ["like-3", "like-4"]


ALL = """{
  articles(first: 100, status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]) {
    nodes {
      path
      related(first: 100, origin: [SUGGESTED], status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]) {
        totalCount edges { cursor score node { path } } pageInfo { hasNextPage endCursor }
      }
    }
  }
}"""


def head(random: Random) -> dict[str, Any]:
    return {
        "title": " ".join(random.sample(WORDS, 3)),
        "excerpt": " ".join(random.sample(WORDS, 8)),
        "topics": random.sample(["Sea", "Town", "Flood"], 2),
        "provider": {"name": random.choice(("Post", "Wire"))},
        "publishedDateTime": f"2023-0{random.randrange(1, 9)}-01T00:00:00Z",
    }


def write_drafts(site: Site, random: Random, count: int) -> None:
    for number in range(count):
        site.put(f"_news/draft-{number}.md", **head(random), published=False)


@pytest.mark.parametrize("seed", range(5))
async def test_whatever_drafts_say_changes_nothing_for_those_they_are_hidden_from(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    site = Site(tmp_path / "site")
    for number in range(30):
        site.put(f"_news/story-{number}.md", **head(random))
    write_drafts(site, random, 20)
    async with await open_store(f"sqlite:///{tmp_path}/db", has_public=True) as store:
        shown = []
        for count in (20, 5, 25):
            await load(store, [site.source])
            shown.append(await ask(store, ALL, HIDDEN))
            write_drafts(site, random, count)
        previewed = await ask(store, ALL, HIDDEN, PREVIEW)

    assert any(node["related"]["totalCount"] for node in shown[0]["articles"]["nodes"])
    assert shown[0] == shown[1] == shown[2]
    own = [node["related"] for node in previewed["articles"]["nodes"] if "draft" in node["path"]]
    assert any("draft" in edge["node"]["path"] for one in own for edge in one["edges"])
