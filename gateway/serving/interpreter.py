"""How Python and the process are set for a server: so that no answer waits long, and no client is turned away early."""

import gc
from typing import Final

__all__ = ["allow_files", "tune_interpreter"]

COLLECT_AFTER: Final = (200_000, 50, 10)
"""New objects until the young ones are collected, and how often until the older ones are.

A collection stops everything, for as long as it finds something to look at or to free. Only new operations leave much
behind, and that is collected right after each (`gateway.execution.apart`); what is kept of them has no cycles.
"""


def tune_interpreter() -> None:
    """Make collections rare and short: what was made until now stays, and is looked at no more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def allow_files(count: int) -> None:
    """Ask the system to let this process have so many files open, as far as it may ask: a connection is a file."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, which has no such limit
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
