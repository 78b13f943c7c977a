"""How much a document may say: counted in one pass, each fragment once, before anything else looks at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
)

from gateway.errors import RequestError
from gateway.execution.responses import from_library
from gateway.settings import LimitSettings

__all__ = ["DocumentLimits", "fragments_of"]

NESTING: Final = 200
"""How deeply the library reads: braces, brackets and parentheses within each other."""

Fragments = Mapping[str, FragmentDefinitionNode]


def fragments_of(document: DocumentNode) -> Fragments:
    """The fragments of a document by their names."""
    found = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    return {each.name.value: each for each in found}


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The limits on a document, and how each is told."""

    query_bytes: int
    tokens: int
    comments: int
    aliases: int
    directives: int

    @classmethod
    def of(cls, settings: LimitSettings) -> "DocumentLimits":
        """As they are set."""
        return cls(
            query_bytes=settings.max_query_bytes,
            tokens=settings.max_tokens,
            comments=settings.max_comments,
            aliases=settings.max_aliases,
            directives=settings.max_directives,
        )

    def require_small(self, text: str) -> None:
        """Refuse a text that is too large, before it is read.

        Raises:
            RequestError: MAX_QUERY_BYTES_EXCEEDED.
        """
        size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
        if size > self.query_bytes:
            message = f"The GraphQL document has {size} bytes; the limit is {self.query_bytes}."
            raise RequestError(message, code="MAX_QUERY_BYTES_EXCEEDED", limit=self.query_bytes)

    def of_parser(self, error: GraphQLError) -> RequestError:
        """What the parser says in our words: which limit was met, or that there is a syntax error."""
        for said, code, limit in (
            ("tokens. Parsing aborted", "MAX_TOKENS_EXCEEDED", self.tokens),
            ("comments. Parsing aborted", "MAX_COMMENTS_EXCEEDED", self.comments),
            ("nested too deeply", "MAX_NESTING_EXCEEDED", NESTING),
        ):
            if said in error.message:
                return from_library(error, code, limit)
        return from_library(error, "GRAPHQL_PARSE_FAILED")

    def require_few(self, operation: OperationDefinitionNode, fragments: Fragments) -> None:
        """Refuse an operation with too many aliases or directives, those of its fragments counted once.

        Raises:
            RequestError: MAX_ALIASES_EXCEEDED or MAX_DIRECTIVES_EXCEEDED, at the first one too many.
        """
        aliases = directives = 0
        for node in _reached(operation, fragments):
            directives += isinstance(node, DirectiveNode)
            aliases += isinstance(node, FieldNode) and node.alias is not None
            if aliases > self.aliases:
                raise _too_many(node, "aliases", "MAX_ALIASES_EXCEEDED", self.aliases)
            if directives > self.directives:
                raise _too_many(node, "directives", "MAX_DIRECTIVES_EXCEEDED", self.directives)


def _too_many(node: Node, what: str, code: str, limit: int) -> RequestError:
    message = f"The operation and its fragments have more than {limit} {what}."
    return from_library(GraphQLError(message, node), code, limit)


def _reached(operation: OperationDefinitionNode, fragments: Fragments) -> Iterator[Node]:
    """The fields and directives of an operation and of the fragments that it leads to, each once."""
    visited: set[str] = set()
    waiting: list[Node] = [operation]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, FragmentSpreadNode) and node.name.value not in visited:
            visited.add(node.name.value)
            waiting.extend(filter(None, [fragments.get(node.name.value)]))
        waiting.extend(reversed(_parts(node)))


def _parts(node: Node) -> list[Node]:
    """What stands in a node, in the order of the text."""
    parts: list[Node] = [*(getattr(node, "variable_definitions", None) or ())]
    parts += getattr(node, "directives", None) or ()
    selection_set = getattr(node, "selection_set", None)
    if isinstance(selection_set, SelectionSetNode):
        parts += selection_set.selections
    return parts
