"""How a load tells what it is doing. The command draws a bar of it; by default nobody listens."""

from typing import Protocol

__all__ = ["Progress", "Silence"]


class Progress(Protocol):
    """Told from the event loop, often: must be quick."""

    def phase(self, name: str, total: int) -> None:
        """A new phase begins; `total` steps, or 0 when nobody can tell."""

    def advance(self, steps: int) -> None:
        """So many steps more are done."""


class Silence:
    """Nobody listens."""

    def phase(self, name: str, total: int) -> None:
        """Say nothing."""

    def advance(self, steps: int) -> None:
        """Say nothing."""
