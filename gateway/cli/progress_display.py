"""How far a load is: a bar on a terminal, a plain line for each phase otherwise. Always on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from gateway.loader.progress import Progress

__all__ = ["show_progress"]


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Show what a load is doing until the block ends."""
    if not sys.stderr.isatty():
        lines = Lines()
        yield lines
        lines.end()
        return
    from gateway.cli.progress_bars import showing_bars  # noqa: PLC0415 - its library takes long to import

    with showing_bars() as bars:
        yield bars


class Lines:
    """One line for each phase when it has ended, and one every few seconds while it runs."""

    EVERY_SECONDS = 5.0

    def __init__(self) -> None:
        self._name = ""
        self._total = 0
        self._done = 0
        self._told_at = 0.0

    def phase(self, name: str, total: int) -> None:
        """Tell of the phase that has ended."""
        self.end()
        self._name, self._total, self._done, self._told_at = name, total, 0, time.monotonic()

    def advance(self, steps: int) -> None:
        """Count, and tell now and then."""
        self._done += steps
        if time.monotonic() - self._told_at > self.EVERY_SECONDS:
            self._tell()

    def end(self) -> None:
        """Tell of the last phase."""
        if self._name:
            self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        count = f": {self._done}" if self._done or self._total else ""
        total = f" of {self._total}" if self._total else ""
        click.echo(f"{self._name}{count}{total}", err=True)
