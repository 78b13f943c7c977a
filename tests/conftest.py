"""Fixtures that several folders share: an event loop, and the newspaper, loaded once."""

import asyncio
import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

if TYPE_CHECKING:
    from tests.harness.gateways import Pair

DATA = Path(__file__).parent / "data"
NEWSPAPER = {"": DATA / "site", "valley": DATA / "valley"}

ENGINES = ("sqlite", "postgresql")

MEMORY = Path("/dev/shm")
"""What Linux keeps in memory: a disk would be waited for, and worn, by thousands of databases that are thrown away."""

ROOM_BYTES = 4 * 2**30


def folder_in_memory() -> Path | None:
    """A folder for all files of a run, where there is room for one, and nobody has said where they are to be."""
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM_BYTES:
        return None
    folder = Path(tempfile.mkdtemp(prefix="gateway-tests-", dir=MEMORY))
    folder.chmod(0o755)  # servers that tests start belong to other users
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder


def pytest_configure() -> None:
    """Have all files of a run in one place, and let that go with the run; the processes of a run are given it."""
    folder = folder_in_memory()
    if folder is not None:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does


@pytest.hookimpl(optionalhook=True)  # where tests run in one process nobody asks
def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: many tests wait for processes that they have started."""
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mix files that wait for processes with those that calculate: in the order of their names all wait at the end."""
    items.sort(key=lambda item: crc32(item.path.name.encode()))


def pytest_collection_finish() -> None:
    """Let who looks for garbage in a test look only at what tests have made, and Python itself look for it rarely."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """An event loop for tests that are no coroutines, since Hypothesis and fixtures of a whole run need one to stay."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[str]:
    """The address of a PostgreSQL database of this process alone."""
    from tests.harness.postgresql.shared import drop_database, make_database

    address = asyncio.run(make_database("tests"))
    yield address
    asyncio.run(drop_database(address))


@pytest.fixture
def empty_postgresql(postgresql_database: str) -> str:
    """The same, empty."""
    from tests.harness.postgresql.shared import empty_database

    asyncio.run(empty_database(postgresql_database))
    return postgresql_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/gateway.db"
    return str(request.getfixturevalue("empty_postgresql"))


@pytest.fixture(scope="session")
def newspaper(runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Pair]":
    """The fixed site, loaded once: a gateway and the oracle over it."""
    from tests.harness.gateways import open_pair

    pair = runner.run(open_pair(NEWSPAPER, tmp_path_factory.mktemp("newspaper") / "gateway.db"))
    yield pair
    runner.run(pair.close())


@pytest.fixture(scope="session")
def postgresql_newspaper(runner: asyncio.Runner) -> "Iterator[Pair]":
    """The same in PostgreSQL."""
    from tests.harness.gateways import open_pair
    from tests.harness.postgresql.shared import drop_database, make_database

    address = runner.run(make_database("newspaper"))
    pair = runner.run(open_pair(NEWSPAPER, address))
    yield pair
    runner.run(pair.close())
    runner.run(drop_database(address))


@pytest.fixture(scope="session", params=ENGINES)
def any_newspaper(request: pytest.FixtureRequest) -> "Pair":
    """The newspaper in each engine."""
    pair: Pair = request.getfixturevalue("newspaper" if request.param == "sqlite" else "postgresql_newspaper")
    return pair


@pytest.fixture(scope="session")
def guarded_newspaper(
    runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory
) -> "Iterator[tuple[Pair, Pair]]":
    """The same where unpublished stories are hidden: as the public sees it, and as callers with PREVIEW do."""
    from tests.harness.gateways import open_hidden_pairs

    pairs = runner.run(open_hidden_pairs(NEWSPAPER, tmp_path_factory.mktemp("guarded") / "gateway.db"))
    yield pairs
    runner.run(pairs[0].close())


@pytest.fixture(scope="session")
def postgresql_guarded_newspaper(runner: asyncio.Runner) -> "Iterator[tuple[Pair, Pair]]":
    """That in PostgreSQL."""
    from tests.harness.gateways import open_hidden_pairs
    from tests.harness.postgresql.shared import drop_database, make_database

    address = runner.run(make_database("guarded"))
    pairs = runner.run(open_hidden_pairs(NEWSPAPER, address))
    yield pairs
    runner.run(pairs[0].close())
    runner.run(drop_database(address))
