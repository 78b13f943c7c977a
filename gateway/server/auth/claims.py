"""The scopes that a token says: RFC 8693, 4.2 (`scope`), and the lists that common issuers write instead."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from gateway.scopes import Scope, Scopes

__all__ = ["scopes_in"]

_USUAL_CLAIMS: Final = ("scope", "scopes", "permissions")

_SCOPES: Final = {scope.value: scope for scope in Scope}


def scopes_in(claims: Mapping[str, Any], name: str | None = None) -> Scopes:
    """Those of ours that stand in the claim of this name, or in any of the usual ones; others mean nothing here."""
    said = [word for claim in ((name,) if name else _USUAL_CLAIMS) for word in _words(claims.get(claim))]
    return frozenset(_SCOPES[word] for word in said if word in _SCOPES)


def _words(value: Any) -> Iterator[str]:
    """A text is words with blanks between them, a list is a word an item."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
