"""GraphQL documents: parsed within limits, validated, and the operation that is meant picked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import ASTValidationRule, NoSchemaIntrospectionCustomRule, ValidationContext

from gateway.errors import RequestError
from gateway.execution.limits import DocumentLimits, fragments_of
from gateway.execution.responses import from_library
from gateway.settings import Settings

__all__ = ["DocumentError", "DocumentReader", "SelectedOperation"]

MAX_TOLD = 100
"""How many characters of a name are told that nobody knows."""

MAX_ERRORS = 10
"""How many mistakes of one document are told."""


class DocumentError(Exception):
    """A document that cannot be executed, with all that is wrong with it."""

    def __init__(self, errors: Sequence[RequestError], *, is_of_other_kind: bool = False) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = tuple(errors)
        self.is_of_other_kind = is_of_other_kind  # a mutation or subscription, which no GET may ask for

    def as_one(self) -> RequestError:
        """The first error, with the others told in its message."""
        first, *others = self.errors
        told = [f"{line}:{column}: {error.message}" for error in others for line, column in error.locations[:1]]
        return RequestError("\n".join([first.message, *told]), code=first.code, locations=first.locations)


@dataclass(frozen=True, slots=True)
class SelectedOperation:
    """A validated operation with the fragments of its document."""

    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """Reads documents for one schema."""

    schema: GraphQLSchema
    limits: DocumentLimits
    has_introspection: bool

    @classmethod
    def of(cls, schema: GraphQLSchema, settings: Settings) -> "DocumentReader":
        """Read within the limits that are set."""
        return cls(schema, DocumentLimits.of(settings), settings.introspection)

    def read(self, text: str, operation_name: str | None) -> SelectedOperation:
        """The operation of this name, or the only one.

        Raises:
            DocumentError: for a document that is too large, has a syntax error, is not valid, or has no such operation.
        """
        try:
            self.limits.require_small(text)
            document = self._parse(text)
            operation, fragments = _pick(document, operation_name), fragments_of(document)
            self.limits.require_few(operation, fragments)
        except RequestError as error:
            raise DocumentError([error]) from None
        self._validate(document)
        return SelectedOperation(operation, fragments)

    def _parse(self, text: str) -> DocumentNode:
        try:
            document = parse(text, max_lexical_tokens=self.limits.tokens, max_comments=self.limits.comments)
        except GraphQLError as error:
            raise self.limits.of_parser(error) from None
        _unlink_tokens(document)
        return document

    def _validate(self, document: DocumentNode) -> None:
        rules: list[type[ASTValidationRule]] = list(specified_rules)
        if not self.has_introspection:
            rules.append(NoSchemaIntrospectionCustomRule)
        visitors: list[ASTValidationRule] = []
        made: Any = [partial(_made, rule, visitors) for rule in rules]
        hide = not self.has_introspection
        errors = validate(self.schema, document, made, max_errors=MAX_ERRORS, hide_suggestions=hide)
        for visitor in visitors:
            vars(visitor).clear()  # it holds itself, and with it what it has seen of the document
        if errors:
            told = [from_library(error, "GRAPHQL_VALIDATION_FAILED") for error in errors]
            for definition in document.definitions:  # nodes are frozen, and the walk through them may hold these
                object.__setattr__(definition, "selection_set", None)
            raise DocumentError(told)


def _made(
    rule: type[ASTValidationRule], visitors: list[ASTValidationRule], context: ValidationContext
) -> ASTValidationRule:
    """The visitor of a rule, noted down."""
    visitors.append(rule(context))
    return visitors[-1]


def _unlink_tokens(document: DocumentNode) -> None:
    """Let go of the chain of tokens that a document was read from: with it, only a full collection could free it."""
    token = document.loc.start_token if document.loc else None
    while token is not None:
        token.prev, token.next, token = None, None, token.next


def _pick(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation to execute (GraphQL, 6.1 GetOperation).

    Raises:
        RequestError: OPERATION_RESOLUTION_FAILURE.
    """
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if name:
        operations = [each for each in operations if each.name is not None and each.name.value == name]
    if len(operations) == 1 or (name and operations):  # that a name stands twice is for validation to tell
        return operations[0]
    if name:
        message = f"The document has no operation named {name[:MAX_TOLD]}."
    elif operations:
        message = "The document has several operations: `operationName` must say which."
    else:
        message = "The document has no operation."
    raise RequestError(message, code="OPERATION_RESOLUTION_FAILURE")
