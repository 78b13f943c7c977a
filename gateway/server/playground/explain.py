"""How an operation is answered: for the panel of the page, and for tools. Needs the scope EDITOR, or `--dev`."""

from typing import Final, Protocol

import msgspec
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from gateway.errors import RequestError
from gateway.execution import Explanation, OperationRequest
from gateway.execution.responses import errors_body
from gateway.scopes import NO_SCOPES, Scopes
from gateway.scopes import Scope as AccessScope
from gateway.server.compression import Encoder
from gateway.server.deadlines import Deadlines
from gateway.server.replies import NO_STORE, Reply, if_there_is_room, reply_to_error, send_reply
from gateway.server.request_head import RequestHead, read_head, require_json, require_small
from gateway.server.request_reading import BODY_TIMEOUT_SECONDS, ClientDisconnected, read_body, request_from_body
from gateway.server.streams.service import Authorizes
from gateway.settings import Settings

__all__ = ["Explains", "explain_route"]

FORBIDDEN: Final = RequestError("Only holders of the scope `editor` may see this.", code="FORBIDDEN")

JSON: Final = b"application/json; charset=utf-8"


class Explains(Protocol):
    """What this needs of the gateway."""

    async def explain(
        self, request: OperationRequest, scopes: Scopes = NO_SCOPES, /, *, is_measured: bool = False
    ) -> Explanation: ...


class ExplainEndpoint:
    """An ASGI application: an operation as for `/graphql` in, its explanation out."""

    def __init__(self, service: Explains, authorizes: Authorizes, settings: Settings) -> None:
        self._service = service
        self._authorizes = authorizes
        self._is_open = settings.dev
        self._max_body_bytes = settings.max_body_bytes
        self._deadlines = Deadlines(BODY_TIMEOUT_SECONDS)
        self._encoder = Encoder()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; errors have the form that they have at `/graphql`."""
        head = read_head(scope)
        try:
            reply = await self._reply(head, receive)
        except ClientDisconnected:
            return
        except Exception as error:  # noqa: BLE001 - as at /graphql
            reply = reply_to_error(error, scope["method"], JSON)
        await send_reply(send, if_there_is_room(reply), head, self._encoder)

    async def _reply(self, head: RequestHead, receive: Receive) -> Reply:
        require_small(head)
        require_json(head)
        scopes = await self._authorizes.scopes_of(head.credentials) if head.credentials else NO_SCOPES
        if not self._is_open and AccessScope.EDITOR not in scopes:
            return Reply(403, errors_body([FORBIDDEN]), JSON, (NO_STORE,))
        length = head.content_length
        body = await read_body(receive, self._deadlines, limit=self._max_body_bytes, content_length=length)
        explanation = await self._service.explain(request_from_body(body), scopes, is_measured=True)
        return Reply(200, _encode(explanation), JSON, (NO_STORE,))


def _encode(explanation: Explanation) -> bytes:
    measured = explanation.measured
    return msgspec.json.encode(
        {
            "plan": explanation.plan,
            "cost": explanation.cost,
            "sql": explanation.sql,
            "parameters": explanation.parameters,
            "databasePlan": explanation.database_plan,
            "rows": measured and measured.rows,
            "bytes": measured and measured.size,
            "milliseconds": measured and measured.milliseconds,
        }
    )


def explain_route(address: str, service: Explains, authorizes: Authorizes, settings: Settings) -> BaseRoute:
    """The endpoint at an address."""
    return Route(address, ExplainEndpoint(service, authorizes, settings), methods=["POST"])
