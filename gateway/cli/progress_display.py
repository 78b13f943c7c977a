"""How far a load is: a bar on a terminal, a plain line for each phase otherwise. Always on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

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
    columns = TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield Bars(bars)


class Bars:
    """A bar for the phase that runs; the bars of those before it stay full."""

    def __init__(self, bars: RichProgress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def phase(self, name: str, total: int) -> None:
        """Begin a new bar."""
        self._finish()
        self._task = self._bars.add_task(name, total=total or None)

    def advance(self, steps: int) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def _finish(self) -> None:
        if self._task is None:
            return
        task = self._bars.tasks[-1]
        self._bars.update(self._task, total=task.completed, completed=task.completed)


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
