"""Lists of global ids that clients give, turned into ids of rows; a malformed id finds nothing."""

import json
from typing import Any

from gateway.content.identity import read_id
from gateway.errors import RequestError

__all__ = ["MAX_IDS", "local_ids"]

MAX_IDS = 100
"""As many as a page may have."""


def local_ids(texts: list[Any]) -> str:
    """A JSON list with an object for each id, `{"a": 123}` by the type's letter; `{}` for a malformed one.

    Raises:
        RequestError: for more than `MAX_IDS` ids.
    """
    if len(texts) > MAX_IDS:
        raise RequestError(f"{len(texts)} ids are too many; the limit is {MAX_IDS}.")
    found = [read_id(text) for text in texts]
    return json.dumps([{} if each is None else {each[0]: each[1]} for each in found])
