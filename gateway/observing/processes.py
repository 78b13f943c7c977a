"""Memory, time and files of processes, as the Prometheus library finds them; on Linux only."""

from collections.abc import Iterator, Mapping

from prometheus_client import ProcessCollector
from prometheus_client.metrics_core import Metric as Family
from prometheus_client.registry import Collector

__all__ = ["Processes"]


class Processes(Collector):
    """`process_…` of several processes, each under a name."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        self._ids = ids

    def collect(self) -> Iterator[Family]:
        """One family of each kind, with the samples of all processes."""
        families: dict[str, Family] = {}
        for name, pid in self._ids.items():
            for found in ProcessCollector(pid=lambda pid=pid: pid, registry=None).collect():  # type: ignore[misc]
                family = families.setdefault(found.name, Family(found.name, found.documentation, found.type))
                for sample in found.samples:
                    family.add_sample(sample.name, {"process": name, **sample.labels}, sample.value)
        yield from families.values()
