"""A page that nobody has asked for is made of nodes that others were made of, by one narrow statement."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.scopes import Scope
from gateway.settings import Settings
from gateway.store import Store
from gateway.store.sqlite.reader import SqliteReader
from tests.harness.listening import Live, open_live

PAGE = """query ($after: String, $more: Int = 2, $size: Int = 4) {
  articles(first: $size, after: $after, orderBy: [{ field: TITLE, direction: ASC }]) {
    edges { cursor node { title topics { name } related(first: $more) { nodes { title } } } }
  }
}"""
SECURED = "{ articles(first: 4) { nodes { title provider { name } secured { cipherText } } } }"
NARROW = "{ articles(first: 4, orderBy: [{ field: TITLE, direction: ASC }]) { nodes { title slug } } }"


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as live:
        for number in range(8):
            live.site.put(f"_news/{number}.md", title=f"T{number}", topics=["x"], related=[str((number + 1) % 8)])
        await live.load()
        yield live


@asynccontextmanager
async def counted(
    store: Store, monkeypatch: pytest.MonkeyPatch, **settings: Any
) -> AsyncIterator[tuple[Gateway, list[str]]]:
    """A gateway of its own over a store, and the statements that it runs from now on, with those that begin and end."""
    ran: list[str] = []
    run = SqliteReader._run

    def noted_run(self: SqliteReader, text: str, parameters: Any) -> Any:
        ran.append(text)
        return run(self, text, parameters)

    monkeypatch.setattr(SqliteReader, "_run", noted_run)
    gateway = Gateway(store, Settings(answer_cache_bytes=0, **settings))
    await gateway.is_ready()
    await gateway.answer(OperationRequest("{ __typename }"))
    ran.clear()
    yield gateway, ran


async def ask(gateway: Gateway, query: str, scopes: frozenset[Scope] = frozenset(), **variables: Any) -> Any:
    """The answer; then there is nothing more to find out about the operation."""
    answer = await gateway.answer(OperationRequest(query, None, variables), scopes)
    await asyncio.gather(*gateway._preparer.kept.tasks)
    return json.loads(answer.body)


async def test_what_is_known_of_nodes_is_not_read_again(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    async with counted(live.store, monkeypatch) as (gateway, ran):
        first = await ask(gateway, PAGE)
        assert len(ran) == 1, "an operation that is new is one statement"
        assert await ask(gateway, PAGE) == first
        assert len(ran) == 2, "asked again: now it is worth while to find out its parts"
        ran.clear()
        assert await ask(gateway, PAGE) == first
        assert len(ran) == 3, "which nodes it has; and, in a transaction, which it has and what each of them is"
        assert await ask(gateway, PAGE) == first
        assert len(ran) == 4, "what each of them is is known"

        edges = first["data"]["articles"]["edges"]
        for _ in range(2):
            await ask(gateway, PAGE, after=edges[2]["cursor"], size=1)
        ran.clear()
        later = await ask(gateway, PAGE, after=edges[0]["cursor"], size=3)
        assert later["data"]["articles"]["edges"] == edges[1:]
        assert len(ran) == 1, "a page that nobody has asked for, of nodes that are known"
        assert len((await ask(gateway, PAGE, after=edges[1]["cursor"]))["data"]["articles"]["edges"]) == 4
        assert len(ran) == 4, "two of its nodes were not known"


async def test_what_nodes_depend_on_is_part_of_them(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    async with counted(live.store, monkeypatch) as (gateway, _):
        answers = {more: await ask(gateway, PAGE, more=more) for more in (0, 1)}
        for _ in range(3):
            for more, expected in answers.items():
                assert await ask(gateway, PAGE, more=more) == expected
    assert answers[0] != answers[1]


async def test_a_load_is_in_the_next_answer(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    async with counted(live.store, monkeypatch) as (gateway, _):
        for _ in range(3):
            await ask(gateway, PAGE)
        live.site.put("_news/0.md", title="T0", topics=["another"])
        await live.load()
        edges = (await ask(gateway, PAGE))["data"]["articles"]["edges"]

    nodes = {edge["node"]["title"]: edge["node"] for edge in edges}
    assert nodes["T0"] == {"title": "T0", "topics": [{"name": "another"}], "related": {"nodes": []}}


async def test_nodes_of_callers_with_other_scopes_are_others(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = "c2VhbGVk;AAAAAAAAAAAAAAAAAAAAAA=="
    live.site.put("_news/0.md", title="T0", secured=sealed)
    await live.load()
    async with counted(live.store, monkeypatch) as (gateway, _):
        for _ in range(3):
            seeing = await ask(gateway, SECURED, frozenset({Scope.SECURED}))
            blind = await ask(gateway, SECURED)
            assert "c2VhbGVk" in json.dumps(seeing)
            assert "c2VhbGVk" not in json.dumps(blind)
            assert len(blind["errors"]) == 4


async def test_nodes_take_no_more_room_than_is_given_to_them(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        live.site.put(f"_news/{number}.md", title=f"{number} " + "x" * 400, topics=["x"])
    await live.load()
    async with counted(live.store, monkeypatch, node_cache_bytes=10_000) as (gateway, _):
        kept = gateway._whole.nodes
        for size in range(1, 60):
            expected = await ask(gateway, PAGE.replace("($after", f"P{size} ($after"), size=size)
            assert await ask(gateway, PAGE, size=size) == expected
            assert sum(len(node) for table in kept._kept._tables.values() for node in table.values()) <= 10_000


async def test_small_nodes_and_no_room_leave_an_operation_whole(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    for settings, query in (({}, NARROW), ({"node_cache_bytes": 0}, PAGE)):
        async with counted(live.store, monkeypatch, **settings) as (gateway, ran):
            for _ in range(4):
                await ask(gateway, query)
            assert len(ran) == 4
        monkeypatch.undo()


async def test_what_nodes_depend_on_takes_room_as_well(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small node of a selection with a long text in it: so somebody could fill the memory."""
    query = """query ($text: String!) { articles(first: 1) { nodes {
      topics { articles(where: { title: { contains: $text } }) { totalCount } }
    } } }"""
    async with counted(live.store, monkeypatch, node_cache_bytes=100_000) as (gateway, _):
        for number in range(60):
            assert "errors" not in await ask(gateway, query, text=str(number) * 4_000)
            held = [*gateway._whole.nodes._kept._tables]
            assert sum(len(str(nodes.parameters)) for nodes in held) <= 100_000
        assert held
