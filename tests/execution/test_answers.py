"""Questions that come again: asked once while the content stays as it is, and never answered from what was before."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gateway.errors import StoreError
from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import open_store
from tests.harness.listening import Live, open_live

TITLES = "query ($first: Int) { articles(first: $first) { nodes { title } } }"


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as live:
        yield live


@pytest.fixture
def asked(live: Live, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that the database has been asked, of answers."""
    return watch(live.gateway, monkeypatch)


def watch(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what the answers of a gateway ask."""
    statements: list[str] = []
    for edition in gateway._editions:
        fetch = edition.answers._store.fetch_rows

        async def noted(text: str, *arguments: Any, fetch: Any = fetch, **options: Any) -> Any:
            if "'articles'" in text:
                statements.append(text)
            await asyncio.sleep(0)
            return await fetch(text, *arguments, **options)

        monkeypatch.setattr(edition.answers._store, "fetch_rows", noted)
    return statements


async def ask(gateway: Gateway, first: int = 5, scopes: Scopes = NO_SCOPES) -> set[str]:
    answer = await gateway.answer(OperationRequest(TITLES, variables={"first": first}), scopes)
    return {node["title"] for node in json.loads(answer.body)["data"]["articles"]["nodes"]}


async def test_a_question_that_comes_again_is_not_asked_again(live: Live, asked: list[str]) -> None:
    for _ in range(5):
        assert await ask(live.gateway) == {"One"}
    assert len(asked) <= 2, "the first is asked before the database is open"

    before = len(asked)
    await ask(live.gateway, first=6)
    assert len(asked) == before + 1, "other variables, another question"


async def test_after_each_load_the_answer_is_the_new_one_at_once(live: Live, asked: list[str]) -> None:
    for number in range(20):
        live.site.put("_news/one.md", title=f"One {number}")
        await live.load()
        assert await ask(live.gateway) == {f"One {number}"}
        before = len(asked)
        assert await ask(live.gateway) == {f"One {number}"}
        assert len(asked) == before


async def test_what_another_process_has_committed_is_answered_at_once(live: Live) -> None:
    """A connection of nobody's here: what it has committed, the next question finds."""
    await ask(live.gateway)
    other = sqlite3.connect(live.store.engine.file)  # type: ignore[attr-defined]
    try:
        for number in range(200):
            other.execute("UPDATE article SET title = ?", (f"Title {number}",))
            other.commit()
            assert await ask(live.gateway) == {f"Title {number}"}
            assert await ask(live.gateway) == {f"Title {number}"}
            if number % 50 == 49:
                other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        other.close()


async def test_nothing_is_kept_of_what_has_not_been_committed(live: Live) -> None:
    await ask(live.gateway)
    other = sqlite3.connect(live.store.engine.file)  # type: ignore[attr-defined]
    try:
        other.execute("PRAGMA cache_spill = 1")
        other.execute("UPDATE article SET title = 'Not yet'")
        assert await ask(live.gateway) == {"One"}
        other.rollback()
        assert await ask(live.gateway) == {"One"}
    finally:
        other.close()


async def test_those_who_ask_the_same_at_once_are_answered_by_one_statement(live: Live, asked: list[str]) -> None:
    await ask(live.gateway)
    await ask(live.gateway)
    before = len(asked)
    answers = await asyncio.gather(*(ask(live.gateway, first=7) for _ in range(20)))

    assert answers == [{"One"}] * 20
    assert len(asked) == before + 1


async def test_who_gives_up_does_not_take_the_answer_from_others(live: Live, asked: list[str]) -> None:
    await ask(live.gateway)
    await ask(live.gateway)
    first, *others = [asyncio.create_task(ask(live.gateway, first=8)) for _ in range(5)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()

    assert await asyncio.gather(*others) == [{"One"}] * 4


async def test_an_error_is_told_to_all_who_asked_the_same_and_is_not_kept(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(live.gateway)
    await ask(live.gateway)
    asked = []

    async def fail(*_: object, **__: object) -> None:
        asked.append(1)
        await asyncio.sleep(0.01)
        raise StoreError("No.", code="TIME_LIMIT_EXCEEDED")

    with monkeypatch.context() as patch:
        patch.setattr(live.gateway._whole.answers._store, "fetch_rows", fail)
        failures = await asyncio.gather(*(ask(live.gateway, first=9) for _ in range(5)), return_exceptions=True)
    assert [type(failure) for failure in failures] == [StoreError] * 5
    assert len(asked) == 1
    assert await ask(live.gateway, first=9) == {"One"}


@asynccontextmanager
async def opened(folder: Path, **settings: Any) -> AsyncIterator[Gateway]:
    """A gateway over the site of `open_live`, set otherwise."""
    used = Settings(**settings)
    async with (
        await open_store(f"sqlite:///{folder}/live.db", has_public=used.unpublished == "hidden") as store,
        Gateway(store, used) as gateway,
    ):
        yield gateway


async def test_answers_take_no_more_room_than_is_given_to_them(live: Live, tmp_path: Path) -> None:
    for number in range(40):
        live.site.put(f"_news/{number}.md", title="T" * 100)
    await live.load()
    async with opened(tmp_path, answer_cache_bytes=100_000) as gateway:
        kept = gateway._whole.answers.kept._kept
        for first in Random(1).choices(range(1, 41), k=400):
            await ask(gateway, first)
            assert kept.currsize <= 100_000
        assert 5 < len(kept) < 40
        assert all(len(entry.value[0][0]) < 100_000 // 16 for entry in kept.values())


async def test_what_is_asked_takes_room_as_well(live: Live, tmp_path: Path) -> None:
    """A small answer to a long question: so somebody could fill the memory."""
    assert await ask(live.gateway) == {"One"}
    query = "query ($slugs: [String!]) { articles(where: { slug: { in: $slugs } }) { totalCount } }"
    async with opened(tmp_path, answer_cache_bytes=1_000_000) as gateway:
        kept = gateway._whole.answers.kept._kept
        for number in range(100):
            slugs = [f"{number}-{'x' * 500}-{other}" for other in range(50)]
            await gateway.answer(OperationRequest(query, variables={"slugs": slugs}))
        held = sum(len(value) for key in kept for value in key if isinstance(value, str))  # type: ignore[attr-defined]

    assert 0 < held <= 1_000_000


async def test_without_room_every_question_is_asked(
    live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await ask(live.gateway) == {"One"}
    async with opened(tmp_path, answer_cache_bytes=0) as gateway:
        asked = watch(gateway, monkeypatch)
        for _ in range(3):
            assert await ask(gateway) == {"One"}
        assert len(asked) == 3


async def test_callers_with_other_scopes_have_answers_of_their_own(tmp_path: Path) -> None:
    settings = Settings(unpublished="hidden")
    async with open_live(tmp_path, settings) as live:
        live.site.put("_news/secret.md", title="Secret", published=False)
        await live.load()
        query = "{ articles(status: [PUBLISHED, UNPUBLISHED]) { nodes { title secured { cipherText } } } }"
        preview = frozenset({Scope.PREVIEW})
        for _ in range(3):
            for scopes, sees in ((NO_SCOPES, False), (preview, True)):
                answer = await live.gateway.answer(OperationRequest(query), scopes)
                assert (b"Secret" in answer.body) is sees


async def test_a_load_of_others_content_does_not_wait_for_who_reads(live: Live) -> None:
    """Readers, and a load again and again: each answer is one that was, and none is older than the one before."""
    seen: list[int] = []
    is_over = asyncio.Event()

    async def read() -> None:
        while not is_over.is_set():
            (title,) = await ask(live.gateway)
            seen.append(int(title.removeprefix("One ") if title != "One" else -1))
            await asyncio.sleep(0)

    reading = [asyncio.create_task(read()) for _ in range(3)]
    for number in range(5):
        live.site.put("_news/one.md", title=f"One {number}")
        await load(live.store, [live.site.source], jobs=1)
        (title,) = await ask(live.gateway)
        assert title == f"One {number}"
    is_over.set()
    await asyncio.gather(*reading)

    assert seen == sorted(seen)
