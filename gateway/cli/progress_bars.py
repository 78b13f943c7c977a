"""How far a load is, as bars on a terminal. Imported where there is one."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

from gateway.loader.progress import Progress

__all__ = ["showing_bars"]


@contextmanager
def showing_bars() -> Iterator[Progress]:
    """Show them until the block ends; then they are gone."""
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
