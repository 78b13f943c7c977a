"""`gateway load` killed at any moment leaves exactly the old content or the new, and the next load makes up for it."""

import os
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from random import Random

import pytest

from tests.faults.forking import Forks
from tests.faults.versions import HIDDEN, LISTED, OUTCOMES, Versions, assert_sound, found_in, remove
from tests.harness.profiles import TIMES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 and no fork")

KILLS = 3 * TIMES
"""How many for each way of killing and each kind of database."""


ENDS = {LISTED: lambda last: range(last - 3, last), HIDDEN: lambda last: range(last - 6, last - 1)}
"""The steps around the end of transactions; after them what they have written is tidied up, and the database closed."""


def seeded(name: str) -> Random:
    return Random(name if TIMES == 1 else None)


def arguments_of(site: Versions) -> list[str]:
    return ["load", str(site.new.root), "--jobs", "1", *site.arguments]


@pytest.mark.parametrize("kind", [LISTED, HIDDEN])
def test_killed_between_two_steps_it_leaves_the_old_content_or_the_new(
    forked: Forks, versions: dict[str, Versions], kind: str
) -> None:
    site, random = versions[kind], seeded(f"steps {kind}")
    site.restore_old()
    assert forked.run(site.folder, arguments_of(site)) == 0
    last = int((site.folder / "steps").read_text())
    assert last > 50
    # Always the last ones too: there the transactions end.
    steps = [*random.sample(range(1, last), KILLS), *ENDS[kind](last)]
    outcomes: Counter[tuple[str, str]] = Counter()
    for step in steps:
        site.restore_old()
        assert forked.run(site.folder, arguments_of(site), step) == -signal.SIGKILL
        assert_sound(site.database)
        outcomes[site.which()] += 1
        site.assert_repaired()
    assert outcomes.keys() == OUTCOMES[kind], "each was met"


@pytest.mark.parametrize("kind", [LISTED, HIDDEN])
def test_killed_at_any_time_it_leaves_the_old_content_or_the_new(
    forked: Forks, versions: dict[str, Versions], kind: str
) -> None:
    site, random = versions[kind], seeded(f"times {kind}")
    site.restore_old()
    started = time.perf_counter()
    assert forked.run(site.folder, arguments_of(site)) == 0
    whole_time = time.perf_counter() - started
    for _ in range(KILLS):
        site.restore_old()
        process = forked.start(site.folder, arguments_of(site))
        time.sleep(random.uniform(0, whole_time))
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        assert forked.status() in (-signal.SIGKILL, 0)
        assert_sound(site.database)
        assert site.which() in OUTCOMES[kind]
        site.assert_repaired()


@pytest.mark.parametrize("kind", [LISTED, HIDDEN])
def test_a_first_load_that_is_killed_leaves_nothing_or_all(
    forked: Forks, versions: dict[str, Versions], kind: str
) -> None:
    site, random = versions[kind], seeded(f"first {kind}")
    for _ in range(KILLS):
        remove(site.database)
        assert forked.run(site.folder, arguments_of(site), random.randrange(1, 200)) in (-signal.SIGKILL, 0)
        assert_sound(site.database)
        for answers, new in zip(found_in(site.database, kind), site.new_answers, strict=True):
            assert answers in ((), new)
        site.assert_repaired()
