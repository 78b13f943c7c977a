"""Cursors: where in which order an item stands, as text that outlives inserts and says when it does not fit.

A cursor is the lower-case hexadecimal of the UTF-8 of a JSON array: the list and its order, with a digest of the search
if they depend on it, then the sort keys.
"""

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from gateway.errors import RequestError
from gateway.search import search_digest

__all__ = ["key_in_search_of", "key_of", "order_name", "search_name"]

INTEGER_LIMIT = 2**63
KEPT_LENGTH = 2048
ORDER = re.compile(r"[A-Za-z]{1,40}\.[A-Za-z]{1,40}( [A-Z_]{1,40}\.(ASC|DESC)){0,9}( [0-9a-f]{16})?")
"""What `order_name` gives, and `search_name`."""

_OF_SEARCH = re.compile(r" [0-9a-f]{16}$")


def order_name(connection: str, order: Sequence[tuple[str, bool]]) -> str:
    """The first item of a cursor: `Query.articles HEAT.DESC PUBLISHED.DESC`."""
    return " ".join([connection, *(f"{name}.{'DESC' if descending else 'ASC'}" for name, descending in order)])


def search_name(name: str) -> Callable[[str], str]:
    """Makes, of a search, the first item of a cursor whose keys mean something in that search alone."""
    return lambda search: f"{name} {search_digest(search)}"


def key_in_search_of(name: str, types: Sequence[type], index: int) -> Callable[[list[str]], Any]:
    """As `key_of`, for a list by relevance: reads the key out of a cursor and the search that it must be of."""
    kinds = tuple(types)

    def read(given: list[str]) -> Any:
        cursor, search = given
        return key_of(search_name(name)(search), kinds, index)(cursor)

    return read


def key_of(name: str, types: Sequence[type], index: int) -> Callable[[str], Any]:
    """Reads one sort key out of a cursor of this list and order.

    The function raises `RequestError` for a cursor that is malformed, or of another list or order.
    """
    kinds = tuple(types)
    return lambda cursor: (_keys if len(cursor) <= KEPT_LENGTH else _read_keys)(name, kinds, cursor)[index]


def _read_keys(name: str, types: tuple[type, ...], cursor: str) -> list[Any]:
    """All sort keys."""
    found, *keys = _decode(cursor)
    if found != name and _without_search(found) == _without_search(name):
        raise RequestError("The cursor belongs to another search: its items stand elsewhere in this one.")
    if found != name:
        raise RequestError(f"The cursor belongs to another list or order: {found}; here it is {name}.")
    if len(keys) != len(types) or not all(map(_fits, keys, types)):
        raise _malformed(cursor)
    return keys


_keys = lru_cache(maxsize=1024)(_read_keys)
"""Remembered, because each key is bound for itself; but not what is long, so that nobody fills the memory."""


def _without_search(name: str) -> str:
    return _OF_SEARCH.sub("", name)


def _decode(cursor: str) -> list[Any]:
    try:
        values = json.loads(bytes.fromhex(cursor).decode())
    except (ValueError, RecursionError):
        raise _malformed(cursor) from None
    if not isinstance(values, list) or not values or not isinstance(values[0], str) or not ORDER.fullmatch(values[0]):
        raise _malformed(cursor)
    return values


def _fits(key: Any, python_type: type) -> bool:
    if type(key) is not python_type:
        return False
    if isinstance(key, int):
        return -INTEGER_LIMIT <= key < INTEGER_LIMIT
    return isinstance(key, str) and "\0" not in key and not any("\ud800" <= character <= "\udfff" for character in key)


def _malformed(cursor: str) -> RequestError:
    shown = cursor if len(cursor) <= 40 else cursor[:37] + "..."
    return RequestError(f"Malformed cursor: {json.dumps(shown)}.", hint="Take cursors from an earlier answer.")
