"""What one caller may ask for, and how long and how much it may take. All are on unless they are set otherwise."""

from pydantic import BaseModel, Field, field_validator

__all__ = ["LimitSettings"]


class LimitSettings(BaseModel):
    """The limits. Those on what an operation says are counted before it runs, each in one pass over its document."""

    statement_timeout_seconds: float = Field(
        default=5.0,
        gt=0,
        description="After so long a statement is stopped and its operation fails with TIME_LIMIT_EXCEEDED.",
    )
    max_depth: int = Field(default=30, ge=1, le=35, description="How deeply the fields of an operation may be nested.")
    max_fields: int = Field(
        default=500, ge=1, le=5000, description="How many fields an operation may have, with its fragments spread out."
    )
    max_conditions: int = Field(
        default=500, ge=1, le=5000, description="How many conditions the filters of an operation may have."
    )
    max_cost: int = Field(
        default=50_000,
        ge=1,
        description="What an operation may cost: the objects that its answer can have, and a part of one for every row "
        "that may have to be looked at; see [limits](limits.md).",
    )
    max_answer_bytes: int = Field(
        default=16_777_216, ge=1024, description="The largest answer that is sent, in bytes before compression."
    )
    max_operations: int = Field(
        default=500,
        ge=1,
        description="How many operations may wait for their turn at the database, in each process; more are refused at "
        "once with TOO_MANY_OPERATIONS.",
    )
    max_connections: int = Field(
        default=2000, ge=1, description="How many clients may be connected to each process; more are turned away."
    )
    rate_limit: str | None = Field(
        default=None,
        description="How many requests a caller may send, known by key or token or else by address: `20/second`, or "
        "several such as `20/second; 600/minute`; without it as many as they like. Operations over a connection count "
        "as well.",
    )
    rate_limit_storage: str = Field(
        default="memory://",
        pattern=r"^[a-z+]+://",
        description="Where requests are counted: `memory://` is in each process, `redis://HOST:PORT` and others of the "
        "library `limits` are for several.",
    )
    max_body_bytes: int = Field(
        default=1_048_576, ge=1024, description="The largest request body that is read, in bytes."
    )
    max_query_bytes: int = Field(
        default=32_768, ge=256, description="The largest GraphQL document that is read, in bytes."
    )
    max_tokens: int = Field(default=2000, ge=10, description="How many tokens a GraphQL document may have.")
    max_comments: int = Field(default=500, ge=0, description="How many comments a GraphQL document may have.")
    max_aliases: int = Field(
        default=30, ge=0, description="How many fields of an operation and its fragments may have an alias."
    )
    max_directives: int = Field(
        default=50, ge=0, description="How many directives an operation and its fragments may have."
    )
    max_root_fields: int = Field(
        default=20, ge=1, description="How many fields of `Query`, or of the other root types, an operation may have."
    )
    max_variables_bytes: int = Field(
        default=262_144,
        ge=64,
        description="How large the variables of an operation may be: 8 bytes for every value, 128 "
        "more for a list or an object, and the characters of all texts and keys.",
    )
    max_variables_depth: int = Field(
        default=64, ge=1, description="How deeply lists and objects may be nested in the variables of an operation."
    )
    max_subscriptions_per_connection: int = Field(
        default=100, ge=1, description="How many operations a WebSocket connection may have under way."
    )
    max_subscriptions: int = Field(
        default=1000, ge=1, description="How many subscriptions a serving process may have, over all connections."
    )

    @field_validator("rate_limit")
    @classmethod
    def _is_rate(cls, value: str | None) -> str | None:
        """Take what the library can read."""
        if value is not None:
            from limits import parse_many  # noqa: PLC0415 - it takes long to import, and most set no rate

            parse_many(value)
        return value
