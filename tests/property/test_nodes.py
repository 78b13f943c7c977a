"""Random operations asked again and again, answered of nodes that are remembered: the answers stay byte for byte."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.gateways import LIMITS, PREVIEW, Pair
from tests.harness.operations import Operation, operations
from tests.harness.profiles import TIMES, usual
from tests.harness.site import Site
from tests.property.test_equals_oracle import any_scopes, other_scopes


def remembering(pair: Pair, unpublished: str = "listed") -> Gateway:
    """A gateway beside the one of a pair, over the same store, that remembers few nodes: so they are forgotten too."""
    return Gateway(pair.store, Settings(**{**LIMITS, "node_cache_bytes": 20_000}, unpublished=unpublished))


async def ask_again(pair: Pair, again: Gateway, operation: Operation, scopes: Scopes) -> None:
    request = pair.request(operation)
    expected = await pair.gateway.answer(request, scopes)
    for _ in range(4):
        assert await again.answer(request, scopes) == expected
        await asyncio.gather(*again._preparer.kept.tasks)


@settings(usual, max_examples=30 * TIMES)
@given(data=st.data(), scopes=any_scopes)
def test_an_operation_over_the_newspaper_is_answered_the_same_each_time(
    runner: asyncio.Runner, newspaper: Pair, data: st.DataObject, scopes: frozenset[Scope]
) -> None:
    operation = data.draw(operations(newspaper.vocabulary))

    runner.run(ask_again(newspaper, remembering(newspaper), operation, scopes))


@settings(usual, max_examples=15 * TIMES)
@given(data=st.data(), scopes=other_scopes, has_preview=st.booleans())
def test_where_stories_are_hidden_nobody_is_answered_of_what_others_may_see(
    runner: asyncio.Runner,
    guarded_newspaper: tuple[Pair, Pair],
    data: st.DataObject,
    scopes: frozenset[Scope],
    has_preview: bool,
) -> None:
    pair = guarded_newspaper[has_preview]
    operation = data.draw(operations(guarded_newspaper[True].vocabulary))
    again = remembering(pair, "hidden")

    async def ask_both() -> None:
        for given_scopes in (scopes | PREVIEW, scopes, scopes | PREVIEW, scopes):
            await ask_again(pair, again, operation, given_scopes)

    if pair.knows(operation):
        runner.run(ask_both())


PAGES = [
    Operation(
        f"""query ($size: Int = {size}, $more: Int = 3) {{
          articles(first: $size, orderBy: [{{ field: {field}, direction: {direction} }}]) {{
            totalCount edges {{ cursor node {{ path ...Card }} }} nodes {{ ...Card }}
          }}
          topics(first: 5) {{ nodes {{ name ...Latest }} }}
        }}
        fragment Latest on Topic {{ articles(last: $size) {{ nodes {{ ...Card }} pageInfo {{ endCursor }} }} }}
        fragment Card on Article {{
          title heat provider {{ name }} topics {{ name }}
          related(first: $more) {{ nodes {{ title topics {{ slug }} }} }}
        }}""",
        {"more": more},
    )
    for size, more in ((1, 1), (3, 2), (20, 3))
    for field in ("TITLE", "HEAT")
    for direction in ("ASC", "DESC")
]


@settings(usual, max_examples=4 * TIMES)
@given(random=st.randoms(use_true_random=False))
def test_after_each_edit_pages_are_of_what_was_loaded_last(runner: asyncio.Runner, random: Random) -> None:
    async def edit_and_ask() -> None:
        async with opened() as (site, store):
            plain, again = (Gateway(store, Settings(**{**LIMITS, "node_cache_bytes": size})) for size in (0, 100_000))
            for _ in range(6):
                edit(site, random)
                await load(store, [site.source], jobs=1)
                for operation in random.sample(PAGES, 4) * 3:
                    request = OperationRequest(operation.query, variables=operation.variables)
                    assert await again.answer(request, NO_SCOPES) == await plain.answer(request, NO_SCOPES)
                    await asyncio.gather(*again._preparer.kept.tasks)

    runner.run(edit_and_ask())


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Site, Store]]:
    """A site of some stories, and a store for it."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site")
        for number in range(12):
            edit(site, Random(number), f"story-{number}")
        async with await open_store(f"sqlite:///{folder}/gateway.db", readers=2) as store:
            yield site, store


def edit(site: Site, random: Random, name: str = "") -> None:
    """Write a story anew, under its old name or a new one."""
    name = name or f"story-{random.randrange(15)}"
    related = [f"story-{random.randrange(15)}" for _ in range(random.randrange(4))]
    topics = random.sample(["war", "peace", "law"], random.randrange(4))
    head = {"provider": {"name": random.choice("PQ")}, "topics": topics, "related": related}
    site.put(f"_news/{name}.md", title=f"Title {random.randrange(100)}", heat=random.randrange(9), **head)
