"""Answers in parts, `multipart/mixed`, in the two forms that clients know, by what they accept.

- `deferSpec=20220824`: patches have paths (Apollo Client's `Defer20220824Handler`, and urql, which names no form)
- `incrementalSpec=v0.2`: patches are announced, and named by ids (GraphQL.js 17, Apollo Client's
  `GraphQL17Alpha9Handler`)
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import msgspec
from starlette.types import Receive, Send

from gateway.execution.incremental import Part, Patch
from gateway.server.negotiation import VARY
from gateway.server.replies import Header
from gateway.server.streams.event_stream import part_sender
from gateway.server.streams.sending import Sender

__all__ = ["FORMS", "MultipartReply"]

Payload = dict[str, Any]

BOUNDARY: Final = b"-"  # as Apollo's servers have it
BEGIN: Final = b"\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"
END: Final = b"\r\n-----\r\n"

_encode = msgspec.json.Encoder().encode


def _by_id(part: Part) -> Payload:
    payload: Payload = {}
    if part.announced:
        payload["pending"] = [_named(patch, {"id": str(patch.key), "path": patch.path}) for patch in part.announced]
    incremental = [
        _with_errors({"id": str(patch.key), **_content(patch)}, patch) for patch in part.patches if _content(patch)
    ]
    if incremental:
        payload["incremental"] = incremental
    if part.patches:
        payload["completed"] = [_completed(patch) for patch in part.patches]
    return payload


def _by_path(part: Part) -> Payload:
    if not part.patches:
        return {}
    return {"incremental": [_with_errors(_named(patch, _at_path(patch)), patch) for patch in part.patches]}


def _at_path(patch: Patch) -> Payload:
    if patch.items is not None:
        return {"path": (*patch.path, patch.index), "items": patch.items}
    return {"path": patch.path, "data": patch.data}


def _content(patch: Patch) -> Payload:
    if patch.items is not None:
        return {"items": patch.items}
    return {} if patch.data is None else {"data": patch.data}


def _completed(patch: Patch) -> Payload:
    """The end of a patch; of one that could not be made with the reason."""
    return {"id": str(patch.key)} if _content(patch) else _with_errors({"id": str(patch.key)}, patch)


def _named(patch: Patch, payload: Payload) -> Payload:
    return payload if patch.label is None else {**payload, "label": patch.label}


def _with_errors(payload: Payload, patch: Patch) -> Payload:
    return {**payload, "errors": patch.errors} if patch.errors else payload


FORMS: Final[Mapping[str, Callable[[Part], Payload]]] = {"incrementalSpec=v0.2": _by_id, "deferSpec=20220824": _by_path}
"""How a part is told, by the parameter of the media type."""


def payload_of(part: Part, form: str) -> bytes:
    """One part as JSON."""
    payload: Payload = {}
    if part.is_first:
        payload = {"errors": part.errors, "data": part.data} if part.errors else {"data": part.data}
    return _encode({**payload, **FORMS[form](part), "hasNext": part.has_next})


class MultipartReply:
    """A response whose first part is there already."""

    status: Final = 200

    def __init__(self, first: Part, rest: AsyncGenerator[Part], form: str, headers: Sequence[Header]) -> None:
        self._first = first
        self._rest = rest
        self._form = form
        self._headers = headers

    async def respond(self, receive: Receive, send: Send) -> None:
        """Send all parts, unless the client goes away or does not read."""
        content_type = b'multipart/mixed; boundary="%b"; %b' % (BOUNDARY, self._form.encode())
        headers = [(b"content-type", content_type), VARY, (b"x-content-type-options", b"nosniff"), *self._headers]
        try:
            with suppress(OSError):
                await send({"type": "http.response.start", "status": self.status, "headers": headers})
                await self._send_while_there(receive, send)
        finally:
            await self._rest.aclose()  # the database need not go on

    async def _send_while_there(self, receive: Receive, send: Send) -> None:
        sending = asyncio.create_task(self._send_parts(send))
        leaving = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            sending.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)

    async def _send_parts(self, send: Send) -> None:
        """Each part waits for its turn as soon as it is there: so it is counted, and the database need not wait."""
        sender = Sender(part_sender(send))
        async with asyncio.TaskGroup() as group:
            group.create_task(sender(self._bytes_of(self._first)))
            async for part in self._rest:
                group.create_task(sender(self._bytes_of(part)))
        await send({"type": "http.response.body", "body": b""})

    def _bytes_of(self, part: Part) -> bytes:
        return BEGIN + payload_of(part, self._form) + (b"" if part.has_next else END)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
