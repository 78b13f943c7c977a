"""The server that all processes of a run share, with databases of its own for each of them."""

import os
import uuid
from functools import cache
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from tests.harness.postgresql.shelter import Shelter

__all__ = ["drop_database", "empty_database", "make_database", "shelter"]

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)[:12]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


@cache
def shelter() -> Shelter:
    """Where the servers of this run live."""
    return Shelter(RUN)


@cache
def shared_server() -> str:
    """The address of the server: of one that is given, or of one that is started when it is first needed."""
    given = os.environ.get("GATEWAY_TEST_POSTGRESQL")
    if given:
        return given
    cluster = shelter().cluster("shared")
    with shelter().alone("shared"):
        if not cluster.folder.exists():
            cluster.make()
            cluster.start()
    return cluster.address()


async def make_database(name: str) -> str:
    """A new, empty database, of this process; gives its address."""
    full = f"gateway_test_{RUN}_{WORKER}_{name}"
    connection = await asyncpg.connect(shared_server())
    try:
        await connection.execute(f'CREATE DATABASE "{full}" TEMPLATE template0')
    finally:
        await connection.close()
    parts = urlsplit(shared_server())
    return urlunsplit(parts._replace(path=f"/{full}"))


async def drop_database(address: str) -> None:
    """Drop a database that `make_database` has made, whoever uses it."""
    connection = await asyncpg.connect(shared_server())
    try:
        name = urlsplit(address).path.removeprefix("/")
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await connection.close()


async def empty_database(address: str) -> None:
    """Take everything out of a database that the gateway has put there."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute("DROP SCHEMA IF EXISTS gateway, gateway_public CASCADE")
    finally:
        await connection.close()
