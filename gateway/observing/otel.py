"""Spans by OpenTelemetry, sent by OTLP over HTTP. Imported only where traces are on: the extra `otel` installs it.

Where they go, and how many of them, its own variables say: OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER, …
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span as LibrarySpan
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from gateway import __version__
from gateway.errors import GatewayError
from gateway.observing.spans import Attributes, Kind

__all__ = ["OpenTelemetry", "sent_by_otlp"]

_KINDS: Final = {"server": SpanKind.SERVER, "client": SpanKind.CLIENT, "internal": SpanKind.INTERNAL}

_propagator: Final = TraceContextTextMapPropagator()


class _Span:
    def __init__(self, span: LibrarySpan) -> None:
        self._span = span

    def name(self, name: str) -> None:
        self._span.update_name(name)

    def note(self, attributes: Attributes) -> None:
        self._span.set_attributes(attributes)

    def fail(self, kind: str) -> None:
        self._span.set_status(StatusCode.ERROR)
        self._span.set_attribute("error.type", kind)


class OpenTelemetry:
    """Makes spans with a provider of its own."""

    def __init__(self, processor: SpanProcessor) -> None:
        resource = Resource.create({"service.version": __version__})
        if str(resource.attributes["service.name"]).startswith("unknown_service"):
            resource = resource.merge(Resource({"service.name": "content-gateway"}))
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("gateway", __version__)

    @contextmanager
    def span(self, name: str, kind: Kind, attributes: Attributes, headers: Mapping[str, str] | None) -> Iterator[_Span]:
        """See `gateway.observing.spans.span`."""
        context = _propagator.extract(headers) if headers else None
        with self._tracer.start_as_current_span(
            name, context, _KINDS[kind], attributes, record_exception=False, set_status_on_exception=False
        ) as begun:
            span = _Span(begun)
            try:
                yield span
            except Exception as error:
                span.fail(error.code if isinstance(error, GatewayError) else type(error).__name__)
                raise

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


def sent_by_otlp() -> OpenTelemetry:
    """Spans that are sent in batches, from a thread of their own."""
    return OpenTelemetry(BatchSpanProcessor(OTLPSpanExporter()))
