"""What a caller with wrong credentials is told: why, and never anything of the credentials themselves."""

from gateway.errors import RequestError

__all__ = ["CannotVerifyError", "UnauthenticatedError"]


class UnauthenticatedError(RequestError):
    """The credentials are wrong. Without any credentials the public part would have been answered."""

    default_code = "UNAUTHENTICATED"


class CannotVerifyError(RequestError):
    """The credentials may be right, but nobody can tell now: the keys of tokens cannot be read."""

    default_code = "SERVICE_UNAVAILABLE"
