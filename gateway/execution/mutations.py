"""Mutations: what is done before the statement of a mutation runs, and what it is told of it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from gateway.compiler import Statement, supplied_key
from gateway.compiler.plan import Forbidden
from gateway.errors import GatewayError, RequestError
from gateway.execution.forbidden import forbidden_error
from gateway.loader.report import LoadReport, failure_of

__all__ = ["NOTHING_DONE", "Reload", "perform", "refused_fields"]

Reload = Callable[[], Awaitable[LoadReport]]
"""Loads what has changed on disk; several calls at once may share one load."""

_RELOAD: Final = "reload"
_COUNTS: Final = ("added", "changed", "removed", "unchanged", "failed")

NOTHING_DONE: Final[Mapping[str, Any]] = {supplied_key(name): 0 for name in _COUNTS}
"""What a mutation is told before anything is done, so that its arguments can be checked."""


async def perform(statement: Statement, reload: Reload | None) -> Mapping[str, Any]:
    """Load once for all `reload` fields of an operation; gives what they are told, by the keys of supplied values.

    An operation without such a field, as `mutation { __typename }`, does nothing: whoever may send it.

    Raises:
        RequestError: when there is nothing to load from, or the load fails: the caller has the scope to be told why.
    """
    path = next(((field.key,) for field in statement.plan.fields if field.name == _RELOAD), None)
    if path is None:
        return NOTHING_DONE
    if reload is None:
        message = "The gateway was started without content roots: there is nothing to load."
        raise RequestError(message, code="RELOAD_FAILED", path=path)
    try:
        report = await reload()
    except GatewayError as error:
        raise RequestError(failure_of(error), code="RELOAD_FAILED", hint=error.hint, path=path) from None
    return {supplied_key(name): getattr(report, name) for name in _COUNTS}


def refused_fields(statement: Statement) -> list[RequestError]:
    """The fields of the operation itself that its caller may not use: nothing is done then."""
    return [
        forbidden_error(field.value.scope, (field.key,))
        for field in statement.plan.fields
        if isinstance(field.value, Forbidden)
    ]
