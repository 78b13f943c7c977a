"""The seeds, served to the clients; a copy, which they change."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal

from tests.harness.node import run_node
from tests.harness.served import serving

SEEDS = Path(__file__).parents[2] / "seeds"
KEYS = {"editor": "an editor's key", "admin": "an admin's key"}


@dataclass
class Site:
    """Where the copy is served, and its folder."""

    url: str
    folder: Path

    def run(self, program: str, *flags: str) -> str:
        """Run a client against it; gives what it prints."""
        given = json.dumps({"url": self.url, "folder": str(self.folder), "keys": KEYS})
        return run_node(program, given, flags=flags)


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Site]:
    """Serve a copy of the seeds that is made in a folder."""
    shutil.copytree(SEEDS, folder / "seeds")
    keys = [{"name": name, "sha256": sha256(key.encode()).hexdigest(), "scopes": [name]} for name, key in KEYS.items()]
    opened = serving(folder, "seeds", *arguments, environment={"GATEWAY_API_KEYS": json.dumps(keys)})
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(opened) as running:
        yield Site(running.url, folder / "seeds")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("clients")) as site:
        yield site


@pytest.fixture(scope="session")
def subgraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("subgraph"), "--federation") as site:
        yield site
