"""What a log line looks like and where it goes: one line an event, on standard error."""

import logging

__all__ = ["configure_logs"]

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def configure_logs(level: str) -> None:
    """Log our own events from `level` up, and those of libraries from WARNING up."""
    logging.basicConfig(format=FORMAT, level=logging.WARNING, force=True)
    logging.getLogger("gateway").setLevel(level.upper())
