"""What is counted, what of it is told, and how it is written for Prometheus."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from gateway.errors import CODES
from gateway.observing import Figures, Metrics
from gateway.observing.catalog import LATENCIES, METRICS
from gateway.observing.exposition import exposition
from gateway.observing.figures import counters_of, from_pairs, merged, to_pairs
from gateway.observing.naming import ANONYMOUS, LONGEST, MOST, OTHER

DURATION = "gateway_operation_duration_seconds"


def samples_of(figures: Figures) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """What Prometheus would make of them."""
    text, media_type = exposition(figures, (), "")
    assert media_type.startswith("text/plain; version=")
    families = text_string_to_metric_families(text.decode())
    return {(one.name, frozenset(one.labels.items())): one.value for each in families for one in each.samples}


def operations_of(metrics: Metrics) -> dict[str, float]:
    """How many operations there were, by the names that are told."""
    return {key[1]: sum(values[:-1]) for key, values in metrics.figures().items() if key[0] == DURATION}


def test_operations_are_counted_in_buckets_by_name_and_kind() -> None:
    metrics = Metrics()
    for seconds in (0.0005, 0.0006, 0.04, 11.0):
        metrics.operation(("Front", "query"), seconds)
    metrics.operation(("Front", "mutation"), 1.0)

    samples = samples_of(metrics.figures())

    front = {("operation", "Front"), ("kind", "query")}
    buckets = [samples[f"{DURATION}_bucket", frozenset({*front, ("le", str(bound))})] for bound in LATENCIES]
    assert buckets == [1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3]
    assert samples[f"{DURATION}_bucket", frozenset({*front, ("le", "+Inf")})] == 4
    assert samples[f"{DURATION}_count", frozenset(front)] == 4
    assert samples[f"{DURATION}_sum", frozenset(front)] == pytest.approx(11.0411)
    assert samples[f"{DURATION}_count", frozenset({("operation", "Front"), ("kind", "mutation")})] == 1


def test_of_names_that_clients_make_up_only_the_first_are_told() -> None:
    metrics = Metrics()
    metrics.operation(("x" * (LONGEST + 1), "query"), 1.0)
    for number in range(5 * MOST):
        metrics.operation((f"Name{number}", "query"), 1.0)
    for _ in range(3):
        metrics.operation(("Name7", "query"), 1.0)
        metrics.operation((None, "query"), 1.0)

    counts = operations_of(metrics)

    assert len(counts) == MOST + 2
    assert (counts["Name7"], counts[ANONYMOUS], counts[OTHER]) == (4, 3, 4 * MOST + 1)


def test_where_the_site_has_documents_only_their_names_are_told() -> None:
    metrics = Metrics()
    metrics.tell_only({"Front", "Story"})
    for name in ("Mine", "Yours", "Story", None, "Story"):
        metrics.operation((name, "query"), 1.0)

    assert operations_of(metrics) == {OTHER: 2, "Story": 2, ANONYMOUS: 1}


def test_methods_that_are_no_methods_are_one() -> None:
    metrics = Metrics()
    for method in ("POST", "post", "BREW", "WHEN", "POST"):
        metrics.request(method, 405)

    samples = samples_of(metrics.figures())

    counts = {dict(labels)["method"]: count for (name, labels), count in samples.items() if "http" in name}
    assert counts == {"POST": 2, "other": 3}


def test_every_code_that_clients_can_be_told_is_there_before_it_happens() -> None:
    figures = Metrics().figures()

    told = {key[1] for key in figures if key[0] == "gateway_errors_total"}
    assert told == {code for code in CODES if not code.startswith(("STORE_", "SETTINGS_"))}
    assert all(figures["gateway_errors_total", code] == [0] for code in told)


def test_loads_are_counted_by_what_came_of_them_and_the_last_one_that_went_well_is_told() -> None:
    metrics = Metrics()
    metrics.load(has_changes=True, seconds=0.3, documents=70, failed=1, problems=4)
    metrics.load_failed()
    metrics.load(has_changes=False, seconds=2.0, documents=71, failed=0, problems=2)

    samples = samples_of(metrics.figures())

    outcomes = [
        samples["gateway_loads_total", frozenset({("outcome", outcome)})]
        for outcome in ("changed", "unchanged", "failed")
    ]
    assert outcomes == [1, 1, 1]
    assert samples["gateway_load_duration_seconds_count", frozenset()] == 2
    assert samples["gateway_documents", frozenset({("state", "good")})] == 71
    assert samples["gateway_problems", frozenset()] == 2
    assert samples["gateway_load_last_success_timestamp_seconds", frozenset()] > 1.7e9


def test_figures_of_several_processes_are_added_up_but_for_what_is_latest() -> None:
    one, other = Metrics(), Metrics()
    one.operation(("Front", "query"), 0.2)
    other.operation(("Front", "query"), 0.2)
    other.operation(("Story", "query"), 0.2)
    snapshots: list[Figures] = [{("gateway_snapshot_timestamp_seconds",): [time]} for time in (5.0, 9.0, 7.0)]

    together = merged([one.figures(), from_pairs(to_pairs(other.figures())), *snapshots])

    samples = samples_of(together)
    assert samples[f"{DURATION}_count", frozenset({("operation", "Front"), ("kind", "query")})] == 2
    assert samples[f"{DURATION}_count", frozenset({("operation", "Story"), ("kind", "query")})] == 1
    assert samples["gateway_snapshot_timestamp_seconds", frozenset()] == 9
    assert operations_of(one) == {"Front": 1}, "what is added up is not changed"


def test_what_a_process_that_is_gone_has_counted_stays_and_what_it_had_open_does_not() -> None:
    figures: Figures = {("gateway_subscriptions",): [3], ("gateway_errors_total", "NO_CONTENT"): [2]}

    assert counters_of(figures) == {("gateway_errors_total", "NO_CONTENT"): [2]}


def test_a_reader_of_openmetrics_gets_openmetrics() -> None:
    text, media_type = exposition(Metrics().figures(), (), "application/openmetrics-text; version=1.0.0")

    assert media_type.startswith("application/openmetrics-text; version=1.0.0")
    assert text.endswith(b"# EOF\n")


def test_every_metric_is_named_even_before_it_has_a_value() -> None:
    text, _ = exposition({}, (), "")

    described = {line.split()[2] for line in text.decode().splitlines() if line.startswith("# TYPE")}
    assert described == set(METRICS)
