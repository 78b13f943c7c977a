"""Figures as Prometheus reads them, in the text format that it asks for."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric as Family
from prometheus_client.registry import Collector

from gateway.observing.catalog import METRICS, Metric
from gateway.observing.figures import Figures

__all__ = ["exposition"]


def exposition(figures: Figures, others: Iterable[Collector], accept: str) -> tuple[bytes, str]:
    """The text of all metrics, and its media type."""
    registry = CollectorRegistry()
    registry.register(_Figures(figures))
    for other in others:
        registry.register(other)
    encode, media_type = choose_encoder(accept)
    return encode(registry), media_type


class _Figures(Collector):
    """Figures as the library collects them; what has none yet is named all the same."""

    def __init__(self, figures: Figures) -> None:
        self._rows: dict[str, list[tuple[tuple[str, ...], list[float]]]] = {name: [] for name in METRICS}
        for (name, *labels), values in figures.items():
            self._rows[name].append((tuple(labels), values))

    def collect(self) -> Iterator[Family]:
        for metric in METRICS.values():
            yield _family(metric, self._rows[metric.name])


def _family(metric: Metric, rows: Iterable[tuple[tuple[str, ...], list[float]]]) -> Family:
    match metric.kind:
        case "histogram":
            histogram = HistogramMetricFamily(metric.name, metric.help, labels=metric.labels)
            bounds = [*map(str, metric.buckets), "+Inf"]
            for labels, (*counts, total) in rows:
                histogram.add_metric(labels, list(zip(bounds, accumulate(counts), strict=True)), total)
            return histogram
        case kind:
            family = (CounterMetricFamily if kind == "counter" else GaugeMetricFamily)(
                metric.name, metric.help, labels=metric.labels
            )
            for labels, (value,) in rows:
                family.add_metric(labels, value)
            return family
