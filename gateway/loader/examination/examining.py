"""Looks at all of a database: first whether it can be read at all, then what is in it, for both editions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final

import msgspec

from gateway.errors import StoreError
from gateway.loader.examination.contents import check_contents, check_counts, check_snapshot
from gateway.loader.examination.findings import DAMAGED, LOAD, Finding, Findings, failed, passed
from gateway.loader.examination.places import check_disk, check_log, check_sqlite
from gateway.loader.examination.search import check_search
from gateway.loader.examination.soundness import check_keys, find_unsound, integrity_of
from gateway.loader.snapshot import SNAPSHOT_ID
from gateway.store import Transaction, beside, inspecting, newest_version, public_file, read_file

__all__ = ["check_version", "examine", "examine_file"]

_Check = Callable[[Transaction], Awaitable[Finding]]

_ON_A_SERVER: Final = "pg_amcheck DATABASE looks whether tables and indexes are sound."
_LOOKS: Final = 3
_PAUSE_SECONDS: Final = 0.2

_OF_CONTENT: Final[dict[str, _Check]] = {
    "foreign keys": check_keys,
    "contents": check_contents,
    "snapshot": check_snapshot,
    "counts": check_counts,
}


async def examine(url: str, *, is_hidden: bool) -> Findings:
    """Look at the database of an address, and at its public edition where there is one or should be one."""
    file = read_file(url, _ON_A_SERVER)
    public = public_file(file)
    found = [check_sqlite()]
    files = (public, file) if is_hidden or public.exists() else (file,)
    is_usable = True
    for each in files:
        try:
            found += [msgspec.structs.replace(finding, database=each.name) async for finding in examine_file(each)]
        except StoreError as error:
            is_usable = False
            hint = error.hint or DAMAGED
            found.append(msgspec.structs.replace(failed("opens", error.message, hint), database=each.name))
    if is_usable and len(files) > 1:
        found.append(msgspec.structs.replace(await _check_editions(file, public), database=public.name))
    return Findings(found, is_usable)


async def examine_file(file: Path) -> AsyncIterator[Finding]:
    """Look at one file.

    Raises:
        StoreError: when it cannot be read at all.
    """
    if beside(file, "-journal").exists():
        yield check_log(file)  # and nothing else can be known: reading would have to undo first
        return
    async with inspecting(file) as (transaction, version):
        yield passed("opens", "The file is a database of the gateway.")
        yield check_version(version)
        rows, words = await find_unsound(transaction)
        yield integrity_of(rows)
        if version == newest_version():
            for name, check in _OF_CONTENT.items():
                yield await _checked(name, check(transaction))
            yield await _checked("search", check_search(transaction, words))
        yield check_log(file)
    yield check_disk(file)


async def _checked(name: str, finding: Awaitable[Finding]) -> Finding:
    """What a check finds; that it cannot be made is a finding too."""
    try:
        return await finding
    except StoreError as error:
        return failed(name, f"This could not be read: {error.message}", DAMAGED)


def check_version(version: int) -> Finding:
    """Whether the tables are those of this gateway; newer ones are refused before."""
    newest = newest_version()
    if version < newest:
        message = f"The tables have version {version}, and this gateway has version {newest}."
        return failed("version", message, "Run `gateway load`, or start the server: both bring it up to date.")
    return passed("version", f"The tables have version {version}.")


async def _check_editions(file: Path, public: Path) -> Finding:
    """Whether the public edition was loaded together with the whole. A load ends both within moments."""
    for _ in range(_LOOKS):
        async with inspecting(public) as (edition, _), inspecting(file) as (whole, _):
            belongs_to = [whole_id for _, whole_id in await edition.fetch_all(SNAPSHOT_ID)]
            identity = [identity for identity, _ in await whole.fetch_all(SNAPSHOT_ID)]
        if belongs_to == identity:
            return passed("editions", "The public edition was loaded together with the whole.")
        await asyncio.sleep(_PAUSE_SECONDS)
    return failed("editions", "The public edition was not loaded together with the whole.", LOAD)
