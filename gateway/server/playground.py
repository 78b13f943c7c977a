"""The page that browsers get at `/graphql`: the framework's GraphiQL, with our title and first query."""

import re
from typing import Final

from strawberry.http.ides import get_graphql_ide_html

from gateway.errors import InternalError

__all__ = ["HTML", "playground_page"]

HTML = b"text/html; charset=utf-8"

WELCOME: Final = """# The newest stories. Press Ctrl-Enter to run this, and Ctrl-Space to see what else there is.
{
  articles(first: 5) {
    nodes { title publishedDateTime provider { name } topics { name } }
    pageInfo { hasNextPage endCursor }
  }
}
"""

CHANGES: Final = (
    (r"<title>[^<]*</title>", "<title>Content gateway</title>"),
    (r"const EXAMPLE_QUERY = `[^`]*`", f"const EXAMPLE_QUERY = `{WELCOME}`"),
    # Headers hold keys of callers: they must not stay in the browser's storage.
    (r"shouldPersistHeaders: true", "shouldPersistHeaders: false"),
)


def playground_page() -> bytes:
    """Read the page; done once, when the server starts.

    Raises:
        InternalError: when the framework's page is not the one we know how to change.
    """
    page = get_graphql_ide_html("graphiql")
    for pattern, replacement in CHANGES:
        page, count = re.subn(pattern, replacement, page)
        if count != 1:
            raise InternalError(f"the page has {pattern!r} {count} times", site="playground-page")
    return page.encode()
