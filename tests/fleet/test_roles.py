"""The roles that docs/scaling offers: one loads, one reads and can do nothing else."""

import asyncio
import os
from asyncio.subprocess import PIPE
from pathlib import Path

import asyncpg
import pytest

from gateway.errors import StoreError
from gateway.execution import Gateway
from gateway.loader.load import load
from gateway.settings import Settings
from gateway.store import open_store
from tests.fleet.conftest import Fleet, execute, titles

ROLES = Path(__file__).parents[2] / "docs" / "scaling" / "roles.sql"
PASSWORDS = {name: f"{name} it's" for name in ("LOADER_PASSWORD", "READER_PASSWORD", "REPLICA_PASSWORD")}


@pytest.fixture
async def with_roles(fleet: Fleet) -> Fleet:
    """The fleet with an empty database in which the roles have been made."""
    await execute(fleet.on_primary, "DROP SCHEMA gateway CASCADE")
    words = [fleet.primary.programs / "psql", "--set", "ON_ERROR_STOP=1", "--file", ROLES, fleet.on_primary]
    process = await asyncio.create_subprocess_exec(*map(str, words), env={**os.environ, **PASSWORDS}, stderr=PIPE)
    _, said = await process.communicate()
    assert process.returncode == 0, said.decode()
    return fleet


async def test_the_loader_loads_and_the_reader_only_reads(with_roles: Fleet) -> None:
    fleet = with_roles
    loader, reader = (fleet.primary.address(fleet.name, f"gateway_{role}") for role in ("loader", "reader"))
    with pytest.raises(StoreError) as raised:
        await open_store(reader, readers=1)
    assert raised.value.code == "STORE_READ_ONLY", "there is nothing yet, and it may make nothing"

    async with await open_store(loader, readers=1, has_public=True) as store:
        await load(store, [fleet.site.source], jobs=1)

    async with await open_store(reader, readers=1) as store:
        assert store.public is not None
        async with Gateway(store, Settings(unpublished="hidden")) as gateway:
            assert await titles(gateway) == {"One"}
            fleet.site.put("_news/two.md", title="Two")
            with pytest.raises(StoreError) as raised:
                await load(store, [fleet.site.source], jobs=1)
            assert raised.value.code == "STORE_READ_ONLY"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(reader, "SET default_transaction_read_only = off", "DELETE FROM gateway.article")
