"""Loading step by step through any edits gives exactly what one fresh load of the final state gives."""

import asyncio
import os
import tempfile
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gateway.loader import suggestions, tasks
from gateway.loader.load import load
from gateway.store import Store, open_store
from gateway.tables.changes import CHANGED, CREATED, REMOVED
from tests.harness.edits import State, edits
from tests.harness.frequencies import frequent_early
from tests.harness.site import SERVED_TABLES, Site, counts_of, dump, dump_indexes
from tests.harness.sites import SOURCES

TIMES = int(os.environ.get("GATEWAY_TEST_TIMES", "1"))
"""How many times more examples than in the usual run."""

LOADER_TABLES = (*SERVED_TABLES, "mention", "document", "problem", "article_terms", "posting")

Shown = dict[int, tuple[int, bytes, str | None]]


async def shown_of(store: Store, condition: str = "true") -> Shown:
    """The digest of each article, and its related list."""
    lists = "SELECT group_concat(related_id) FROM (SELECT related_id FROM article_related WHERE article_id = id)"
    rows = await store.fetch_rows(f"SELECT id, digest, ({lists}) FROM article WHERE {condition}")
    return {row[0]: row for row in rows}


def differences(before: Shown, after: Shown) -> list[tuple[int, int]]:
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return sorted((key, CREATED if key not in before else CHANGED if key in after else REMOVED) for key in changed)


async def told_by(store: Store, position: int) -> list[tuple[int, int]]:
    """What was logged after a position."""
    return sorted(await store.fetch_rows("SELECT article_id, kind FROM article_change WHERE number > ?", [position]))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(
    max_examples=16 * TIMES,
    deadline=None,
    derandomize=TIMES == 1,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(states=edits(), is_early=st.booleans())
def test_steps_end_where_a_fresh_load_ends(states: list[State], is_early: bool) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        frequent_early() if is_early else nullcontext(),
        patch.object(suggestions, "_MANY", 100),  # in so small a site, any change would be of many articles
    ):
        asyncio.run(_compare(Path(folder), states))


async def _compare(folder: Path, states: list[State]) -> None:
    folders = {name: Site(folder / f"content-{name}", name) for name in SOURCES}
    async with await open_store(f"sqlite:///{folder}/steps.db", readers=1) as store:
        shown: Shown = {}
        position = 0
        for step, state in enumerate(states):
            for name, site in folders.items():
                site.mirror(state.get(name, {}))
            given_now = [folders[name].source for name in SOURCES if name in state]
            report = await load(store, given_now)
            before, shown = shown, await shown_of(store)
            told = await told_by(store, position)
            assert step == 0 or told == differences(before, shown)
            position += len(told)
        stepped = await dump(store, LOADER_TABLES) | await dump_indexes(store)
        stepped_counts = await counts_of(store)
    async with await open_store(f"sqlite:///{folder}/fresh.db", readers=1) as store:
        with patch.object(tasks, "_PIECE_FILES", 1):  # what comes together makes no difference
            fresh_report = await load(store, given_now)
        fresh = await dump(store, LOADER_TABLES) | await dump_indexes(store)
        assert stepped_counts == await counts_of(store)
    assert fresh_report.failed == 0, [one for one in fresh_report.problems if one[1].severity == "ERROR"]
    for table in fresh:
        assert stepped[table] == fresh[table], table
    assert report.snapshot_id == fresh_report.snapshot_id
    assert report.problems == fresh_report.problems
