"""The errors that the gateway raises: each has a stable code, a message, and where known a hint and a place.

No HTTP in here; `server/` turns codes into answers, `cli/` turns them into exit codes.
What is wrong with content is no error but a `Problem` (see `gateway.content.problems`), collected and reported.
"""

from collections.abc import Mapping, Sequence
from typing import Final

__all__ = [
    "CODES",
    "GatewayError",
    "InternalError",
    "RequestError",
    "SettingsError",
    "StoreError",
]

CODES: Final[Mapping[str, str]] = {
    # told to clients, in `extensions.code`
    "GRAPHQL_PARSE_FAILED": "The GraphQL document has a syntax error.",
    "GRAPHQL_VALIDATION_FAILED": "The operation does not fit the schema.",
    "OPERATION_RESOLUTION_FAILURE": "The document has no operation of the given name, or several and no name is given.",
    "BAD_USER_INPUT": "A variable or an argument has a value that is not possible here.",
    "MAX_QUERY_BYTES_EXCEEDED": "The GraphQL document is larger than `max_query_bytes`.",
    "MAX_TOKENS_EXCEEDED": "The GraphQL document has more tokens than `max_tokens`.",
    "MAX_COMMENTS_EXCEEDED": "The GraphQL document has more comments than `max_comments`.",
    "MAX_NESTING_EXCEEDED": "The braces and brackets of the GraphQL document are nested too deeply to be read.",
    "MAX_ALIASES_EXCEEDED": "The operation and its fragments have more aliases than `max_aliases`.",
    "MAX_DIRECTIVES_EXCEEDED": "The operation and its fragments have more directives than `max_directives`.",
    "MAX_ROOT_FIELDS_EXCEEDED": "The operation has more root fields than `max_root_fields`.",
    "MAX_VARIABLES_BYTES_EXCEEDED": "The variables are larger than `max_variables_bytes`.",
    "MAX_VARIABLES_DEPTH_EXCEEDED": "The variables are nested more deeply than `max_variables_depth`.",
    "NUMBER_OUT_OF_RANGE": "A whole number in the variables has more than 64 bits.",
    "MAX_DEPTH_EXCEEDED": "The fields of the operation, or its filters, are nested too deeply; see `max_depth`.",
    "MAX_FIELDS_EXCEEDED": "The operation has more fields than `max_fields`, its fragments spread out.",
    "MAX_CONDITIONS_EXCEEDED": "The filters of the operation have more conditions than `max_conditions`.",
    "MAX_COST_EXCEEDED": "The answer could have more objects, or need more rows to be looked at, than `max_cost`.",
    "MAX_ANSWER_BYTES_EXCEEDED": "The answer is larger than `max_answer_bytes`.",
    "UNAUTHENTICATED": "The credentials are wrong: a key that is not known, or a token that is not valid.",
    "FORBIDDEN": "The field needs a scope that the caller lacks. The field is null; the rest of the answer stands.",
    "PERSISTED_QUERY_NOT_FOUND": "The hash of the request is of no query that is known here. Send both.",
    "PERSISTED_QUERY_NOT_SUPPORTED": "Queries are not kept by their hashes here. Send the whole query.",
    "DOCUMENT_NOT_FOUND": "There is no trusted document of this id; see `operations`.",
    "DOCUMENT_NOT_TRUSTED": "Only trusted documents are answered; see `trusted_documents`.",
    "RELOAD_FAILED": "The content could not be loaded. The message says why, and what is served now.",
    "TOO_MANY_SUBSCRIPTIONS": "The connection or the gateway has as many subscriptions as it may. Complete some.",
    "SUBSCRIPTION_TOO_SLOW": "Results came faster than they were read. The subscription has ended; subscribe again.",
    "STREAM_NOT_FOUND": "No event stream is reserved under this token, or it has ended.",
    "STREAM_CONFLICT": "The event stream is open already, or has an operation of this id under way.",
    "BAD_REQUEST": "The body or the query string cannot be read as a GraphQL request.",
    "NOT_FOUND": "There is nothing at this address.",
    "METHOD_NOT_ALLOWED": "The method is not possible at this address, or not for this operation.",
    "NOT_ACCEPTABLE": "The `Accept` header leaves out every kind of answer that there is.",
    "REQUEST_TIMEOUT": "The body did not arrive in time.",
    "PAYLOAD_TOO_LARGE": "The body or the query string is larger than `max_body_bytes`, or opens over 10,000 brackets.",
    "UNSUPPORTED_MEDIA_TYPE": "The body is not said to be JSON in UTF-8, or is compressed.",
    "REQUEST_HEADERS_TOO_LARGE": "The headers are larger than 32 KiB, more than 100, or one that is a list over 2 KiB.",
    "TIME_LIMIT_EXCEEDED": "The statement took longer than `statement_timeout_seconds` and was stopped.",
    "RATE_LIMITED": "The caller has sent more requests than `rate_limit`. Try again later.",
    "TOO_MANY_CONNECTIONS": "More clients are connected than `max_connections`. Try again in a moment.",
    "TOO_MANY_OPERATIONS": "More operations wait for their turn than may. Try again in a moment.",
    "SERVICE_UNAVAILABLE": "The content cannot be read at the moment. Try again later.",
    "SNAPSHOT_NOT_YET": "This server is behind what the client has seen already. Try again, or ask another one.",
    "NO_CONTENT": "Nothing has been loaded yet. Try again later.",
    "INTERNAL_SERVER_ERROR": "A fault of the gateway. The log has more under the `requestId` of the answer.",
    # told to operators, on the command line and in the log
    "SETTINGS_INVALID": "A setting or an argument of the command has a value that is not possible.",
    "STORE_BUSY": "Another process is writing to the database.",
    "STORE_DAMAGED": "The database is damaged. Restore a backup, or delete it and load again.",
    "STORE_FAILED": "The database refused a statement: a fault of the gateway, or of the database.",
    "STORE_FULL": "The disk or the database is full.",
    "STORE_NOT_A_DATABASE": "The database file is not a SQLite database.",
    "STORE_NOT_FOUND": "The database cannot be opened: it or its folder is missing, or this user is not let in.",
    "STORE_NOT_OURS": "The database belongs to another program.",
    "STORE_OUT_OF_STEP": "The public edition has been loaded, and the whole has not. The next load makes up for it.",
    "STORE_READ_ONLY": "The database cannot be written by this user, or not here: it is a replica.",
    "STORE_TOO_NEW": "The database was made by a newer gateway.",
    "STORE_TOO_OLD": "The database server is older than the gateway needs.",
}
"""Every code that an error can have, and what it means: the words of docs/errors.md."""


