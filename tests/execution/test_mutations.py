"""`mutation { reload }`: what is on disk is loaded, and the answer is of the content after it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import open_store

ADMIN: Scopes = frozenset({Scope.ADMIN})
RELOAD = "mutation { reload { added changed removed unchanged failed snapshot { articles } } }"


def write(site: Path, name: str, text: str = "---\ntitle: A story\n---\n") -> None:
    (site / "news").mkdir(parents=True, exist_ok=True)
    (site / "news" / name).write_text(text)


@asynccontextmanager
async def serving(folder: Path, database: str = "") -> AsyncIterator[Gateway]:
    write(folder / "site", "one.md")
    async with await open_store(database or f"sqlite:///{folder}/db") as store:
        sources = [Source("", folder / "site")]
        await load(store, sources, jobs=1)
        yield Gateway(store, Settings(), partial(load, store, sources, jobs=1))


async def asked(
    gateway: Gateway, query: str, scopes: Scopes, variables: dict[str, Any] | None = None, *, is_safe: bool = False
) -> Any:
    return json.loads((await gateway.answer(OperationRequest(query, None, variables, is_safe), scopes)).body)


async def test_reload_takes_in_what_is_on_disk_and_answers_from_the_content_after_it(
    tmp_path: Path, empty_database: str
) -> None:
    async with serving(tmp_path, empty_database) as gateway:
        write(tmp_path / "site", "two.md")
        write(tmp_path / "site", "broken.md", "---\ntitle: [\n---\n")
        counts = {"added": 1, "changed": 0, "removed": 0, "unchanged": 1, "failed": 1}
        assert await asked(gateway, RELOAD, ADMIN) == {"data": {"reload": {**counts, "snapshot": {"articles": 2}}}}
        counts = {"added": 0, "changed": 0, "removed": 0, "unchanged": 2, "failed": 1}
        assert await asked(gateway, RELOAD, ADMIN) == {"data": {"reload": {**counts, "snapshot": {"articles": 2}}}}


async def test_reload_without_the_scope_does_nothing_and_says_which_scope_it_needs(tmp_path: Path) -> None:
    async with serving(tmp_path) as gateway:
        write(tmp_path / "site", "two.md")
        found = await asked(gateway, "mutation { again: reload { added } }", frozenset({Scope.EDITOR}))
        assert found["data"] is None
        assert [(error["path"], error["extensions"]["code"]) for error in found["errors"]] == [(["again"], "FORBIDDEN")]
        assert await asked(gateway, "{ snapshot { articles } }", NO_SCOPES) == {"data": {"snapshot": {"articles": 1}}}


@pytest.mark.parametrize(
    "query",
    ["mutation { __typename }", "mutation { reload @skip(if: true) { added } }", "mutation { reload: __typename }"],
)
async def test_a_mutation_that_asks_for_no_reload_loads_nothing(tmp_path: Path, query: str) -> None:
    async with serving(tmp_path) as gateway:
        write(tmp_path / "site", "two.md")
        for scopes in (NO_SCOPES, ADMIN):
            found = await asked(gateway, query, scopes)
            assert found["data"] in ({}, {"__typename": "Mutation"}, {"reload": "Mutation"})
        assert await asked(gateway, "{ snapshot { articles } }", NO_SCOPES) == {"data": {"snapshot": {"articles": 1}}}


async def test_a_request_that_must_be_safe_reloads_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path) as gateway:
        write(tmp_path / "site", "two.md")
        found = await asked(gateway, RELOAD, ADMIN, is_safe=True)
        assert found["errors"][0]["extensions"]["code"] == "OPERATION_RESOLUTION_FAILURE"
        assert await asked(gateway, "{ snapshot { articles } }", NO_SCOPES) == {"data": {"snapshot": {"articles": 1}}}


async def test_a_reload_that_fails_says_why_and_what_was_served_is_served_still(tmp_path: Path) -> None:
    async with serving(tmp_path) as gateway:
        (tmp_path / "site").rename(tmp_path / "elsewhere")
        found = await asked(gateway, RELOAD, ADMIN)
        assert found["data"] is None
        assert found["errors"][0]["extensions"]["code"] == "RELOAD_FAILED"
        assert found["errors"][0]["path"] == ["reload"]
        assert await asked(gateway, "{ snapshot { articles } }", NO_SCOPES) == {"data": {"snapshot": {"articles": 1}}}
