"""Transactions on several databases that end together."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

from gateway.errors import StoreError
from gateway.store.engine import Writer
from gateway.store.transaction import Transaction

__all__ = ["to_the_end", "writing_together"]

T = TypeVar("T")


@asynccontextmanager
async def writing_together(writers: Sequence[tuple[Writer, bool]]) -> AsyncIterator[list[Transaction]]:
    """A transaction for each writer; the flag says whether it is in bulk. Whatever fails in the block undoes all.

    Nothing is written before all are begun, and nothing is kept before all that can be looked at is found right. Then
    they are committed one right after the other, in the order given. They are begun the other way around: all who write
    to several databases take the last one first, so that nobody waits for somebody who waits for him.
    """
    async with AsyncExitStack() as stack:
        begun = [await stack.enter_async_context(writer.begun(in_bulk=in_bulk)) for writer, in_bulk in writers[::-1]]
        yield begun[::-1]
        for writer, in_bulk in writers:
            await writer.refuse_dangling(in_bulk=in_bulk)
        await to_the_end(_commit([writer for writer, _ in writers]))


async def _commit(writers: Sequence[Writer]) -> None:
    first, *others = writers
    await first.commit()
    for writer in others:
        try:
            await writer.commit()
        except StoreError as error:
            message = f"The public edition has been loaded, and the whole has not: {error.message}"
            hint = "The next load makes up for it."
            raise StoreError(message, code="STORE_OUT_OF_STEP", hint=hint) from error


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """What some work gives, waited for to the end, also when the task is cancelled: that takes effect after it."""
    task = asyncio.ensure_future(work)
    is_cancelled = False
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            is_cancelled = True
    result = task.result()
    if is_cancelled:
        raise asyncio.CancelledError
    return result
