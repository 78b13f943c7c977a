"""The page that browsers get at `/graphql`: the framework's own GraphiQL."""

from strawberry.http.ides import get_graphql_ide_html

__all__ = ["HTML", "playground_page"]

HTML = b"text/html; charset=utf-8"


def playground_page() -> bytes:
    """Read the page; done once, when the server starts."""
    return get_graphql_ide_html("graphiql").encode()
