"""What is behind the transports of streams: an operation to its results, credentials to scopes."""

from collections.abc import AsyncIterator, Mapping
from typing import Protocol

from gateway.errors import RequestError
from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import NO_SCOPES, Scopes

__all__ = ["Authorizes", "Streams", "Subscription", "credentials_with", "may_go_on"]


class Subscription(Protocol):
    """The results of a subscription as they come, each a whole response: `{"data":{…}}`.

    Whoever made it bounds what waits in it: a reader that is too slow gets a `RequestError` instead of the next result.
    """

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def __anext__(self) -> bytes: ...

    async def aclose(self) -> None:
        """End it; nothing comes after that. To end it twice does no harm."""
        ...


class Streams(Protocol):
    """What the transports need of the gateway."""

    async def subscribe(self, request: OperationRequest, scopes: Scopes = NO_SCOPES, /) -> Subscription | Answer:
        """Begin an operation of any kind.

        A subscription is a `Subscription`. Queries, mutations and refused operations have one `Answer`.
        """
        ...


class Authorizes(Protocol):
    """Knows callers by what they send along."""

    async def scopes_of(self, headers: Mapping[str, str], /) -> Scopes:
        """Tell what a caller may do, by `authorization` and `x-api-key` (names in lower case; neither may be there).

        Raises:
            RequestError: UNAUTHENTICATED, when they are wrong.
        """
        ...


async def may_go_on(authorizes: Authorizes, credentials: Mapping[str, str] | None, scopes: Scopes | None) -> bool:
    """Whether credentials still mean what they meant when a stream was opened: tokens expire, and keys are taken back.

    While nobody can tell, they do.
    """
    if not credentials:
        return True
    try:
        return await authorizes.scopes_of(credentials) == scopes
    except RequestError as error:
        return error.code != "UNAUTHENTICATED"


def credentials_with(found: dict[str, str], name: bytes, value: bytes) -> dict[str, str]:
    """Credentials with one header more. Those that come twice are neither of the two, and so are wrong."""
    key, text = name.decode("latin-1"), value.decode("latin-1")
    return {**found, key: f"{found[key]}, {text}" if key in found else text}
