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
from gateway.loader.examination.search import check_search, check_words
from gateway.loader.examination.servers import (
    ANEW,
    ASK_SERVER,
    check_indexes,
    check_keys_of_all,
    check_server,
    check_statistics,
)
from gateway.loader.examination.soundness import check_keys, find_unsound, integrity_of
from gateway.loader.snapshot import SNAPSHOT_ID
from gateway.store import (
    Address,
    PostgresqlAddress,
    SqliteAddress,
    Transaction,
    beside,
    edition_exists,
    inspecting,
    newest_version,
    read_address,
)

__all__ = ["check_version", "examine", "examine_file"]

_Check = Callable[[Transaction], Awaitable[Finding]]

_LOOKS: Final = 3
_PAUSE_SECONDS: Final = 0.2

_OF_CONTENT: Final[dict[str, _Check]] = {
    "foreign keys": check_keys,
    "contents": check_contents,
    "snapshot": check_snapshot,
    "counts": check_counts,
}
_ON_SERVER: Final[dict[str, _Check]] = {
    **_OF_CONTENT,
    "foreign keys": check_keys_of_all,
    "search": check_words,
    "indexes": check_indexes,
    "statistics": check_statistics,
}


async def examine(url: str, *, is_hidden: bool) -> Findings:
    """Look at the database of an address, and at its public edition where there is one or should be one."""
    address = read_address(url)
    found = [check_sqlite()] if isinstance(address, SqliteAddress) else []
    is_usable = True
    try:
        has_public = is_hidden or await edition_exists(address.public)
    except StoreError as error:
        return Findings([_told(failed("opens", error.message, error.hint or ASK_SERVER), address)], is_usable=False)
    for each in (address.public, address) if has_public else (address,):
        try:
            found += [_told(finding, each) async for finding in _examine_edition(each)]
        except StoreError as error:
            is_usable = False
            found.append(_told(failed("opens", error.message, error.hint or DAMAGED), each))
    if is_usable and has_public:
        found.append(_told(await _check_editions(address), address.public))
    return Findings(found, is_usable)


def _told(finding: Finding, of: Address) -> Finding:
    return msgspec.structs.replace(finding, database=of.name)


def _examine_edition(address: Address) -> AsyncIterator[Finding]:
    return examine_file(address.file) if isinstance(address, SqliteAddress) else examine_schema(address)


async def examine_schema(address: PostgresqlAddress) -> AsyncIterator[Finding]:
    """Look at one edition on a PostgreSQL server, as of one moment. Files are the server's own matter.

    Raises:
        StoreError: when it cannot be read at all.
    """
    async with inspecting(address) as (transaction, version):
        yield await check_server(transaction)
        yield passed("opens", "The schema is one of the gateway.")
        yield check_version(version, "postgresql")
        if version == newest_version("postgresql"):
            for name, check in _ON_SERVER.items():
                finding = await _checked(name, check(transaction))
                yield msgspec.structs.replace(finding, hint=ANEW) if finding.hint == DAMAGED else finding


async def examine_file(file: Path) -> AsyncIterator[Finding]:
    """Look at one file.

    Raises:
        StoreError: when it cannot be read at all.
    """
    if beside(file, "-journal").exists():
        yield check_log(file)  # and nothing else can be known: reading would have to undo first
        return
    async with inspecting(SqliteAddress(file)) as (transaction, version):
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


def check_version(version: int, engine: str = "sqlite") -> Finding:
    """Whether the tables are those of this gateway; newer ones are refused before."""
    newest = newest_version(engine)
    if version < newest:
        message = f"The tables have version {version}, and this gateway has version {newest}."
        return failed("version", message, "Run `gateway load`, or start the server: both bring it up to date.")
    return passed("version", f"The tables have version {version}.")


async def _check_editions(address: Address) -> Finding:
    """Whether the public edition was loaded together with the whole. A load ends both within moments."""
    for _ in range(_LOOKS):
        async with inspecting(address.public) as (edition, _), inspecting(address) as (whole, _):
            belongs_to = [whole_id for _, whole_id in await edition.fetch_all(SNAPSHOT_ID)]
            identity = [identity for identity, _ in await whole.fetch_all(SNAPSHOT_ID)]
        if belongs_to == identity:
            return passed("editions", "The public edition was loaded together with the whole.")
        await asyncio.sleep(_PAUSE_SECONDS)
    return failed("editions", "The public edition was not loaded together with the whole.", LOAD)
