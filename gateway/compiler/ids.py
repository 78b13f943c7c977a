"""Lists of global ids that clients give, turned into ids of rows; a malformed id finds nothing."""

import json
from collections.abc import Callable
from typing import Any

from gateway.content.identity import read_id
from gateway.errors import RequestError

__all__ = ["local_ids"]


def local_ids(ids: Callable[[list[Any]], list[str]] | None, most: int) -> Callable[[list[Any]], str]:
    """Makes a JSON list with an object for each id, `{"a": 123}` by the type's letter; `{}` for a malformed one.

    What it makes raises `RequestError` for more than `most` ids.
    """

    def read(given: list[Any]) -> str:
        if len(given) > most:
            raise RequestError(f"{len(given)} ids are too many; the limit is {most}.", limit=most)
        found = [read_id(text) for text in (ids(given) if ids else given)]
        return json.dumps([{} if each is None else {each[0]: each[1]} for each in found])

    return read
