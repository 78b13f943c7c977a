"""Search in pages, with filters, statuses and counts: all tell of the same list, and none of what is hidden."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from gateway.execution import OperationRequest
from gateway.scopes import Scope
from tests.harness.library import Library, open_library

FLEET = {
    f"ship{n:02}": {
        "title": f"{'Ship ' * (n % 3)}news {n:02}",
        "excerpt": "A ship sails. " * (n % 4) + "The end." if n % 5 else "A harbour sleeps.",
        "publishedDateTime": f"2024-01-{n % 28 + 1:02}T00:00:00Z",
        "published": n % 7 != 0,
        "type": "video" if n % 2 else "article",
        "topics": ["Sea", "Ports"][: n % 3],
        "provider": {"name": "Quay", "domain": "quay.example"} if n % 2 else {"name": "Pier", "domain": "pier.example"},
        "related": [{"title": f"Ship stub {n % 4}"}],
    }
    for n in range(40)
}
STATUSES = ["PUBLISHED", "UNPUBLISHED", "STUB", "REMOVED"]
ORDERS: list[list[dict[str, str]] | None] = [
    None,
    [{"field": "RELEVANCE", "direction": "ASC"}],
    [{"field": "HEAT"}, {"field": "RELEVANCE"}],
    [{"field": "RELEVANCE"}, {"field": "PUBLISHED", "direction": "ASC"}],
    [{"field": "PUBLISHED"}],
]


@pytest.fixture
async def fleet(tmp_path: Path) -> AsyncIterator[Library]:
    async with open_library(tmp_path, FLEET) as library:
        yield library


async def walked(library: Library, forward: bool, size: int, **arguments: Any) -> list[str]:
    """All paths, page by page."""
    first, after, has_more, end = (
        ("first", "after", "hasNextPage", "endCursor")
        if forward
        else ("last", "before", "hasPreviousPage", "startCursor")
    )
    found: list[str] = []
    cursor = None
    while True:
        page = await library.page(**{**arguments, first: size, after: cursor})
        paths = [edge["node"]["path"] for edge in page["edges"]]
        found = found + paths if forward else paths + found
        info = page["pageInfo"]
        assert info["hasPreviousPage" if forward else "hasNextPage"] is (cursor is not None)
        if not info[has_more]:
            return found
        assert len(paths) == size
        cursor = info[end]


@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("status", [["PUBLISHED"], STATUSES], ids=len)
async def test_pages_in_both_directions_give_the_whole_list(
    fleet: Library, order: list[dict[str, str]] | None, status: list[str]
) -> None:
    asked = {"search": "ship", "orderBy": order, "status": status}
    whole = [edge["node"]["path"] for edge in (await fleet.page(first=100, **asked))["edges"]]

    assert len(whole) == (await fleet.page(**asked))["totalCount"] > 20
    for size in (1, 3, 7):
        assert await walked(fleet, forward=True, size=size, **asked) == whole
        assert await walked(fleet, forward=False, size=size, **asked) == whole


async def test_a_cursor_by_relevance_goes_on_after_its_story_when_stories_have_come(fleet: Library) -> None:
    before = await fleet.page("ship", first=5)
    for n in range(30):
        fleet.site.put(f"_news/new{n}.md", title=f"Ship ship ship {n}", excerpt="A ship.")
    await fleet.load()
    whole = [edge["node"]["path"] for edge in (await fleet.page("ship", first=100))["edges"]]
    shown = before["edges"][4]["node"]["path"]

    after = await fleet.page("ship", first=5, after=before["pageInfo"]["endCursor"])

    assert before["edges"][4]["score"] != next(
        edge["score"] for edge in (await fleet.page("ship", first=100))["edges"] if edge["node"]["path"] == shown
    )
    place = whole.index(shown) + 1
    assert [edge["node"]["path"] for edge in after["edges"]] == whole[place : place + 5]


async def test_a_cursor_by_relevance_outlives_its_story(fleet: Library) -> None:
    before = await fleet.page("ship", first=5)
    gone = before["edges"][4]["node"]["path"]
    fleet.site.delete(f"_{gone}.md")
    await fleet.load()

    after = await fleet.page("ship", first=3, after=before["pageInfo"]["endCursor"])

    assert gone not in [edge["node"]["path"] for edge in after["edges"]]
    assert len(after["edges"]) == 3


async def test_a_cursor_by_relevance_belongs_to_its_search(fleet: Library) -> None:
    cursor = (await fleet.page("ship", first=1))["pageInfo"]["endCursor"]

    assert (await fleet.page("  SHIP! ", after=cursor))["edges"]
    for search in ("harbour", "ship*", '"ship sails"'):
        error = await fleet.error(search, after=cursor)
        assert error["message"] == "The cursor belongs to another search: its items stand elsewhere in this one."
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
    newest = {"field": "PUBLISHED"}
    assert "another list or order" in (await fleet.error("ship", after=cursor, orderBy=[newest]))["message"]
    assert "another list or order" in (await fleet.error("", after=cursor))["message"]
    by_date = (await fleet.page("ship", first=1, orderBy=[newest]))["pageInfo"]["endCursor"]
    assert await fleet.page("sails", after=by_date, orderBy=[newest])


WHERE = {"type": {"eq": "video"}, "topics": {"some": {"name": {"eq": "Sea"}}}}


async def test_filters_counts_and_facets_are_of_the_same_list(fleet: Library) -> None:
    whole = await fleet.page("ship", first=100)
    narrow = await fleet.page("ship", first=100, where=WHERE)
    response = await fleet.ask(
        """query ($where: ArticleFilter) { articles(search: "ship", where: $where, first: 0) {
          totalCount
          facets { types { value count } topics { topic { name } count } providers { provider { name } count } }
          some: facets(disjunctive: true) { types { value count } published(by: YEAR) { count } } } }""",
        where=WHERE,
    )
    found = response["data"]["articles"]
    everything = await fleet.page(None, first=100, where=WHERE)

    matching = {edge["node"]["path"] for edge in whole["edges"]}
    assert {edge["node"]["path"] for edge in narrow["edges"]} == matching & {
        edge["node"]["path"] for edge in everything["edges"]
    }
    count = len(narrow["edges"])
    assert 0 < count < len(matching)
    assert narrow["totalCount"] == found["totalCount"] == count
    assert found["facets"]["types"] == [{"value": "video", "count": count}]
    assert sum(each["count"] for each in found["facets"]["providers"]) == count
    assert found["facets"]["topics"][0] == {"topic": {"name": "Sea"}, "count": count}
    assert found["some"]["published"] == [{"count": count}]
    assert sum(each["count"] for each in found["some"]["types"]) > count
    scores = {edge["node"]["path"]: edge["score"] for edge in whole["edges"]}
    assert all(edge["score"] == scores[edge["node"]["path"]] for edge in narrow["edges"])


async def test_topics_and_providers_search_their_own_stories(fleet: Library) -> None:
    response = await fleet.ask(
        """{ topic(by: {name: "Sea"}) { articles(search: "ship", first: 100) {
               totalCount edges { score snippet node { path topics { name } } } } }
             provider(by: {domain: "pier.example"}) { articles(search: "ship", first: 100) {
               totalCount edges { score snippet node { path provider { name } } } } } }"""
    )
    whole = await fleet.page("ship", first=100)
    scores = {edge["node"]["path"]: edge["score"] for edge in whole["edges"]}

    of_topic, of_provider = (response["data"][name]["articles"] for name in ("topic", "provider"))
    for found in (of_topic, of_provider):
        assert 0 < found["totalCount"] == len(found["edges"]) < len(scores)
        assert [edge["score"] for edge in found["edges"]] == sorted(
            (scores[edge["node"]["path"]] for edge in found["edges"]), reverse=True
        )
        assert all("<mark>" in edge["snippet"] for edge in found["edges"])
    assert all({"name": "Sea"} in edge["node"]["topics"] for edge in of_topic["edges"])
    assert all(edge["node"]["provider"] == {"name": "Pier"} for edge in of_provider["edges"])


async def test_each_status_is_found_when_it_is_asked_for(fleet: Library) -> None:
    by_status = {status: await fleet.page("ship", first=100, status=[status]) for status in STATUSES}
    together = await fleet.page("ship", first=100, status=STATUSES)

    assert by_status["STUB"]["totalCount"] == 4
    assert by_status["UNPUBLISHED"]["totalCount"] > 0
    assert by_status["REMOVED"]["totalCount"] == 0
    assert together["totalCount"] == sum(page["totalCount"] for page in by_status.values())
    assert all("<mark>" in edge["snippet"] for edge in together["edges"])
    assert (await fleet.page("ship", status=[]))["edges"] == []


async def test_hidden_stories_change_no_answer_not_even_a_score(tmp_path: Path) -> None:
    """Two libraries that differ in hidden stories alone."""
    answers = []
    shown = {stem: head for stem, head in FLEET.items() if head["published"]}
    drafts = {f"draft{n}": {"title": f"Ship ship {n}", "published": False, "type": "draft"} for n in range(50)}
    for number, stories in enumerate((shown, shown | drafts)):
        async with open_library(tmp_path / str(number), stories, unpublished="hidden") as library:
            page = await library.page("ship -end", first=100, status=STATUSES)
            facets = await library.ask(
                '{ articles(search: "ship", status: [UNPUBLISHED, PUBLISHED]) { facets { types { value count } } } }'
            )
            answers.append(json.dumps([page, facets]))
            editor = await library.ask(
                '{ articles(search: "ship", status: [UNPUBLISHED]) { totalCount } }', frozenset({Scope.PREVIEW})
            )
            assert editor["data"]["articles"]["totalCount"] == 50 * number

    assert answers[0] == answers[1]


async def explained(library: Library, fields: str, order: str) -> str:
    query = f'{{ articles(search: "ship" {order}) {{ {fields} }} }}'
    return (await library.gateway.explain(OperationRequest(query))).sql


@pytest.mark.parametrize(
    ("fields", "order", "scores", "snippets"),
    [
        ("totalCount", "", 0, 0),
        ("nodes { title }", "orderBy: [{field: PUBLISHED}]", 0, 0),
        ("nodes { title }", "", 1, 0),
        ("nodes { title } totalCount pageInfo { hasNextPage }", "", 1, 0),
        ("totalCount facets { types { count } topics { count } }", "", 0, 0),
        ("edges { score }", "orderBy: [{field: PUBLISHED}]", 1, 0),
        ("edges { cursor score node { title } }", "", 1, 0),
        ("edges { snippet }", "orderBy: [{field: PUBLISHED}]", 0, 1),
    ],
)
async def test_scores_and_passages_are_made_only_when_they_are_asked_for(
    fleet: Library, fields: str, order: str, scores: int, snippets: int
) -> None:
    sql = await explained(fleet, fields, order)

    assert sql.count("bm25") == scores
    assert sql.count("snippet(") == snippets
    if snippets:  # row by row of the page
        assert "= article_1.id" in sql[sql.index("snippet(") : sql.index("LIMIT")]
