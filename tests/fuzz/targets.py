"""What every parser of untrusted bytes must hold, whatever the bytes: only declared errors, and output that is sound.

Each target takes bytes. `test_parsers.py` makes them by Hypothesis, `torture.py` by a coverage-guided fuzzer.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gateway.compiler.cursors import key_of
from gateway.content.identity import TYPE_LETTERS, read_id, write_id
from gateway.errors import RequestError
from tests.fuzz import pieces
from tests.fuzz.content import fuzz_front_matter
from tests.fuzz.heads import fuzz_credentials, fuzz_negotiation
from tests.fuzz.requests import fuzz_body, fuzz_document, fuzz_message, fuzz_query_string
from tests.fuzz.searches import fuzz_search

__all__ = ["TARGETS", "Target"]


@dataclass(frozen=True)
class Target:
    """A parser with what must hold of it, and pieces of which inputs that get far are made."""

    run: Callable[[bytes], None]
    pieces: Sequence[bytes]


def text_of(data: bytes) -> str:
    """Any text there is, also with lone surrogates."""
    return (
        data.decode("utf-8", "surrogatepass" if b"\xed" in data else "replace")
        if is_text(data)
        else data.decode("latin-1")
    )


def is_text(data: bytes) -> bool:
    """Whether bytes are UTF-8, surrogates taken for characters."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


LIST: Final = "Query.articles HEAT.DESC"
KINDS: Final = (int, str)


def fuzz_cursor(data: bytes) -> None:
    """A cursor is refused, or gives keys that make it again; bytes in hexadecimal get as far as any."""
    for text in (text_of(data), data.hex()):
        try:
            keys = [key_of(LIST, KINDS, index)(text) for index in range(len(KINDS))]
        except RequestError as error:
            assert error.code == "BAD_USER_INPUT"
            assert len(error.message) < 500
            continue
        assert [type(key) for key in keys] == list(KINDS)
        assert -(2**63) <= keys[0] < 2**63
        keys[1].encode()
        again = json.dumps([LIST, *keys]).encode().hex()
        assert [key_of(LIST, KINDS, index)(again) for index in range(len(KINDS))] == keys


def fuzz_id(data: bytes) -> None:
    """An id is none, or exactly the one that is written for what it says."""
    text = text_of(data)
    found = read_id(text) if text else None
    if found is not None:
        letter, number = found
        [type_name] = [name for name, each in TYPE_LETTERS.items() if each == letter]
        assert write_id(type_name, number) == text


TARGETS: Final[Mapping[str, Target]] = {
    "front_matter": Target(fuzz_front_matter, pieces.YAML_PIECES),
    "cursor": Target(fuzz_cursor, pieces.CURSOR_PIECES),
    "id": Target(fuzz_id, pieces.ID_PIECES),
    "search": Target(fuzz_search, pieces.SEARCH_PIECES),
    "body": Target(fuzz_body, pieces.JSON_PIECES),
    "query_string": Target(fuzz_query_string, pieces.QUERY_STRING_PIECES),
    "message": Target(fuzz_message, pieces.MESSAGE_PIECES),
    "document": Target(fuzz_document, pieces.GRAPHQL_PIECES),
    "credentials": Target(fuzz_credentials, pieces.CREDENTIAL_PIECES),
    "negotiation": Target(fuzz_negotiation, pieces.HEAD_PIECES),
}
"""By their names."""
