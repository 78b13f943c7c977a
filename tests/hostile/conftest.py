"""The servers that are attacked: one with default settings for a whole run, one with all that can be turned on."""

import hashlib
import json
from collections.abc import Iterator

import pytest

from tests.harness.target import Target, target_on

MEMORY_MIB = 250
"""How much a server may have grown after everything: its caches, full of the largest that they take."""

KEY = "key-of-these-tests-and-nothing-else"
SECRET = "secret-of-these-tests-and-nothing-else"
CONFIGURED = {
    "GATEWAY_API_KEYS": json.dumps(
        [{"name": "tests", "sha256": hashlib.sha256(KEY.encode()).hexdigest(), "scopes": ["editor"]}]
    ),
    "GATEWAY_JWT_ALGORITHM": "HS256",
    "GATEWAY_JWT_SECRET": SECRET,
}


def attacked(target: Target) -> Iterator[Target]:
    """Lend a server for a run; at its end it must be sound, and not have grown out of bounds."""
    before = target.memory
    yield target
    target.must_be_sound()
    assert target.memory - before < MEMORY_MIB


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server with default settings."""
    with target_on(tmp_path_factory.mktemp("target")) as served:
        yield from attacked(served)


@pytest.fixture(scope="session")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server that is a subgraph, and knows keys and tokens."""
    with target_on(tmp_path_factory.mktemp("configured"), "--federation", environment=CONFIGURED) as served:
        yield from attacked(served)


@pytest.fixture(autouse=True, scope="module")
def still_sound(target: Target) -> Iterator[None]:
    """After each family the server answers as before, and its log has no fault of its own."""
    yield
    target.must_be_sound()
