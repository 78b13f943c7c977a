"""What one caller may ask for, and how long and how much it may take. All are on unless they are set otherwise."""

from typing import Annotated

import msgspec

from gateway.settings.said import said

__all__ = ["LimitSettings"]


class LimitSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The limits. Those on what an operation says are counted before it runs, each in one pass over its document."""

    statement_timeout_seconds: Annotated[
        float, said("After so long a statement is stopped and its operation fails with TIME_LIMIT_EXCEEDED.", gt=0)
    ] = 5.0
    max_depth: Annotated[int, said("How deeply the fields of an operation may be nested.", ge=1, le=35)] = 30
    max_fields: Annotated[
        int, said("How many fields an operation may have, with its fragments spread out.", ge=1, le=5000)
    ] = 500
    max_conditions: Annotated[int, said("How many conditions the filters of an operation may have.", ge=1, le=5000)] = (
        500
    )
    max_cost: Annotated[
        int,
        said(
            "What an operation may cost: the objects that its answer can have, and a part of one for every row "
            "that may have to be looked at; see [limits](limits.md).",
            ge=1,
        ),
    ] = 50_000
    max_answer_bytes: Annotated[int, said("The largest answer that is sent, in bytes before compression.", ge=1024)] = (
        16_777_216
    )
    max_operations: Annotated[
        int,
        said(
            "How many operations may wait for their turn at the database, in each process; more are refused at "
            "once with TOO_MANY_OPERATIONS.",
            ge=1,
        ),
    ] = 500
    max_connections: Annotated[
        int, said("How many clients may be connected to each process; more are turned away.", ge=1)
    ] = 2000
    rate_limit: Annotated[
        str | None,
        said(
            "How many requests a caller may send, known by key or token or else by address: `20/second`, or "
            "several such as `20/second; 600/minute`; without it as many as they like. Operations over a connection "
            "count as well."
        ),
    ] = None
    rate_limit_storage: Annotated[
        str,
        said(
            "Where requests are counted: `memory://` is in each process, `redis://HOST:PORT` and others of the "
            "library `limits` are for several.",
            pattern=r"^[a-z+]+://",
        ),
    ] = "memory://"
    max_body_bytes: Annotated[int, said("The largest request body that is read, in bytes.", ge=1024)] = 1_048_576
    max_query_bytes: Annotated[int, said("The largest GraphQL document that is read, in bytes.", ge=256)] = 32_768
    max_tokens: Annotated[int, said("How many tokens a GraphQL document may have.", ge=10)] = 2000
    max_comments: Annotated[int, said("How many comments a GraphQL document may have.", ge=0)] = 500
    max_aliases: Annotated[int, said("How many fields of an operation and its fragments may have an alias.", ge=0)] = 30
    max_directives: Annotated[int, said("How many directives an operation and its fragments may have.", ge=0)] = 50
    max_root_fields: Annotated[
        int, said("How many fields of `Query`, or of the other root types, an operation may have.", ge=1)
    ] = 20
    max_variables_bytes: Annotated[
        int,
        said(
            "How large the variables of an operation may be: 8 bytes for every value, 128 "
            "more for a list or an object, and the characters of all texts and keys.",
            ge=64,
        ),
    ] = 262_144
    max_variables_depth: Annotated[
        int, said("How deeply lists and objects may be nested in the variables of an operation.", ge=1)
    ] = 64
    max_subscriptions_per_connection: Annotated[
        int, said("How many operations a WebSocket connection may have under way.", ge=1)
    ] = 100
    max_subscriptions: Annotated[
        int, said("How many subscriptions a serving process may have, over all connections.", ge=1)
    ] = 1000
