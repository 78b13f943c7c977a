"""All attacks of the tables beside this file that are one request, for those who want to send them in turn."""

from tests.harness.target import Request, get, post
from tests.hostile import (
    test_bodies,
    test_costs,
    test_documents,
    test_fragments,
    test_keys,
    test_methods,
    test_persisted,
    test_searches,
    test_variables,
)

__all__ = ["attacks"]

AFTER = "query ($x: String) { articles(after: $x) { nodes { id } } }"


def attacks() -> list[Request]:
    """Over four hundred of them; none may be answered with a 5xx."""
    return [
        *(Request(body=body) for body in test_bodies.UNREADABLE.values()),
        *test_bodies.UNSUPPORTED.values(),
        *test_methods.FROM_PAGES.values(),
        *map(get, test_methods.UNREADABLE.values()),
        *(post(query) for query, _ in test_documents.OVER_A_LIMIT.values()),
        *map(post, test_documents.NO_DOCUMENT.values()),
        *map(post, test_fragments.INVALID.values()),
        *map(post, test_fragments.ANSWERED.values()),
        *map(post, test_costs.TOO_MUCH.values()),
        *(test_variables.asked(use, value) for use, value in test_variables.WRONG.values()),
        *(test_variables.asked(use, value) for use, value, _ in test_variables.OVER_A_LIMIT.values()),
        *(post(test_keys.BY_ID, {"id": key}) for key in test_keys.IDS.values()),
        *(post(AFTER, {"x": text}) for text in test_keys.CURSORS.values()),
        *(post(test_searches.SEARCH, {"x": search}) for search in test_searches.NOTHING.values()),
        *(post(test_searches.SEARCH, {"x": search}) for search in test_searches.REFUSED.values()),
        *test_persisted.BAD.values(),
    ]
