"""Databases that many tests begin with, loaded once in each process: all others get copies of their files."""

from collections.abc import Hashable
from pathlib import Path

__all__ = ["copy_loaded", "keep_loaded"]

_LOADED: dict[Hashable, dict[str, bytes]] = {}


def copy_loaded(content: Hashable, database: Path) -> None:
    """Put a database there that holds this content; nothing, if none has been loaded yet."""
    for name, kept in _LOADED.get(content, {}).items():
        database.with_name(name).write_bytes(kept)


def keep_loaded(content: Hashable, database: Path) -> None:
    """Keep it, and its public edition; a load has just been tidied up, so that nothing of it is in a log."""
    if content not in _LOADED:
        assert not any(log.stat().st_size for log in database.parent.glob(f"{database.stem}*.db-wal"))
        files = database.parent.glob(f"{database.stem}*.db")
        _LOADED[content] = {file.name: file.read_bytes() for file in files}
