"""Foreign keys: found, left out while much is loaded, and looked up for all rows at once at the end."""

from typing import Any, Final

__all__ = ["add_keys", "drop_keys"]

_KEYS: Final = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
ORDER BY conrelid::regclass::text, conname"""


async def drop_keys(connection: Any) -> list[tuple[str, str]]:
    """Drop all foreign keys of the schema; gives for each the table, and what adds it again."""
    keys = await connection.fetch(_KEYS)
    for table, name, _ in keys:
        await connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    return [(table, f'ADD CONSTRAINT "{name}" {definition}') for table, name, definition in keys]


async def add_keys(connection: Any, keys: list[tuple[str, str]]) -> None:
    """Add foreign keys again. Raises when a row refers to one that is missing."""
    for table, definition in keys:
        await connection.execute(f"ALTER TABLE {table} {definition}")
