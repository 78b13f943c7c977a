"""Search of nested lists: each is the whole list narrowed to its parent, and the index is asked once for all."""

import json
import re
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest

from gateway.compiler import Statement
from gateway.execution import OperationRequest
from tests.execution.test_search_pages import FLEET
from tests.harness.library import Library, open_library

SEARCHES = (
    "ship",
    "ship news",
    "sai*",
    '"ship sails"',
    "ship -harbour",
    "harbour",
    "quay",
    "sea ship",
    "s*",
    "nothing",
)
LIST = (
    "articles(search: $search, first: 100, where: $where) { totalCount"
    " edges { score snippet node { path } } facets { types { value count } } }"
)
NESTED = f"""query ($search: String, $where: ArticleFilter) {{
  topics(first: 100) {{ nodes {{ key: name {LIST} }} }}
  providers(first: 100) {{ nodes {{ key: name {LIST} }} }}
}}"""
WHOLE = f"query ($search: String, $where: ArticleFilter) {{ {LIST} }}"


@pytest.fixture
async def fleet(tmp_path: Path) -> AsyncIterator[Library]:
    async with open_library(tmp_path, FLEET) as library:
        yield library


async def answer(library: Library, query: str, search: str, where: dict[str, Any] | None = None) -> Any:
    answer = await library.gateway.answer(OperationRequest(query, None, {"search": search, "where": where}))
    response = json.loads(answer.body)
    assert "errors" not in response, response
    return response["data"]


@pytest.mark.parametrize("where", [None, {"type": {"eq": "video"}}], ids=str)
@pytest.mark.parametrize("search", SEARCHES)
async def test_a_nested_list_is_the_whole_one_narrowed_to_its_parent(
    fleet: Library, search: str, where: dict[str, Any] | None
) -> None:
    nested = await answer(fleet, NESTED, search, where)
    by_topic = {"topics": lambda key: {"topics": {"some": {"name": {"eq": key}}}}}
    by_provider = {"providers": lambda key: {"provider": {"name": {"eq": key}}}}

    for field, of_parent in (by_topic | by_provider).items():
        assert len(nested[field]["nodes"]) == 2
        for parent in nested[field]["nodes"]:
            narrowed = {"and": [of_parent(parent["key"]), *([where] if where else [])]}
            assert parent["articles"] == (await answer(fleet, WHOLE, search, narrowed))["articles"]


def words(texts: Iterable[str]) -> list[str]:
    return re.findall(r"[a-z0-9]+", " ; ".join(texts).lower())


def matches(search: str, story: dict[str, Any]) -> bool:
    """What the story says, word by word, without any index."""
    texts = [story["title"], story["excerpt"], story["provider"]["name"], *story["topics"]]
    said = [words([text]) for text in texts]
    for minus, phrase, word, star in re.findall(r'(-?)(?:"([^"]*)"|([^\s"*]+))(\*?)', search):
        wanted = words([phrase or word])
        found = any(
            text[start : start + len(wanted)] == wanted
            if not star
            else any(each.startswith(wanted[0]) for each in text[start : start + 1])
            for text in said
            for start in range(len(text))
        )
        if found is bool(minus):
            return False
    return True


@pytest.mark.parametrize("search", SEARCHES)
async def test_what_is_found_is_what_says_the_words(fleet: Library, search: str) -> None:
    published = {f"news/{slug}": story for slug, story in FLEET.items() if story["published"]}
    expected = {path for path, story in published.items() if matches(search, story)}
    found = (await answer(fleet, WHOLE, search))["articles"]

    assert {edge["node"]["path"].split("/", 1)[1] for edge in found["edges"]} == {
        path.split("/", 1)[1] for path in expected
    }
    assert found["totalCount"] == len(expected)


async def statement_of(library: Library, query: str, **variables: Any) -> Statement:
    prepared = await library.gateway._preparer.prepare(query, None)
    return (await prepared.bind(variables, frozenset())).statement


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("query ($a: String) { topics { nodes { articles(search: $a) { totalCount nodes { title } } } } }", 1),
        (
            """query ($a: String) {
              topics { nodes { articles(search: $a) { edges { score } totalCount facets { types { count } } } } }
              providers { nodes { articles(search: $a) { totalCount } } }
            }""",
            1,
        ),
        (
            """query ($a: String, $b: String) {
              topics { nodes { one: articles(search: $a) { totalCount } two: articles(search: $b) { totalCount } } }
            }""",
            2,
        ),
        (
            """query ($a: String) {
              topics { nodes { articles(search: $a, status: [PUBLISHED, STUB]) { totalCount } } }
            }""",
            2,  # an index for each status
        ),
    ],
)
async def test_the_index_is_asked_once_for_each_search_however_many_lists_there_are(
    fleet: Library, query: str, count: int
) -> None:
    statement = await statement_of(fleet, query, a="ship", b="harbour")

    assert statement.text.count(" MATCH ") == count
    assert statement.text.startswith("WITH search_1 AS MATERIALIZED")


async def test_stories_that_match_nearly_alike_have_an_order_of_their_own(tmp_path: Path) -> None:
    stories = {
        f"story{n:02}": {"title": "Ship", "excerpt": " ".join(["word"] * (400 + n)), "publishedDateTime": None}
        for n in range(30)
    }
    async with open_library(tmp_path, stories) as library:
        found = await answer(library, WHOLE, "ship")

    scores = [edge["score"] for edge in found["articles"]["edges"]]
    assert len(set(scores)) == 30
    assert [edge["node"]["path"][-2:] for edge in found["articles"]["edges"]] == [f"{n:02}" for n in range(30)]
