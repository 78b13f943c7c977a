"""A gateway over a few stories that a test writes, and the short questions of search."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from gateway.scopes import NO_SCOPES, Scopes
from gateway.testing import GatewayInProcess, gateway_for
from tests.harness.loaded import copy_loaded, keep_loaded
from tests.harness.site import Site

__all__ = ["Library", "open_library"]

FOUND = """query ($search: String, $first: Int, $after: String, $last: Int, $before: String, $status: [ArticleStatus!]!,
  $where: ArticleFilter, $orderBy: [ArticleOrder!]) {
  articles(search: $search, first: $first, after: $after, last: $last, before: $before, status: $status, where: $where,
    orderBy: $orderBy) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor score snippet node { path title } }
  }
}"""


class Library:
    """Some stories, loaded."""

    def __init__(self, site: Site, opened: GatewayInProcess) -> None:
        self.site = site
        self.opened = opened
        self.store = opened.store
        self.gateway = opened.gateway

    async def load(self) -> None:
        """Load what has changed."""
        await self.opened.load()

    async def ask(self, query: str, scopes: Scopes = NO_SCOPES, **variables: Any) -> dict[str, Any]:
        """The response to an operation."""
        found: dict[str, Any] = json.loads((await self.opened.query(query, variables, scopes=scopes)).body)
        return found

    async def page(self, search: str | None, **arguments: Any) -> dict[str, Any]:
        """The connection `articles(search:)`. Raises when it has errors."""
        found = await self.ask(FOUND, search=search, **{"status": ["PUBLISHED"], **arguments})
        assert "errors" not in found, found["errors"]
        connection: dict[str, Any] = found["data"]["articles"]
        return connection

    async def titles(self, search: str | None, **arguments: Any) -> list[str]:
        """The titles of a page, in its order."""
        return [edge["node"]["title"] for edge in (await self.page(search, **arguments))["edges"]]

    async def snippet(self, search: str) -> str:
        """The passage of the best match."""
        passage: str = (await self.page(search))["edges"][0]["snippet"]
        return passage

    async def error(self, search: str, **arguments: Any) -> dict[str, Any]:
        """The one error of a search that is refused."""
        found = await self.ask(FOUND, search=search, **{"status": ["PUBLISHED"], **arguments})
        [error] = found["errors"]
        refused: dict[str, Any] = error
        return refused


@asynccontextmanager
async def open_library(
    folder: Path, stories: Mapping[str, Mapping[str, Any]], *, is_loaded_anew: bool = False, **settings: Any
) -> AsyncIterator[Library]:
    """Write each story (its file's stem → its head, and its `body`), load them, and open a gateway.

    Stories that were loaded before are copied, unless it is their load that is tested.
    """
    site = Site(folder / "site")
    for stem, head in stories.items():
        site.put(f"_news/{stem}.md", **head)
    content, database = repr((stories, settings)), folder / "library.db"
    if not is_loaded_anew:
        copy_loaded(content, database)
    async with gateway_for(site.source, **{"database": f"sqlite:///{database}", **settings}) as opened:
        keep_loaded(content, database)
        yield Library(site, opened)
