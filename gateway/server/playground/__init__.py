"""The page for browsers, from our own origin alone: it is built from the folder `playground` of the repository.

page     the page at `/graphql`, with what it has to know
files    the scripts and styles that it asks for
explain  how an operation is answered, for its panel
"""

from gateway.server.playground.explain import Explains, explain_route
from gateway.server.playground.files import files_route
from gateway.server.playground.page import PAGE_HEADERS, playground_page, read_page

__all__ = ["PAGE_HEADERS", "Explains", "explain_route", "files_route", "playground_page", "read_page"]
