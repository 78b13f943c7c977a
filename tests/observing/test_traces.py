"""Traces: which spans there are, what they say, and that nothing of it is there where they are off."""

import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from gateway.errors import SettingsError, StoreError
from gateway.execution import ObservedGateway
from gateway.loader.load import load
from gateway.observing import spans
from gateway.observing.otel import OpenTelemetry
from gateway.server import create_app
from gateway.serving.observed import tracing
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.site import Site

ROOT = Path(__file__).parents[2]
SECRET = "sEcReT-of-a-caller"
COUNT = "query Count { snapshot { articles } }"
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.fixture
def exporter() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    tracer = OpenTelemetry(SimpleSpanProcessor(exporter))
    spans.switch_on(tracer)
    yield exporter
    spans.switch_on(None)
    tracer.close()


@pytest.fixture
async def store(tmp_path: Path, exporter: InMemorySpanExporter) -> AsyncIterator[Store]:
    site = Site(tmp_path / "site")
    site.put("_news/one.md", title="One")
    async with await open_store(f"sqlite:///{tmp_path / 'gateway.db'}") as store:
        await load(store, [site.source], jobs=1)
        yield store


@pytest.fixture
async def client(store: Store, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    folder = tmp_path / "operations"
    folder.mkdir()
    (folder / "Count.graphql").write_text(COUNT)
    gateway = ObservedGateway(store, Settings(operations=folder))
    transport = httpx.ASGITransport(create_app(gateway, Settings()), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
        yield client
    await gateway.close()


def by_name(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    """The spans that have ended, each name once."""
    found = {span.name: span for span in exporter.get_finished_spans()}
    assert len(found) == len(exporter.get_finished_spans())
    exporter.clear()
    return found


def attributes_of(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


async def test_a_request_is_a_span_with_all_that_is_done_for_it_below(
    client: httpx.AsyncClient, store: Store, exporter: InMemorySpanExporter
) -> None:
    exporter.clear()
    await client.post("/graphql", json={"query": COUNT}, headers={"traceparent": f"00-{TRACE}-{PARENT}-01"})
    statements = [span for span in exporter.get_finished_spans() if span.name == "SELECT gateway.db"]
    names = {span.name: span for span in exporter.get_finished_spans() if span not in statements}
    assert set(names) == {"POST /graphql", "query", "prepare", "compile"}
    request, operation = names["POST /graphql"], names["query"]
    assert request.context is not None
    assert f"{request.context.trace_id:032x}" == TRACE
    assert request.parent is not None
    assert f"{request.parent.span_id:016x}" == PARENT
    assert request.kind is SpanKind.SERVER
    assert attributes_of(request) == {
        "http.request.method": "POST",
        "http.route": "/graphql",
        "http.response.status_code": 200,
        "url.path": "/graphql",
        "url.scheme": "http",
        "server.address": "gateway.test",
        "network.protocol.version": "1.1",
    }
    assert operation.parent == request.context
    assert attributes_of(operation) == {
        "graphql.operation.type": "query",
        "graphql.operation.name": "Count",
        "graphql.document": COUNT,
    }
    for below in (names["prepare"], names["compile"], *statements):
        assert below.parent == operation.context
    answering = statements[-1]
    assert answering.kind is SpanKind.CLIENT
    assert attributes_of(answering)["db.system.name"] == "sqlite"
    assert attributes_of(answering)["db.query.text"].startswith("SELECT CAST(json_object('snapshot'")


async def test_a_statement_on_a_server_is_told_by_the_name_of_its_database_and_no_password(
    empty_postgresql: str, exporter: InMemorySpanExporter
) -> None:
    address = empty_postgresql.replace("postgres@", f"postgres:{SECRET}@")
    async with await open_store(address, readers=1) as store:
        assert await store.fetch_json("SELECT 1") == 1
    [span] = exporter.get_finished_spans()
    assert span.kind is SpanKind.CLIENT
    assert attributes_of(span)["db.system.name"] == "postgresql"
    assert attributes_of(span)["db.namespace"] in address
    assert span.name == f"SELECT {attributes_of(span)['db.namespace']}"
    assert SECRET not in f"{span.name} {attributes_of(span)}"


async def test_an_operation_that_is_known_is_neither_prepared_nor_compiled_again(
    client: httpx.AsyncClient, exporter: InMemorySpanExporter
) -> None:
    await client.post("/graphql", json={"query": COUNT})
    exporter.clear()
    await client.post("/graphql", json={"query": COUNT})
    assert set(by_name(exporter)) == {"POST /graphql", "query"}, "nor is the database asked again"


async def test_addresses_that_clients_make_up_are_no_names_of_spans(
    client: httpx.AsyncClient, exporter: InMemorySpanExporter
) -> None:
    exporter.clear()
    await client.get("/health/live")
    await client.get("/made-up")
    assert set(by_name(exporter)) == {"GET /health/live", "GET"}


async def test_values_and_documents_of_callers_are_in_no_span(
    client: httpx.AsyncClient, exporter: InMemorySpanExporter
) -> None:
    fields = f'articles(search: $text) {{ totalCount }} topic(by: {{name: "{SECRET}"}}) {{ id }}'
    query = f"query Find($text: String) {{ {fields} }}"
    for ask in (
        client.post("/graphql", json={"query": query, "variables": {"text": SECRET}}, headers={"x-api-key": SECRET}),
        client.post("/graphql", json={"query": query, "variables": {"text": SECRET}}),
        client.get("/graphql", params={"query": query, "variables": f'{{"text": "{SECRET}"}}'}),
    ):
        await ask
    told = "\n".join(span.to_json() for span in exporter.get_finished_spans())
    assert '"graphql.operation.name": "Find"' in told
    assert SECRET.lower() not in told.lower()


async def test_a_failure_of_ours_is_one_in_the_trace_and_a_mistake_of_a_client_is_none(
    client: httpx.AsyncClient, store: Store, exporter: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter.clear()
    await client.post("/graphql", json={"query": "{ nope }"})
    assert [span.status.status_code for span in by_name(exporter).values() if span.name != "prepare"] == [
        StatusCode.UNSET
    ] * 2

    async def fail(*_: object, **__: object) -> Any:
        raise StoreError(SECRET, code="STORE_DAMAGED")

    monkeypatch.setattr(store, "_fetch", fail)
    await client.post("/graphql", json={"query": COUNT})
    failed = by_name(exporter)
    assert failed["POST /graphql"].status.status_code is StatusCode.ERROR
    assert attributes_of(failed["POST /graphql"])["error.type"] == "503"
    assert attributes_of(failed["query"])["error.type"] == "STORE_DAMAGED"
    assert SECRET not in "".join(span.to_json() for span in failed.values())


async def test_a_load_and_what_it_writes_are_spans(store: Store, exporter: InMemorySpanExporter) -> None:
    loaded = {span.name: span for span in exporter.get_finished_spans()}
    assert set(loaded) >= {"load", "write"}
    assert loaded["write"].parent == loaded["load"].context


def test_where_traces_are_off_nothing_of_them_is_imported_and_a_span_is_nothing() -> None:
    code = (
        "import sys, gateway.cli.main, gateway.serving.alone, gateway.serving.crew\n"
        "from gateway.observing.spans import are_traced, span\n"
        "with span('x') as one: one.note({'a': 1}); one.name('y'); one.fail('z')\n"
        "assert not are_traced()\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'opentelemetry', 'prometheus_client'}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_traces_without_the_extra_are_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gateway.observing.otel", None)
    with pytest.raises(SettingsError, match="is not installed") as caught, tracing(Settings(traces=True)):
        pass
    assert "content-gateway[otel]" in (caught.value.hint or "")


def test_spans_go_to_where_the_variables_say(monkeypatch: pytest.MonkeyPatch) -> None:
    received: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Collector) as collector:
        thread = threading.Thread(target=collector.serve_forever, daemon=True)
        thread.start()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.server_port}")
        monkeypatch.setenv("OTEL_SERVICE_NAME", "the-paper")
        with tracing(Settings(traces=True)), spans.span("load"), spans.span("write"):
            pass
        collector.shutdown()
        thread.join(10)
    ((path, body),) = received
    assert path == "/v1/traces"
    (resource,) = ExportTraceServiceRequest.FromString(body).resource_spans
    names = {attribute.key: attribute.value.string_value for attribute in resource.resource.attributes}
    assert names["service.name"] == "the-paper"
    assert sorted(span.name for span in resource.scope_spans[0].spans) == ["load", "write"]


def test_traces_end_with_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    exporter = InMemorySpanExporter()
    made = OpenTelemetry(SimpleSpanProcessor(exporter))
    monkeypatch.setattr("gateway.observing.otel.sent_by_otlp", lambda: made)
    with tracing(Settings(traces=True)):
        assert spans.are_traced()
        with spans.span("work"):
            pass
    assert not spans.are_traced()
    assert [span.name for span in exporter.get_finished_spans()] == ["work"]
    (span,) = exporter.get_finished_spans()
    assert span.resource.attributes["service.name"] == "content-gateway"
