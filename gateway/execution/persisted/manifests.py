"""Documents in the files that client tools write: all are JSON, and map an id to a text.

- Relay (`persistConfig.file`) and GraphQL Code Generator (`persistedDocuments`): `{"id": "query …", …}`
- Apollo (`@apollo/generate-persisted-query-manifest`): `{"format": "apollo-persisted-query-manifest", …}`
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

import msgspec
from graphql import GraphQLError, OperationDefinitionNode, parse

from gateway.errors import SettingsError
from gateway.execution.persisted.written import Part, TrustedDocument

__all__ = ["read_manifest"]

FORMAT: Final = "apollo-persisted-query-manifest"


class ApolloOperation(msgspec.Struct):
    """What is used of an operation in Apollo's format."""

    id: str
    body: str


class ApolloManifest(msgspec.Struct):
    """Apollo's format."""

    format: Literal["apollo-persisted-query-manifest"]
    version: Literal[1]
    operations: list[ApolloOperation]


def read_manifest(file: Path) -> list[TrustedDocument]:
    """All documents of a manifest, in its order.

    Raises:
        SettingsError: when it cannot be read, or is in neither form.
    """
    try:
        content = file.read_bytes()
        keys = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        texts = _texts_of(content, is_apollo="format" in keys)
    except OSError as error:
        hint = "`operations` is a folder of .graphql files, or a manifest."
        raise SettingsError(f"{file}: {error.strerror}", hint=hint) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        hint = f'A manifest is {{"id": "query …"}}, or in Apollo\'s form with "format": "{FORMAT}" and "version": 1.'
        raise SettingsError(f"{file}: this is no manifest: {error}", hint=hint) from None
    return [_document(file, identity, text) for identity, text in texts.items()]


def _texts_of(content: bytes, *, is_apollo: bool) -> Mapping[str, str]:
    if is_apollo:
        manifest = msgspec.json.decode(content, type=ApolloManifest)
        return {operation.id: operation.body for operation in manifest.operations}
    return msgspec.json.decode(content, type=dict[str, str])


def _document(file: Path, identity: str, text: str) -> TrustedDocument:
    part = Part(text.count("\n") + 1, file, where=f" ({identity})")
    return TrustedDocument(identity, _name_of(text), text, (part,))


def _name_of(text: str) -> str:
    """The name of the operation; what is wrong with the text is told when it is checked."""
    try:
        definitions = parse(text, no_location=True).definitions
    except (GraphQLError, RecursionError):
        return ""
    names = [each.name.value for each in definitions if isinstance(each, OperationDefinitionNode) and each.name]
    return names[0] if names else ""
