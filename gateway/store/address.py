"""Reads the text that names a database: `sqlite:///relative.db` or `sqlite:////absolute.db`."""

from pathlib import Path
from typing import Final

from gateway.errors import SettingsError

__all__ = ["public_file", "read_address"]

_PREFIX: Final = "sqlite:///"
_HINT: Final = "sqlite:///gateway.db names a file in the current folder, sqlite:////var/lib/gateway.db an absolute one."


def read_address(address: str) -> Path:
    """The file that an address names; raises `SettingsError` for anything else."""
    if not address.startswith(_PREFIX):
        raise SettingsError(f"The database address {address!r} does not begin with {_PREFIX!r}.", hint=_HINT)
    name = address.removeprefix(_PREFIX)
    if not name or name.endswith("/") or "\0" in name:
        raise SettingsError(f"The database address {address!r} names no file.", hint=_HINT)
    if any(mark in name for mark in "?#"):
        raise SettingsError(f"The database address {address!r} has options; there are none.", hint=_HINT)
    return Path(name)


def public_file(file: Path) -> Path:
    """Where the public edition of a database is: `gateway.public.db` beside `gateway.db`."""
    return file.with_name(f"{file.stem}.public{file.suffix}")
