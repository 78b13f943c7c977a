"""The request that is being answered: its id, which log lines and its answer have, and who counts its errors."""

import re
import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from typing import Final

from gateway.observing.metrics import Metrics

__all__ = ["HEADER", "REQUEST", "Request", "id_of_request", "note_error", "request_of"]

HEADER: Final = b"x-request-id"

SANE: Final = re.compile(rb"[A-Za-z0-9._~+/=:-]{1,128}")
"""Ids that others may give: what proxies and tracers make, and nothing that could be more than an id in a log."""


@dataclass(slots=True)
class Request:
    """A request, or a connection over WebSocket."""

    id: bytes
    metrics: Metrics | None = None


REQUEST: ContextVar[Request | None] = ContextVar("request", default=None)

_process: Final = secrets.token_hex(6).encode() + b"-"
_numbers: Final = count(1)


def request_of(given: bytes | None, metrics: Metrics | None = None) -> Request:
    """A request that is answered from now on, under the id that it came with, or else one of ours."""
    is_sane = given is not None and SANE.fullmatch(given)
    request = Request(given if is_sane and given else b"%b%x" % (_process, next(_numbers)), metrics)
    REQUEST.set(request)
    return request


def id_of_request() -> str | None:
    """The id of the request that is being answered, if it is one that is."""
    request = REQUEST.get()
    return None if request is None else request.id.decode("ascii")


def note_error(code: str) -> None:
    """Count an error that a client is told."""
    request = REQUEST.get()
    if request is not None and request.metrics is not None:
        request.metrics.error(code)
