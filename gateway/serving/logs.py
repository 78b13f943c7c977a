"""What a log line looks like and where it goes: one line an event, on standard error, as text or as JSON."""

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

from gateway.observing.requests import id_of_request
from gateway.settings import Settings

__all__ = ["JsonLines", "TextLines", "configure_logs"]

FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

MISTAKES_OF_CLIENTS: Final = frozenset(
    (
        "Invalid HTTP request received.",
        "Unsupported upgrade request.",
        "Invalid UTF-8 sequence received from client.",  # this one with a traceback
    )
)
"""What uvicorn says of bytes that are no HTTP, and no WebSocket."""


def configure_logs(settings: Settings) -> None:
    """Log our own events from `log_level` up, and those of libraries from WARNING up."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if settings.log_format == "json" else TextLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(capture=settings.log_format == "json")
    logging.getLogger("gateway").setLevel(settings.log_level.upper())
    logging.getLogger("uvicorn.error").addFilter(is_no_mistake_of_a_client)


def is_no_mistake_of_a_client(record: logging.LogRecord) -> bool:
    """Whether a line is one for operators: clients are told of their mistakes, and could fill the log with them."""
    return record.msg not in MISTAKES_OF_CLIENTS


IN_TEXT: Final = ("document", "sql")
"""The fields that lines for people have as well; all others are in their messages."""


class TextLines(logging.Formatter):
    """For people: the id of the request that it happened in is at the end, unless the line has it anyway."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the library's
        """The line without traceback."""
        fields = getattr(record, "fields", {})
        line = "; ".join(
            [super().formatMessage(record), *(f"{name} {fields[name]}" for name in IN_TEXT if name in fields)]
        )
        request_id = id_of_request()
        return line if request_id is None or request_id in line else f"{line} (request {request_id})"


class JsonLines(logging.Formatter):
    """For programs: an object a line. A line that has `fields` has those as well."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        request_id = id_of_request()
        if request_id is not None:
            line["request_id"] = request_id
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)  # which has a form for every text, also for names of files that are none