class GatewayError(Exception):
    """What every error of ours has: a stable `code`, a `message` for people, and maybe a `hint`.

    `limit` is the number that was exceeded, where there is one.
    """

    default_code = "INTERNAL_SERVER_ERROR"

    def __init__(
        self, message: str, *, code: str | None = None, hint: str | None = None, limit: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.hint = hint
        self.limit = limit


class RequestError(GatewayError):
    """The caller can mend it. `path` holds response keys, `locations` lines and columns in the GraphQL document.

    After `retry_seconds`, where there are any, the same request may be answered.
    """

    default_code = "BAD_USER_INPUT"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        hint: str | None = None,
        path: Sequence[str | int] = (),
        locations: Sequence[tuple[int, int]] = (),
        limit: int | None = None,
        retry_seconds: int | None = None,
    ) -> None:
        super().__init__(message, code=code, hint=hint, limit=limit)
        self.retry_seconds = retry_seconds
        self.path = tuple(path)
        self.locations = tuple(locations)


class SettingsError(GatewayError):
    """A value that the gateway was started with is wrong; names the setting."""

    default_code = "SETTINGS_INVALID"


class StoreError(GatewayError):
    """The database refused, is too slow, is too new, or is not there."""

    default_code = "SERVICE_UNAVAILABLE"


class InternalError(GatewayError):
    """Cannot happen; `site` is a fixed word for the place in the code that a report should name."""

    def __init__(self, message: str, *, site: str) -> None:
        super().__init__(message)
        self.site = site
