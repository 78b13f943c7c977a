"""Ordinary and hostile clients of one server at the same time, each kind in a thread of its own, for a given time."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from statistics import quantiles

from tests.harness.socket_frames import RawWebSocket
from tests.harness.target import Request, Target, post

__all__ = ["Traffic", "slope_of"]

ORDINARY = (
    "{ articles(first: 10) { totalCount nodes { id title topics { name } provider { name } } } }",
    '{ articles(first: 5, search: "school OR reef*") { edges { score snippet node { title } } } }',
    "{ topics { nodes { name articles(first: 3) { nodes { title } } } } }",
    "{ articles(first: 3) { nodes { title body related(first: 3) { nodes { title } } } facets { topics { count } } } }",
)
MESSAGES = ('{"type":"ping"}', '{"id":1,"type":"subscribe"}', "[" * 5000, '{"id":"x","type":"complete"}', "\ufeff{")
ABANDONED = (b"POST /gra", b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{", b"\x16\x03\x01" * 30)
CHANGES = '{"id":"1","type":"subscribe","payload":{"query":"subscription { articleChanged { id article { title } } }"}}'


class Traffic:
    """Clients of a server, until told to stop. What went wrong is raised at the end."""

    def __init__(self, target: Target, hostile: Sequence[Request]) -> None:
        self.target = target
        self.hostile = hostile
        self.counts: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.memory: list[tuple[float, float]] = []
        self._failures: list[Exception] = []
        self._stopping = threading.Event()

    def run(self, seconds: float, every: float = 1.0, also: Callable[[], None] = lambda: None) -> None:
        """Let all of them ask for so long; look at the memory, and do something else, from time to time."""
        kinds = (self._ordinary, self._hostile, self._streams, self._abandoned)
        threads = [threading.Thread(target=self._keep, args=(kind,)) for kind in kinds]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        while (passed := time.monotonic() - started) < seconds and not self._failures:
            self.memory.append((passed, self.target.memory))
            also()
            time.sleep(every)
        self._stopping.set()
        for thread in threads:
            thread.join()
        if self._failures:
            raise self._failures[0]

    @property
    def p99(self) -> float:
        """The milliseconds of ordinary answers that one in a hundred exceeds."""
        return quantiles(self.seconds, n=100)[-1] * 1000

    def _keep(self, kind: Callable[[Target, int], None]) -> None:
        target = self.target.beside()
        try:
            for number in itertools.count():
                if self._stopping.is_set():
                    break
                kind(target, number)
                self.counts[kind.__name__.strip("_")] += 1
        except Exception as error:  # noqa: BLE001 - raised where the threads are waited for
            self._failures.append(error)
        finally:
            target.hang_up()

    def _ordinary(self, target: Target, number: int) -> None:
        request = post(ORDINARY[number % len(ORDINARY)])
        started = time.perf_counter()
        response = target.send(request)
        self.seconds.append(time.perf_counter() - started)
        assert (response.status, response.codes) == (200, []), response.body[:500]
        time.sleep(0.005)

    def _hostile(self, target: Target, number: int) -> None:
        response = target.send(self.hostile[number % len(self.hostile)])
        assert response.status < 500, response.body[:500]
        response.must_tell_nothing()

    def _streams(self, target: Target, number: int) -> None:
        with suppress(ConnectionError), RawWebSocket.introduced(target) as client:
            client.send(CHANGES)
            client.send(MESSAGES[number % len(MESSAGES)])
        time.sleep(0.02)

    def _abandoned(self, target: Target, number: int) -> None:
        with target.raw() as connection:
            connection.sendall(ABANDONED[number % len(ABANDONED)])
        time.sleep(0.02)


def slope_of(points: Sequence[tuple[float, float]]) -> float:
    """How much the second grows with the first: the line with the least squares."""
    count = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
