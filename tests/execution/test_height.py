"""How far the log of changes goes, as servers say it that are not equally far."""

import pytest

from gateway.execution.live import feed
from gateway.execution.live.feed import CATCH_UP_SECONDS, Height


class Clock:
    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(feed, "time", clock)
    return clock


def test_where_nothing_is_behind_less_is_another_log(clock: Clock) -> None:
    log = Height(may_go_back=False)

    assert [log.reaches(last) for last in (5, 5, 8, 7, 7, 9)] == [True, True, True, False, True, True]
    assert log.last == 9


def test_a_server_that_is_behind_changes_nothing_for_a_while(clock: Clock) -> None:
    log = Height(may_go_back=True)
    log.reaches(8)
    for last in (5, 6, 8, 5, 9):
        assert log.reaches(last)
        clock.now += CATCH_UP_SECONDS * 0.6
        assert log.last == max(8, last)


def test_one_that_stays_behind_is_another_log(clock: Clock) -> None:
    log = Height(may_go_back=True)
    log.reaches(8)
    assert log.reaches(5)
    clock.now += CATCH_UP_SECONDS + 1

    assert not log.reaches(5)
    assert log.last == 5
