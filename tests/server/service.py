"""A gateway that keeps what it was asked and answers as it is told."""

from dataclasses import dataclass, field

import httpx

from gateway.execution.explain import Explanation, Measured
from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import NO_SCOPES, Scopes
from gateway.server import create_app
from gateway.server.streams.service import Authorizes
from gateway.settings import Settings

DATA = b'{"data":{"__typename":"Query"}}'


@dataclass
class FakeService:
    """Stands in for the gateway of `gateway.execution`."""

    next_answer: Answer | Exception = field(default_factory=lambda: Answer(DATA))
    ready: bool | Exception = True
    requests: list[OperationRequest] = field(default_factory=list)
    scopes: list[Scopes] = field(default_factory=list)
    is_closed: bool = False
    examples: list[str] = field(default_factory=list)

    async def explain(
        self, request: OperationRequest, scopes: Scopes = NO_SCOPES, *, is_measured: bool = False
    ) -> Explanation:
        self.requests.append(request)
        return Explanation("plan", 42, "SELECT 1", "", "SCAN", Measured(3, 50, 1.5) if is_measured else None)

    async def answer(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Answer:
        self.requests.append(request)
        self.scopes.append(scopes)
        if isinstance(self.next_answer, Exception):
            raise self.next_answer
        return self.next_answer

    async def is_ready(self) -> bool:
        if isinstance(self.ready, Exception):
            raise self.ready
        return self.ready

    async def close(self) -> None:
        self.is_closed = True


def client_of(
    service: FakeService, settings: Settings | None = None, authorizes: Authorizes | None = None
) -> httpx.AsyncClient:
    """Make a client that talks to the application without a socket."""
    app = create_app(service, settings or Settings(), authorizes)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://gateway.test")


def code_of(response: httpx.Response) -> str:
    """Return the one error's code; every error is JSON in the form that GraphQL wants, and nothing else."""
    body = response.json()
    assert set(body) == {"errors"}
    (error,) = body["errors"]
    assert isinstance(error["message"], str)
    assert error["message"]
    return str(error["extensions"]["code"])
