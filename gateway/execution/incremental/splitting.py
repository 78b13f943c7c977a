"""Splits an operation: what is answered first, and for each deferred fragment what leads to it and what is in it.

All are operations of their own over the same lists, so that their answers fit together. A mark, a field with a key
that no document can have, tells in an answer which objects a fragment is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.language import BooleanValueNode, IntValueNode, StringValueNode

from gateway.errors import RequestError

__all__ = ["MARK_PREFIX", "Deferred", "Split", "Streamed", "conditions_of", "split"]

MARK_PREFIX: Final = "$"

_MOST_SELECTIONS: Final = 10_000
"""Fragments spread out: a document can be short and mean millions of them."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deferred:
    """A deferred fragment: its mark, the keys of the fields around it, and the operation that answers it."""

    mark: str
    label: str | None
    keys: Keys
    operation: OperationDefinitionNode


@dataclass(frozen=True, slots=True)
class Streamed:
    """A list that comes in two parts: the keys of the fields to it, itself the last."""

    label: str | None
    keys: Keys
    initial_count: int


@dataclass(frozen=True, slots=True)
class Split:
    """An operation in its parts; fragments are spread out in all of them."""

    initial: OperationDefinitionNode
    deferred: tuple[Deferred, ...] = ()
    streamed: tuple[Streamed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.deferred or self.streamed)


def split(
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
) -> Split:
    """Split a validated query, for these values of the variables in `if` and `initialCount`.

    Raises:
        RequestError: when there are too many selections, or a count is negative.
    """
    walk = _Walk(operation, fragments, variables)
    initial = walk.selections(operation.selection_set, (), ())
    return Split(_with(operation, initial), tuple(walk.deferred), tuple(walk.streamed))


def conditions_of(
    fragments: Mapping[str, FragmentDefinitionNode], operation: OperationDefinitionNode
) -> frozenset[str]:
    """The variables that `@defer` and `@stream` depend on."""
    found: set[str] = set()
    waiting: list[SelectionSetNode] = [operation.selection_set, *(each.selection_set for each in fragments.values())]
    while waiting:
        for node in waiting.pop().selections:
            for directive in node.directives or ():
                if directive.name.value in ("defer", "stream"):
                    found.update(
                        argument.value.name.value
                        for argument in directive.arguments or ()
                        if isinstance(argument.value, VariableNode)
                    )
            nested = getattr(node, "selection_set", None)
            if nested is not None:
                waiting.append(nested)
    return frozenset(found)


def _with(operation: OperationDefinitionNode, selections: tuple[SelectionNode, ...]) -> OperationDefinitionNode:
    return OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=SelectionSetNode(selections=selections),
        loc=operation.loc,
    )


