"""Stores of each engine, opened and asked alike."""

from gateway.store import ReadLimits, Store, open_store
from gateway.store.migrations import read_migrations

__all__ = ["known", "opened", "spelled"]


async def opened(address: str, *, readers: int = 2, limit: float = 5.0) -> Store:
    return await open_store(address, readers=readers, limits=ReadLimits(limit))


def spelled(store: Store, text: str) -> str:
    """A statement as the engine spells parameters: `?`, or `$1` and so on."""
    if store.dialect.name == "sqlite":
        return text
    first, *rest = text.split("?")
    return first + "".join(f"${number}{part}" for number, part in enumerate(rest, 1))


def known(store: Store) -> int:
    """How many migrations there are."""
    return len(read_migrations(store.dialect.name))
