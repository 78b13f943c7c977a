"""How much the variables of a request may be: measured before they are looked at in any other way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from gateway.errors import RequestError
from gateway.settings import LimitSettings

__all__ = ["VariableLimits"]

VALUE_BYTES: Final = 8
"""What every value counts, texts beside their characters."""

CONTAINER_BYTES: Final = 128
"""What every list and object counts beside what is in it: thousands of empty ones take long to read."""

FEW: Final = 16
SHORT: Final = 256
SMALL: Final = range(-(2**31), 2**31)
SCALARS: Final = frozenset((bool, float, type(None)))

INTEGERS: Final = range(-(2**63), 2**63)
"""What every engine can hold."""


@dataclass(frozen=True, slots=True)
class VariableLimits:
    """The limits on variables."""

    size: int
    depth: int

    @classmethod
    def of(cls, settings: LimitSettings) -> "VariableLimits":
        """As they are set."""
        return cls(settings.max_variables_bytes, settings.max_variables_depth)

    def require_small(self, variables: Mapping[str, Any]) -> int:
        """Refuse variables that are too large, in one pass and level by level; gives their size, or 0 for few.

        Raises:
            RequestError: MAX_VARIABLES_BYTES_EXCEEDED, MAX_VARIABLES_DEPTH_EXCEEDED or NUMBER_OUT_OF_RANGE.
        """
        if self._are_plainly_small(variables):
            return 0
        level: list[Any] = [variables]
        size = depth = 0
        while level:
            depth += 1
            if depth > self.depth + 1:  # the object of all variables is no depth of theirs
                message = f"The variables are nested more than {self.depth} levels deep."
                raise RequestError(message, code="MAX_VARIABLES_DEPTH_EXCEEDED", limit=self.depth)
            inner: list[Any] = []
            for container in level:
                size += self._measure(container, inner)
            self._require_size(size)
            level = inner
        return size

    def _are_plainly_small(self, variables: Mapping[str, Any]) -> bool:
        """Whether they are a few short scalars, as nearly always: then nothing need be measured."""
        if len(variables) > FEW or self.size < FEW * (2 * SHORT + VALUE_BYTES):
            return False
        for name, value in variables.items():
            kind = type(value)
            is_small = len(value) <= SHORT if kind is str else value in SMALL if kind is int else kind in SCALARS
            if not is_small or len(name) > SHORT:
                return False
        return True

    def _require_size(self, size: int) -> None:
        if size > self.size:
            message = f"The variables have more than {self.size} bytes."
            raise RequestError(message, code="MAX_VARIABLES_BYTES_EXCEEDED", limit=self.size)

    def _measure(self, container: Mapping[str, Any] | list[Any], inner: list[Any]) -> int:
        """The size of a list or an object without the lists and objects in it, which are put into `inner`."""
        self._require_size(VALUE_BYTES * len(container))  # before each is looked at
        values: Iterable[Any] = container
        size = 0
        if isinstance(container, Mapping):
            values = container.values()
            size = sum(map(len, container))
        for value in values:
            kind = type(value)
            size += VALUE_BYTES + len(value) if kind is str else VALUE_BYTES
            if kind is dict or kind is list:
                size += CONTAINER_BYTES
                inner.append(value)
            elif kind is int and value not in INTEGERS:
                raise RequestError("A whole number in the variables has more than 64 bits.", code="NUMBER_OUT_OF_RANGE")
        return size
