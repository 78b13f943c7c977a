"""What a process counts while it works. Cheap: numbers in lists; only who asks for them makes metrics of them."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from typing import Final

from gateway.errors import CODES
from gateway.observing.catalog import LATENCIES, LOAD_TIMES
from gateway.observing.figures import Figures
from gateway.observing.naming import OTHER, OperationNames

__all__ = ["Metrics", "OperationLabel"]

OperationLabel = tuple[str | None, str]
"""The name of an operation, if it has one, and its kind."""

METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"))
"""Others are told as one: a method can be any word."""

TOLD_CODES: Final = [code for code in CODES if not code.startswith(("STORE_", "SETTINGS_"))]
"""Those that clients can be told."""


class Metrics:
    """The figures of one process; all of it on one event loop."""

    def __init__(self) -> None:
        self._names = OperationNames()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._operations: dict[tuple[str, str], list[float]] = {}
        self._told: dict[OperationLabel, list[float]] = {}  # the same lists, for those that have one of their own
        self._errors: Counter[str] = Counter(dict.fromkeys(TOLD_CODES, 0))  # an increase from nothing is none
        self._loads: Counter[str] = Counter()
        self._load_times = [0.0] * (len(LOAD_TIMES) + 2)
        self._last_load: Figures = {}
        self._worker_ends = 0

    def tell_only(self, known_operations: Collection[str]) -> None:
        """Tell of these operations by name, and of all others together; without any, of the first that come."""
        self._names = OperationNames(known_operations)

    def request(self, method: str, status: int) -> None:
        """A request was answered."""
        self._requests[method if method in METHODS else OTHER, status] += 1

    def operation(self, label: OperationLabel, seconds: float) -> None:
        """An operation has ended."""
        times = self._told.get(label) or self._times_of(label)
        times[bisect_left(LATENCIES, seconds)] += 1
        times[-1] += seconds

    def error(self, code: str) -> None:
        """A client was told an error."""
        self._errors[code] += 1

    def load(self, *, has_changes: bool, seconds: float, documents: int, failed: int, problems: int) -> None:
        """A load has ended well; `failed` are documents that are broken, beside those that are not."""
        self._loads["changed" if has_changes else "unchanged"] += 1
        self._load_times[bisect_left(LOAD_TIMES, seconds)] += 1
        self._load_times[-1] += seconds
        self._last_load = {
            ("gateway_load_last_success_timestamp_seconds",): [time.time()],
            ("gateway_documents", "good"): [documents],
            ("gateway_documents", "failed"): [failed],
            ("gateway_problems",): [problems],
        }

    def load_failed(self) -> None:
        """Nothing came of a load."""
        self._loads["failed"] += 1

    def worker_ended(self) -> None:
        """A worker has ended that nobody told to."""
        self._worker_ends += 1

    def figures(self) -> Figures:
        """All of it as it is now."""
        figures: Figures = {("gateway_worker_ends_total",): [self._worker_ends], **self._last_load}
        for (method, status), count in self._requests.items():
            figures["gateway_http_requests_total", method, str(status)] = [count]
        for told, times in self._operations.items():
            figures["gateway_operation_duration_seconds", *told] = list(times)
        figures |= {("gateway_errors_total", code): [count] for code, count in self._errors.items()}
        for outcome in ("changed", "unchanged", "failed"):
            figures["gateway_loads_total", outcome] = [self._loads[outcome]]
        figures["gateway_load_duration_seconds",] = list(self._load_times)
        return figures

    def _times_of(self, label: OperationLabel) -> list[float]:
        """Where the times of an operation are kept; those that are not told have one place together."""
        name, kind = label
        told = self._names.told(name)
        times = self._operations.get((told, kind))
        if times is None:
            times = self._operations[told, kind] = [0.0] * (len(LATENCIES) + 2)
        if name is None or told == name:
            self._told[label] = times
        return times
