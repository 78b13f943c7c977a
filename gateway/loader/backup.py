"""Copies a database with its public edition into files of their own, and back; what is not sound is not taken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from gateway.errors import SettingsError, StoreError
from gateway.loader.examination.examining import check_version, examine_file
from gateway.loader.snapshot import SNAPSHOT_ID
from gateway.store import SqliteTransaction, copy_into, copy_out, inspecting_file, public_file, put_in_place, read_file

__all__ = ["Copied", "back_up", "restore"]

_ATTEMPTS: Final = 100
_PAUSE_SECONDS: Final = 0.1
"""Between the ends of the two transactions of a load there is less."""

_OF_NO_MATTER: Final = frozenset(("disk", "log"))
"""Checks of the place where a copy lies."""


class Copied(NamedTuple):
    """A copy that was made: of which snapshot, and into which files."""

    snapshot_id: str
    files: tuple[Path, ...]


_BACK_UP: Final = "pg_dump --format=custom --schema='gateway*' --file=FILE DATABASE copies it, also while it is used."
_RESTORE: Final = "pg_restore --clean --if-exists --single-transaction --dbname=DATABASE FILE puts a copy back."


async def back_up(url: str, target: Path) -> Copied:
    """Copy the database of an address into a new file, and its public edition into one beside that.

    Both are of one load, also while another one is under way. They are looked at before they get their names.
    """
    file = read_file(url, _BACK_UP)
    pairs = _pairs(file, target)
    for _, into in pairs:
        _refuse_existing(into)
    partial = [into.with_name(f"{into.name}.partial") for _, into in pairs]
    try:
        async with _at_one_moment([source for source, _ in pairs]) as (transactions, snapshot_id):
            for transaction, path in zip(transactions, partial, strict=True):
                path.unlink(missing_ok=True)
                await copy_out(transaction.connection, path)
        for path in partial:
            await _refuse_unsound(path)
        for path, (_, into) in zip(partial, pairs, strict=True):
            _refuse_existing(into)
            put_in_place(path, into)
    finally:
        for path in partial:
            path.unlink(missing_ok=True)
    return Copied(snapshot_id, tuple(into for _, into in pairs))


async def restore(url: str, source: Path) -> Copied:
    """Let the database of an address hold what a backup holds; a server goes on with it. What is public comes first."""
    file = read_file(url, _RESTORE)
    _refuse_same(source, file)
    pairs = _pairs(source, file)
    if len(pairs) == 1 and public_file(file).exists():
        message = f"{file} has a public edition beside it, {public_file(file).name}, and the backup has none."
        hint = "Delete the public edition with its -wal and -shm first; `gateway load --unpublished hidden` makes it."
        raise SettingsError(message, hint=hint)
    for path, _ in pairs:
        await _refuse_unsound(path)
    async with _at_one_moment([path for path, _ in pairs]) as (transactions, snapshot_id):
        for transaction, (_, into) in zip(transactions, pairs, strict=True):
            await copy_into(transaction.connection, into)
    return Copied(snapshot_id, tuple(into for _, into in pairs))


def _pairs(source: Path, target: Path) -> list[tuple[Path, Path]]:
    """What is copied where: the public edition first, where there is one, then the whole."""
    public = public_file(source)
    return [(public, public_file(target)), (source, target)] if public.exists() else [(source, target)]


@asynccontextmanager
async def _at_one_moment(files: list[Path]) -> AsyncIterator[tuple[list[SqliteTransaction], str]]:
    """Transactions that see one load in all editions, and the id of the whole's snapshot."""
    for _ in range(_ATTEMPTS):
        async with AsyncExitStack() as stack:
            opened = [await stack.enter_async_context(inspecting_file(file)) for file in files]
            _refuse_older([version for _, version in opened])
            begun = [transaction for transaction, _ in opened]
            ids = [await transaction.fetch_all(SNAPSHOT_ID) for transaction in begun]
            if not ids[-1]:
                raise StoreError(f"Nothing has been loaded into {files[-1]}.", code="NO_CONTENT")
            [(identity, _)] = ids[-1]
            if all(whole_id == identity for each in ids[:-1] for _, whole_id in each):
                yield begun, identity
                return
        await asyncio.sleep(_PAUSE_SECONDS)
    message = "The public edition was not loaded together with the whole."
    raise StoreError(message, code="STORE_OUT_OF_STEP", hint="Run `gateway load` with all content roots.")


def _refuse_older(versions: list[int]) -> None:
    for finding in map(check_version, versions):
        if not finding.is_well:
            raise StoreError(finding.message, code="STORE_FAILED", hint=finding.hint)


def _refuse_same(source: Path, target: Path) -> None:
    if source.resolve() == target.resolve():
        raise SettingsError(f"{source} is the database itself.", hint="Name a file that `gateway backup` has made.")


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise SettingsError(f"{path} is there already.", hint="A backup is never written over: name another file.")


async def _refuse_unsound(path: Path) -> None:
    unsound = [
        finding async for finding in examine_file(path) if not finding.is_well and finding.check not in _OF_NO_MATTER
    ]
    if unsound:
        message = f"{path.name.removesuffix('.partial')} is not sound: {unsound[0].message}"
        raise StoreError(message, code="STORE_DAMAGED", hint=unsound[0].hint)
