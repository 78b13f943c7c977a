"""`gateway load` without what stories are found by: suggestions, words and counts. To see what these take of a load.

Nothing can be served from the database that this fills.
"""

from contextlib import asynccontextmanager

from gateway.cli.main import main
from gateway.loader import writing


@asynccontextmanager
async def left_out(*_, **__):
    yield


async def nothing(*_, **__):
    pass


if __name__ == "__main__":
    writing.suggesting = writing.searching = left_out
    writing.write_counts = nothing
    main()
