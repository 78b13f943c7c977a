"""What stands in the database's JSON where a field is forbidden: a mark that no content can hold.

The mark names the scope that is missing. It carries a secret of this process, so that no document can forge it.
"""

import json
import secrets
from typing import Any, Final

from gateway.scopes import Scope

__all__ = ["forbidden_json", "forbidden_scope"]

_SECRET: Final = f"forbidden-{secrets.token_hex(16)}"


def forbidden_json(scope: Scope) -> str:
    """`{"forbidden-5f3…": "secured"}`."""
    return json.dumps({_SECRET: scope.value})


def forbidden_scope(value: Any) -> Scope | None:
    """The scope that is missing, when a decoded value is such a mark."""
    if isinstance(value, dict) and _SECRET in value:
        return Scope(value[_SECRET])
    return None
