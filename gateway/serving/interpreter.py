"""How Python itself is set for a server: so that no answer waits long for it."""

import gc
import sys
from typing import Final

__all__ = ["tune_interpreter"]

SWITCH_SECONDS: Final = 0.001
"""How long the event loop waits for the thread that reads new operations; Python's own is five times that."""

COLLECT_AFTER: Final = (200_000, 50, 10)
"""New objects until the young ones are collected, and how often until the older ones are.

A collection stops everything, for as long as it finds something to look at or to free. Only new operations leave much
behind, and that is collected right after each (`gateway.execution.apart`); what is kept of them has no cycles.
"""


def tune_interpreter() -> None:
    """Make collections rare and short: what was made until now stays, and is looked at no more."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
