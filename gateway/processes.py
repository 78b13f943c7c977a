"""How other processes start: workers that read files, and workers that answer."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext

__all__ = ["deaf_to_interrupts", "new_processes"]


def new_processes(*modules: str) -> BaseContext:
    """How other processes are started that need these modules.

    A fork server imports them once, which begins now, and is started clean: no copies of threads, locks or open
    databases. There is one for all: who comes later finds in it what the first one asked for.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*modules, "gateway.preloaded"])
    resource_tracker.ensure_running()  # it would be started now, and all be made to hear again
    with deaf_to_interrupts():
        forkserver.ensure_running()
    return context


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Let processes that start here not hear of Ctrl-C, which a terminal sends to all: who starts them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
