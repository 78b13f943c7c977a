"""What docs/observability.md, the dashboard and the alerts say of metrics is so."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from opentelemetry.sdk import environment_variables
from prometheus_client.parser import text_string_to_metric_families

from gateway.observing import Metrics
from gateway.observing.catalog import METRICS
from gateway.observing.exposition import exposition
from gateway.observing.processes import Processes
from tests.contract.test_docs_tell_the_truth import ROOT

PAGE = ROOT / "docs/observability.md"
DASHBOARD = ROOT / "docs/observability/dashboard.json"
ALERTS = ROOT / "docs/observability/alerts.yml"

ROW = re.compile(r"^\| `(\w+)` \| (counter|gauge|histogram) \| ?([^|]*) ?\| (.+) \|$", re.MULTILINE)

OF_PROMETHEUS = {"job", "instance"}
"""Labels that it adds itself."""

Told = tuple[str, str, tuple[str, ...], str]


def told_by(page: Path) -> list[Told]:
    rows = ROW.findall(page.read_text())
    return [(name, kind, tuple(re.findall(r"`(\w+)`", labels)), text) for name, kind, labels, text in rows]


def process_metrics() -> list[Told]:
    """What the library has of this process, on Linux."""
    found = Processes({"server": os.getpid()}).collect()
    names = {"counter": "_total"}
    return [(one.name + names.get(one.type, ""), one.type, ("process",), one.documentation) for one in found]


def series() -> dict[str, set[str]]:
    """The labels of all series, by their names, as Prometheus reads them."""
    known = {name: {*labels, *OF_PROMETHEUS} for name, _, labels, _ in told_by(PAGE)}
    for name, metric in METRICS.items():
        if metric.kind == "histogram":
            known |= {f"{name}_bucket": {*known[name], "le"}, f"{name}_sum": known[name], f"{name}_count": known[name]}
    return known | {"up": OF_PROMETHEUS}


def test_every_metric_is_in_the_table_as_it_is() -> None:
    ours = [(metric.name, metric.kind, metric.labels, metric.help) for metric in METRICS.values()]
    assert [row for row in told_by(PAGE) if row[0].startswith("gateway_")] == ours


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the library knows processes on Linux")
def test_every_metric_of_processes_is_in_the_table_as_it_is() -> None:
    assert sorted(row for row in told_by(PAGE) if row[0].startswith("process_")) == sorted(process_metrics())


def test_what_is_exposed_is_in_the_table() -> None:
    metrics = Metrics()
    metrics.request("GET", 200)
    metrics.operation(("Front", "query"), 0.1)
    metrics.load(has_changes=True, seconds=1.0, documents=1, failed=0, problems=0)
    text, _ = exposition(metrics.figures(), [Processes({"server": os.getpid()})], "")
    known = series()
    samples = [one for family in text_string_to_metric_families(text.decode()) for one in family.samples]
    assert len(samples) > 50
    for sample in samples:
        assert set(sample.labels) <= known[sample.name], sample


def test_every_variable_of_opentelemetry_is_one() -> None:
    named = set(re.findall(r"OTEL_[A-Z_]+[A-Z]", PAGE.read_text()))
    assert len(named) > 3
    assert named <= set(vars(environment_variables))


def expressions() -> Iterator[tuple[str, str]]:
    """All that the dashboard and the alerts ask for, by where they do."""
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        for target in panel.get("targets", ()):
            yield f"panel {panel['title']}", target["expr"].replace("$__rate_interval", "5m")
    for group in yaml.safe_load(ALERTS.read_text())["groups"]:
        for rule in group["rules"]:
            yield f"alert {rule['alert']}", rule["expr"]


def parts_of(node: Any) -> Iterator[Any]:
    """An expression and all expressions in it."""
    yield node
    for name in ("expr", "lhs", "rhs", "param", "vector_selector", "vs"):
        inner = getattr(node, name, None)
        if inner is not None:
            yield from parts_of(inner)
    for argument in getattr(node, "args", ()):
        yield from parts_of(argument)


@pytest.mark.parametrize(("place", "expression"), list(expressions()), ids=[place for place, _ in expressions()])
def test_what_the_dashboard_and_the_alerts_ask_for_exists(place: str, expression: str) -> None:
    known = series()
    nodes = list(parts_of(promql_parser.parse(expression)))
    selectors = [node for node in nodes if isinstance(node, promql_parser.VectorSelector)]
    assert {node.name for node in selectors} == set(re.findall(r"\b(?:(?:gateway|process)_\w+|up)(?=\{)", expression))
    labels = set.intersection(*(known[node.name] for node in selectors))
    for node in selectors:
        matched = {matcher.name for matcher in node.matchers.matchers}
        assert matched <= known[node.name], node.name
        assert "job" in matched
    for node in nodes:
        if isinstance(node, promql_parser.AggregateExpr) and node.modifier is not None:
            assert set(node.modifier.labels) <= labels


def test_values_of_labels_that_are_asked_for_are_ones_that_there_are() -> None:
    asked = {pair for _, text in expressions() for pair in re.findall(r'(\w+)="([^"]*)"', text) if pair[0] != "job"}
    figures = Metrics().figures()
    codes = {("code", key[1]) for key in figures if key[0] == "gateway_errors_total"}
    outcomes = {("outcome", key[1]) for key in figures if key[0] == "gateway_loads_total"}
    assert asked <= codes | outcomes | {("outcome", "hit"), ("state", "failed"), ("kind", "query")}


def test_every_metric_but_a_few_is_on_the_dashboard() -> None:
    shown = " ".join(expression for place, expression in expressions() if place.startswith("panel"))
    assert {name for name in METRICS if name not in shown} == set()


def test_every_panel_says_what_it_shows_and_lies_beside_the_others() -> None:
    panels = [panel for panel in json.loads(DASHBOARD.read_text())["panels"] if panel["type"] != "row"]
    assert all(panel["description"].endswith(".") and panel["targets"] for panel in panels)
    places = {
        (x, y)
        for panel in panels
        for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    }
    assert len(places) == sum(panel["gridPos"]["w"] * panel["gridPos"]["h"] for panel in panels)
    assert len({panel["id"] for panel in panels}) == len(panels)