@dataclass
class _Walk:
    """Collects the parts; `trail` are the fields and fragments around a selection, outermost first."""

    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    deferred: list[Deferred] = field(default_factory=list)
    streamed: list[Streamed] = field(default_factory=list)
    count: int = 0

    def selections(
        self, selection_set: SelectionSetNode, trail: tuple[SelectionNode, ...], keys: Keys, *, is_inner: bool = False
    ) -> tuple[SelectionNode, ...]:
        """What is left of a selection set; `is_inner` where nothing more is streamed."""
        return tuple(self._selection(node, trail, keys, is_inner) for node in selection_set.selections)

    def _selection(
        self,
        node: SelectionNode,
        trail: tuple[SelectionNode, ...],
        keys: Keys,
        is_inner: bool,  # noqa: FBT001
    ) -> SelectionNode:
        self.count += 1
        if self.count > _MOST_SELECTIONS:
            message = f"The operation has more than {_MOST_SELECTIONS} selections, fragments spread out."
            raise RequestError(message, code="MAX_FIELDS_EXCEEDED", limit=_MOST_SELECTIONS)
        if isinstance(node, FieldNode):
            return self._field(node, trail, keys, is_inner)
        assert isinstance(node, FragmentSpreadNode | InlineFragmentNode)
        return self._fragment(node, trail, keys, is_inner)

    def _field(
        self,
        node: FieldNode,
        trail: tuple[SelectionNode, ...],
        keys: Keys,
        is_inner: bool,  # noqa: FBT001
    ) -> FieldNode:
        if node.selection_set is None:
            return node
        key = node.alias.value if node.alias else node.name.value
        stream = self._enabled(node, "stream")
        if stream is not None and not is_inner:
            self.streamed.append(Streamed(_label(stream), (*keys, key), self._initial_count(stream)))
        bare = _field_with(node, ())
        is_within = is_inner or stream is not None
        return _field_with(node, self.selections(node.selection_set, (*trail, bare), (*keys, key), is_inner=is_within))

    def _fragment(
        self,
        node: FragmentSpreadNode | InlineFragmentNode,
        trail: tuple[SelectionNode, ...],
        keys: Keys,
        is_inner: bool,  # noqa: FBT001
    ) -> InlineFragmentNode:
        definition = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
        bare = InlineFragmentNode(
            type_condition=definition.type_condition,
            directives=tuple(each for each in node.directives or () if each.name.value in ("skip", "include")),
            selection_set=SelectionSetNode(selections=()),
        )
        defer = self._enabled(node, "defer")
        if defer is None:
            inner = self.selections(definition.selection_set, (*trail, bare), keys, is_inner=is_inner)
            return _fragment_with(bare, inner)
        mark = f"{MARK_PREFIX}{len(self.deferred)}"
        place = len(self.deferred)
        self.deferred.append(Deferred(mark, _label(defer), keys, self.operation))
        inner = self.selections(definition.selection_set, (*trail, bare), keys, is_inner=True)
        marked = _fragment_with(bare, (_mark(mark), *inner))
        operation = _with(self.operation, (_wrapped(trail, marked),))
        self.deferred[place] = Deferred(mark, _label(defer), keys, operation)
        return _fragment_with(bare, (_mark(mark),))

    def _enabled(self, node: SelectionNode, name: str) -> DirectiveNode | None:
        """The directive, unless its `if` is false."""
        for directive in node.directives or ():
            if directive.name.value == name:
                condition = _argument(directive, "if")
                return None if condition is not None and self._value(condition) is False else directive
        return None

    def _initial_count(self, directive: DirectiveNode) -> int:
        argument = _argument(directive, "initialCount")
        count = 0 if argument is None else int(self._value(argument) or 0)
        if count < 0:
            raise RequestError("`initialCount` of @stream must not be negative.")
        return count

    def _value(self, argument: ArgumentNode) -> Any:
        match argument.value:
            case VariableNode():
                return self.variables.get(argument.value.name.value)
            case BooleanValueNode() | IntValueNode():
                return argument.value.value
            case _:
                return None


def _argument(directive: DirectiveNode, name: str) -> ArgumentNode | None:
    return next((each for each in directive.arguments or () if each.name.value == name), None)


def _label(directive: DirectiveNode) -> str | None:
    """Labels are texts, and no variables (the rule DeferStreamDirectiveLabel)."""
    argument = _argument(directive, "label")
    return argument.value.value if argument is not None and isinstance(argument.value, StringValueNode) else None


def _mark(mark: str) -> FieldNode:
    return FieldNode(
        alias=NameNode(value=mark), name=NameNode(value="__typename"), arguments=(), directives=(), selection_set=None
    )


def _field_with(node: FieldNode, selections: tuple[SelectionNode, ...]) -> FieldNode:
    return FieldNode(
        alias=node.alias,
        name=node.name,
        arguments=node.arguments,
        directives=node.directives,
        selection_set=SelectionSetNode(selections=selections),
        loc=node.loc,
    )


def _fragment_with(node: InlineFragmentNode, selections: tuple[SelectionNode, ...]) -> InlineFragmentNode:
    return InlineFragmentNode(
        type_condition=node.type_condition,
        directives=node.directives,
        selection_set=SelectionSetNode(selections=selections),
    )


def _wrapped(trail: tuple[SelectionNode, ...], inner: SelectionNode) -> SelectionNode:
    """The fields and fragments around a selection, with nothing else in them."""
    for node in reversed(trail):
        assert isinstance(node, FieldNode | InlineFragmentNode)
        inner = _field_with(node, (inner,)) if isinstance(node, FieldNode) else _fragment_with(node, (inner,))
    return inner
