"""A server that tests stop, kill and fill, and a replica that follows it."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.harness.postgresql.cluster import Cluster
from tests.harness.postgresql.shared import shelter
from tests.store.postgresql.servers import made_empty


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A server that a test may do anything to."""
    cluster = shelter().new_cluster("own")
    cluster.start()
    yield cluster
    cluster.end()


@pytest.fixture(scope="session")
def replica(server: Cluster) -> Iterator[Cluster]:
    cluster = shelter().cluster(f"{server.folder.name}-replica")
    asyncio.run(made_empty(server))
    cluster.copy_of(server)
    cluster.start()
    yield cluster
    cluster.end()
