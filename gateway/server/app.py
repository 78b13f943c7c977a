"""The HTTP application: its routes, and what closes with it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.errors import RequestError
from gateway.execution.responses import errors_body
from gateway.observing import Metrics
from gateway.observing.spans import are_traced
from gateway.server.auth import authenticator_of
from gateway.server.error_responses import respond_to_error
from gateway.server.graphql_endpoint import AnswersOperations, GraphQLEndpoint
from gateway.server.health import KnowsReadiness, health_routes
from gateway.server.negotiation import JSON
from gateway.server.observed import Identified, Traced
from gateway.server.playground import Explains, explain_route, files_route, playground_page
from gateway.server.streams.service import Authorizes
from gateway.server.streams.websocket_endpoint import WebSocketEndpoint
from gateway.settings import Settings

if TYPE_CHECKING:
    from gateway.server.rate_limits import RateLimiter

__all__ = ["ADDRESS", "Service", "create_app", "end_readiness", "end_streams"]

ADDRESS: Final = "/graphql"

CORS_SECONDS: Final = 7200
"""How long a browser need not ask again whether it may ask; the most that Chromium allows."""

MAX_TOLD_CHARACTERS: Final = 200


class Service(AnswersOperations, Explains, KnowsReadiness, Protocol):
    """What the server needs of the gateway; it is closed when the server stops."""

    @property
    def examples(self) -> Sequence[str]:
        """The documents that the playground shows."""
        ...

    async def close(self) -> None: ...


class Application(Starlette):
    """Starlette, but for operations over HTTP: they go past its middleware and router, which cost a tenth of them.

    The endpoint lets no error out, and its address is one and has no parameters.
    """

    def __init__(
        self, endpoint: GraphQLEndpoint, cors_origins: Sequence[str], metrics: Metrics | None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._endpoint = endpoint
        self._others = Identified(super().__call__, metrics)
        outer: ASGIApp = with_cors(self._dispatch, cors_origins) if cors_origins else self._dispatch
        routes = {getattr(route, "path", "") for route in self.routes}
        self._outer: ASGIApp = Traced(outer, routes) if are_traced() else outer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or run the lifespan."""
        await self._outer(scope, receive, send)

    def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        is_operation = scope["type"] == "http" and scope["path"] == ADDRESS
        return (self._endpoint if is_operation else self._others)(scope, receive, send)


def create_app(
    gateway: Service, settings: Settings, authorizes: Authorizes | None = None, metrics: Metrics | None = None
) -> Starlette:
    """Make the application that a server such as uvicorn runs; callers are known by what the settings say."""
    stopping, draining = asyncio.Event(), asyncio.Event()
    authorizes = authorizes or authenticator_of(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            end_streams(app)
            await gateway.close()

    page = playground_page(gateway.examples, is_open=settings.dev) if settings.playground else None
    rates = rates_of(settings)
    app = Application(
        endpoint=GraphQLEndpoint(gateway, authorizes, settings, stopping, page, rates, metrics),
        metrics=metrics,
        cors_origins=settings.cors_origins,
        routes=[
            WebSocketRoute(ADDRESS, WebSocketEndpoint(gateway, authorizes, settings, rates.limited if rates else None)),
            explain_route(f"{ADDRESS}/explain", gateway, authorizes, settings),
            *([files_route(f"{ADDRESS}/playground")] if page else ()),
            *health_routes(gateway, draining),
            Route("/", redirect_to_playground),
        ],
        exception_handlers={HTTPException: answer_http_exception, Exception: answer_exception},
        lifespan=lifespan,
    )
    app.state.stopping = stopping
    app.state.draining = draining
    return app


def rates_of(settings: Settings) -> "RateLimiter | None":
    """What limits rates as it is set; None where everybody may ask as often as they like.

    Raises:
        SettingsError: when there is no such storage, or a package for it is missing.
    """
    if settings.rate_limit is None:
        return None
    from gateway.server.rate_limits import rate_limiter_of  # noqa: PLC0415 - its library takes long to import

    return rate_limiter_of(settings.rate_limit, settings.rate_limit_storage)


def with_cors(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """Let pages of these origins ask from browsers (the Fetch Standard, 3.3). Never with cookies: there are none."""
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE"],
        allow_headers=["*"],
        expose_headers=["ETag", "Snapshot", "X-Request-Id"],
        max_age=CORS_SECONDS,
    )


def end_readiness(app: Starlette) -> None:
    """Have `/health/ready` say that no more requests should come; those that do are answered."""
    app.state.draining.set()


def end_streams(app: Starlette) -> None:
    """End streams of events, so that a server that waits for answers under way need not wait for them.

    Connections over WebSocket are closed by the server itself (1012, "Service Restart").
    """
    app.state.stopping.set()


async def redirect_to_playground(_: Request) -> Response:
    """Bring a person who typed only the address to where something is."""
    return RedirectResponse(ADDRESS)


async def answer_http_exception(request: Request, error: Exception) -> Response:
    """Answer unknown addresses and wrong methods in the form of every other error."""
    assert isinstance(error, HTTPException)
    code = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}.get(error.status_code, "BAD_REQUEST")
    path = shortened(request.scope["path"])  # not of `request.url`, which is made of the header Host as well
    body = errors_body([RequestError(f"{request.method} {path}: {error.detail}.", code=code)])
    return Response(body, error.status_code, error.headers, media_type=JSON.decode())


def shortened(path: str) -> str:
    """A path as errors tell it."""
    return path if len(path) <= MAX_TOLD_CHARACTERS else f"{path[:MAX_TOLD_CHARACTERS]}…"


async def answer_exception(_: Request, error: Exception) -> Response:
    """Answer an error that nobody expected."""
    response = respond_to_error(error)
    return Response(response.body, response.status, media_type=JSON.decode())
