"""What an operation is answered with, decoded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["GraphQLErrors", "OperationAnswer"]


class GraphQLErrors(AssertionError):  # noqa: N818 - what it holds are the errors
    """An answer has errors that the test did not expect; `errors` are those of the response."""

    def __init__(self, errors: Sequence[Mapping[str, Any]]) -> None:
        super().__init__("\n".join(json.dumps(error, ensure_ascii=False) for error in errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class OperationAnswer:
    """A GraphQL response (GraphQL specification, 7.1). `body` is what a client would get, byte for byte."""

    body: bytes
    data: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, body: bytes) -> "OperationAnswer":
        """Decode a response."""
        found = json.loads(body)
        return cls(body, found.get("data"), found.get("errors", []))

    def __getitem__(self, key: str) -> Any:
        """A field of the root: `answer["articles"]`.

        Raises:
            GraphQLErrors: when there are any errors.
        """
        return self.require_data()[key]

    def require_data(self) -> dict[str, Any]:
        """The data.

        Raises:
            GraphQLErrors: when there are any errors.
        """
        if self.errors or self.data is None:
            raise GraphQLErrors(self.errors)
        return self.data

    @property
    def codes(self) -> list[str]:
        """The codes of the errors, as docs/errors.md lists them."""
        return [error["extensions"]["code"] for error in self.errors]
