"""Every metric that the gateway has: the words of docs/observability.md."""

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["LATENCIES", "LOAD_TIMES", "METRICS", "Metric"]

LATENCIES: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the buckets of operations, in seconds."""

LOAD_TIMES: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)
"""Upper bounds of the buckets of loads, in seconds."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. Those of several processes are added up; where that means nothing the largest `is_latest`."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    help: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()
    is_latest: bool = False


METRICS: Final = {
    metric.name: metric
    for metric in (
        Metric("gateway_info", "gauge", "The version that runs; always 1.", ("version",), is_latest=True),
        Metric("gateway_http_requests_total", "counter", "Answers over HTTP.", ("method", "status")),
        Metric(
            "gateway_operation_duration_seconds",
            "histogram",
            "Operations that were understood, and how long they took; of subscriptions the beginning.",
            ("operation", "kind"),
            LATENCIES,
        ),
        Metric("gateway_errors_total", "counter", "Errors that clients were told, by code.", ("code",)),
        Metric(
            "gateway_cache_lookups_total",
            "counter",
            "Look-ups in the caches of prepared documents, compiled plans and answers, by whether it was there.",
            ("cache", "outcome"),
        ),
        Metric("gateway_cache_entries", "gauge", "What the caches hold now.", ("cache",)),
        Metric("gateway_database_connections", "gauge", "Open connections that answer."),
        Metric("gateway_database_statements_running", "gauge", "Statements that run now."),
        Metric("gateway_database_statements_waiting", "gauge", "Statements that wait for a connection now."),
        Metric("gateway_subscriptions", "gauge", "Subscriptions under way."),
        Metric(
            "gateway_snapshot_timestamp_seconds", "gauge", "When the content that is served was loaded.", is_latest=True
        ),
        Metric("gateway_loads_total", "counter", "Loads, by what came of them.", ("outcome",)),
        Metric("gateway_load_duration_seconds", "histogram", "How long loads took.", buckets=LOAD_TIMES),
        Metric(
            "gateway_load_last_success_timestamp_seconds",
            "gauge",
            "When a load last succeeded, also one that found nothing new.",
            is_latest=True,
        ),
        Metric("gateway_documents", "gauge", "Documents that the last load found, by state.", ("state",)),
        Metric("gateway_problems", "gauge", "Problems in documents that the last load found."),
        Metric("gateway_worker_ends_total", "counter", "Workers that ended without being told to."),
    )
}
"""By name. What `process_…` there is, is the Prometheus library's."""
