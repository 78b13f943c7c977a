"""What there is to see of a process, as the settings say."""

from collections.abc import Iterator
from contextlib import contextmanager

from gateway.errors import SettingsError
from gateway.observing import Metrics
from gateway.observing.spans import switch_on
from gateway.settings import Settings

__all__ = ["metrics_of", "tracing"]


def metrics_of(settings: Settings) -> Metrics | None:
    """What counts, if anybody may ever ask for it."""
    return None if settings.metrics_port is None else Metrics()


@contextmanager
def tracing(settings: Settings) -> Iterator[None]:
    """Send traces until the end of the block, if the settings say so.

    Raises:
        SettingsError: when OpenTelemetry is not installed.
    """
    if not settings.traces:
        yield
        return
    try:
        from gateway.observing.otel import sent_by_otlp  # noqa: PLC0415 - an extra, which most do without
    except ModuleNotFoundError as error:
        message = f"traces are on, and {error.name} is not installed"
        raise SettingsError(message, hint="pip install 'content-gateway[otel]'") from None
    tracer = sent_by_otlp()
    switch_on(tracer)
    try:
        yield
    finally:
        switch_on(None)
        tracer.close()
