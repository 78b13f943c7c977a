"""Ordinary clients beside hostile ones are answered; `make torture` does it for long, and looks at the memory."""

from tests.harness.target import Target
from tests.harness.traffic import Traffic, slope_of
from tests.hostile.tables import attacks


def test_ordinary_clients_are_answered_beside_hostile_ones(target: Target) -> None:
    requests = attacks()
    traffic = Traffic(target, requests)

    traffic.run(3)

    assert len(requests) > 400
    assert all(traffic.counts[kind] > 10 for kind in ("ordinary", "hostile", "streams", "abandoned"))


def test_the_slope_is_that_of_a_line() -> None:
    assert slope_of([(0, 1), (1, 3), (2, 5), (3, 7)]) == 2
    assert slope_of([(0, 5), (1, 4), (2, 5), (3, 4)]) < 0
