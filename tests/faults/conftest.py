"""Commands that are forked from a process with everything imported, and two versions of a site in two databases."""

from collections.abc import Iterator

import pytest

from tests.faults.forking import Forks, forks
from tests.faults.versions import HIDDEN, LISTED, Versions


@pytest.fixture(scope="session")
def forked() -> Iterator[Forks]:
    with forks() as started:
        yield started


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Versions]:
    """By what is done with unpublished stories."""
    return {kind: Versions(tmp_path_factory.mktemp(kind), kind) for kind in (LISTED, HIDDEN)}


@pytest.fixture
def site(versions: dict[str, Versions]) -> Versions:
    """A sound database."""
    versions[LISTED].restore_old()
    return versions[LISTED]


@pytest.fixture
def hidden(versions: dict[str, Versions]) -> Versions:
    """A sound one with a public edition."""
    versions[HIDDEN].restore_old()
    return versions[HIDDEN]
