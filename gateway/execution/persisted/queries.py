"""Automatic persisted queries: what was sent once with its hash can be asked for by the hash alone.

The protocol is Apollo's: https://www.apollographql.com/docs/apollo-server/performance/apq
"""

from cachetools import LRUCache

from gateway.errors import RequestError
from gateway.execution.persisted.naming import hash_of

__all__ = ["PersistedQueries"]


class PersistedQueries:
    """The most recently used documents, by their hashes. `max_characters` bounds them; with 0 none are kept."""

    def __init__(self, max_characters: int) -> None:
        self._texts: LRUCache[str, str] = LRUCache(max_characters, getsizeof=len)
        self._are_kept = max_characters > 0

    def find(self, sha256: str) -> str:
        """The text with this hash.

        Raises:
            RequestError: the clients of the protocol know these two by their messages, and send the text then.
        """
        if not self._are_kept:
            raise RequestError("PersistedQueryNotSupported", code="PERSISTED_QUERY_NOT_SUPPORTED")
        text = self._texts.get(sha256)
        if text is None:
            raise RequestError("PersistedQueryNotFound", code="PERSISTED_QUERY_NOT_FOUND")
        return text

    def verify(self, sha256: str, text: str) -> None:
        """See that this is the hash of this text: nobody may put another text under it.

        Raises:
            RequestError: BAD_REQUEST.
        """
        if text != self._texts.get(sha256) and sha256 != hash_of(text):
            raise RequestError("provided sha does not match query", code="BAD_REQUEST")

    def keep(self, sha256: str, text: str) -> None:
        """Remember a text that has been verified, and that can be executed."""
        if len(text) <= self._texts.maxsize:
            self._texts[sha256] = text
