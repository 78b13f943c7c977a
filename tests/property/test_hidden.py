"""Nothing that is answered to callers without PREVIEW depends on what hidden stories say, or on their being there."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.loader.load import load
from gateway.marks import Hidden
from gateway.scopes import NO_SCOPES, Scope, Scopes
from tests.harness.cursors import HARVEST
from tests.harness.gateways import PREVIEW, Pair, open_hidden_pairs
from tests.harness.operations import Operation, facets, filters, operations
from tests.harness.profiles import TIMES, usual
from tests.harness.site import Site, dump
from tests.harness.sites import Sites, sites, write_sites
from tests.property.test_equals_oracle import EVERYTHING

MARK = "zyxmark"
"""Stands in hidden stories, and nowhere else."""

SEARCHES = [
    Operation(
        f"""{{ articles(search: "{words}", status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]) {{
          totalCount facets {{ topics {{ topic {{ name }} count }} }} edges {{ cursor score snippet node {{ id }} }}
        }} }}"""
    )
    for words in ("alpha", "words", "town", "post", "b*", "a -beta", MARK)
]

ALL_BUT_PREVIEW: Scopes = frozenset(set(Scope) - PREVIEW)

SAYS: dict[str, Any] = {
    "excerpt": MARK,
    "quality": 4711,
    "heat": 4711,
    "type": MARK,
    "featuredContent": MARK,
    "ampWebUrl": f"https://{MARK}.example/amp",
    "provider": {"name": MARK, "domain": f"{MARK}.example", "images": [{"url": f"https://{MARK}.example/logo.png"}]},
    "topics": [MARK, "Town"],
    "images": [
        {"url": f"https://{MARK}.example/1.png"},
        {"url": "https://i.example/1.png", "title": MARK, "width": 4711},
    ],
    "related": [
        {"title": f"A stub {MARK}", "publishedDateTime": "2029-01-01T00:00:00Z", "topics": [MARK]},
        {"title": "Alpha", "excerpt": MARK, "provider": {"name": "Post", "domain": MARK}},
        MARK,
        "a",
    ],
    "secured": "enl4bWFyaw==;AAAAAAAAAAAAAAAAAAAAAA==",
    "mark": MARK,
}
IDENTITY = ("title", "publishedDateTime", "webUrl", "originalUrl", "category", "published", "removed")


def is_hidden(text: str) -> bool:
    return "published: false" in text or "removed: true" in text


def scrambled(text: str) -> str:
    """A hidden story that says something else in all that is not needed to know which story it is."""
    head = yaml.safe_load(text.split("---")[1])
    kept = {name: head[name] for name in IDENTITY if name in head}
    return f"---\n{yaml.safe_dump({**kept, **SAYS}, allow_unicode=True)}---\n{MARK}\n"


def stranger(number: int, *, is_removed: bool) -> str:
    """A hidden story that nobody names."""
    head = {**SAYS, "title": f"{MARK} {number}", "webUrl": f"https://{MARK}.example/{number}"}
    head |= {"publishedDateTime": "2029-01-01T00:00:00Z", **({"removed": True} if is_removed else {"published": False})}
    return f"---\n{yaml.safe_dump(head)}---\n{MARK}\n"


def edited(content: Sites, edit: Any) -> Sites:
    """The same files with other texts; none where the text is None."""
    files = {source: {name: edit(text) for name, text in texts.items()} for source, texts in content.items()}
    return {source: {name: text for name, text in texts.items() if text is not None} for source, texts in files.items()}


@asynccontextmanager
async def twins(one: Sites, other: Sites) -> AsyncIterator[tuple[Pair, Pair, Pair]]:
    """The public's view of both sites, and what is to be known of the first."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for name, content in (("one", one), ("other", other)):
            roots = write_sites(content, Path(folder) / name)
            pairs.append(await open_hidden_pairs(roots, Path(folder) / f"{name}.db"))
        try:
            yield pairs[0][0], pairs[1][0], pairs[0][1]
        finally:
            for public, _ in pairs:
                await public.close()


async def compare(one: Pair, other: Pair, operation: Operation, scopes: Scopes) -> None:
    """Both answer with the same bytes, in which the mark stands only where the caller wrote it."""
    request = one.request(operation)
    answers = [await pair.gateway.answer(request, scopes) for pair in (one, other)]
    assert answers[0].body == answers[1].body
    asked = f"{request.query} {request.variables}"
    assert MARK in asked or MARK not in answers[0].body.decode().lower()


async def compare_all(one: Pair, other: Pair, known: Pair, data: st.DataObject) -> None:
    """Ask for everything, and for whatever those can think of who know the hidden stories."""
    for operation in (EVERYTHING, Operation(HARVEST), Operation("{ snapshot { id } }"), *SEARCHES):
        for scopes in (NO_SCOPES, ALL_BUT_PREVIEW):
            await compare(one, other, operation, scopes)
    for draw in (operations, filters, filters, facets):
        operation = data.draw(draw(known.vocabulary))
        if one.knows(operation):
            await compare(one, other, operation, NO_SCOPES)


@settings(usual, max_examples=3 * TIMES)
@given(content=sites(), data=st.data())
def test_what_hidden_stories_say_makes_no_difference(content: Sites, data: st.DataObject) -> None:
    async def run() -> None:
        other = edited(content, lambda text: scrambled(text) if is_hidden(text) else text)
        async with twins(other, content) as (public, its_twin, known):
            await compare_all(public, its_twin, known, data)

    asyncio.run(run())


@settings(usual, max_examples=3 * TIMES)
@given(content=sites(), count=st.integers(1, 3), data=st.data())
def test_that_hidden_stories_are_there_makes_no_difference(content: Sites, count: int, data: st.DataObject) -> None:
    async def run() -> None:
        without = edited(content, lambda text: None if is_hidden(text) else text)
        files = {f"_news/zyx-{n}.md": stranger(n, is_removed=n == 1) for n in range(count)}
        async with twins({**without, "": {**without[""], **files}}, without) as (public, its_twin, known):
            await compare_all(public, its_twin, known, data)

    asyncio.run(run())


LEAKS: dict[str, tuple[str, Any]] = {
    "answered from the whole": ("gateway.execution.gateway.Gateway._edition", lambda gateway, _: gateway._whole),
    "rows not hidden": ("gateway.execution.gateway.UNPUBLISHED_HIDDEN", Hidden()),
    "entries not emptied": ("gateway.loader.parsing.public_part", lambda reading: reading),
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_each_of_the_walls_is_needed(monkeypatch: pytest.MonkeyPatch, leak: tuple[str, Any]) -> None:
    """The comparison can fail: it does, as soon as one of them is taken away."""
    site = {"": {"_news/a.md": "---\ntitle: A\n---\n"}}
    with_hidden: Mapping[str, Mapping[str, str]] = {"": {**site[""], "_news/zyx.md": stranger(1, is_removed=False)}}

    async def run() -> None:
        async with twins(with_hidden, site) as (public, its_twin, _):
            await compare(public, its_twin, EVERYTHING, NO_SCOPES)

    asyncio.run(run())
    monkeypatch.setattr("tests.harness.gateways.HARVEST", "{ __typename }")  # which the oracle would find out first
    monkeypatch.setattr(*leak)
    with pytest.raises(AssertionError):
        asyncio.run(run())


@settings(usual, max_examples=3 * TIMES)
@given(content=sites())
def test_edits_of_hidden_stories_are_no_events_and_no_new_snapshot(content: Sites) -> None:
    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            roots = write_sites(content, Path(folder) / "content")
            public, _ = await open_hidden_pairs(roots, Path(folder) / "gateway.db")
            try:
                edition = public.store.public
                assert edition is not None
                folders = {name: Site(root, name) for name, root in roots.items()}
                before = await dump(edition)
                for name, texts in edited(content, lambda text: scrambled(text) if is_hidden(text) else text).items():
                    folders[name].mirror(texts)
                await load(public.store, [site.source for site in folders.values()], jobs=1)
                assert await dump(edition) == before
                assert await edition.fetch_rows("SELECT * FROM article_change") == []
            finally:
                await public.close()

    asyncio.run(run())
