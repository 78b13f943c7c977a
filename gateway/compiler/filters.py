"""Filter inputs to predicates. No SQL is made here."""

from collections.abc import Mapping
from typing import Any, Final

from graphql import GraphQLInputObjectType, GraphQLInputType, get_named_type

from gateway.compiler.inputs import Place
from gateway.compiler.plan import All, Comparison, Either, Not, Predicate, Quantifier
from gateway.errors import InternalError
from gateway.marks import Compared, Mark, Quantified

__all__ = ["FilterPlanner"]

MAX_RELATIONS: Final = 8
"""How many relations a condition may reach through: SQLite takes expressions about 1,000 deep, and each takes 33."""

MAX_NESTING: Final = 50
"""How deeply `and`, `or`, `not` and relations may be nested."""


class FilterPlanner:
    """Plans the filters of one operation, and counts their conditions."""

    def __init__(self, catalog: Mapping[tuple[str, str], Mark], max_conditions: int) -> None:
        self._catalog = catalog
        self._max_conditions = max_conditions
        self._conditions = 0

    def plan(self, input_type: GraphQLInputObjectType, value: Mapping[str, Any], place: Place) -> Predicate:
        """The predicate that a filter input says: all given conditions hold together; a null operand says nothing.

        Raises:
            RequestError: for more conditions, or deeper ones, than are allowed.
        """
        return self._filter(input_type, value, _Depth(place))

    def _filter(self, input_type: GraphQLInputType, value: Mapping[str, Any], depth: "_Depth") -> Predicate:
        named = get_named_type(input_type)
        assert isinstance(named, GraphQLInputObjectType)
        parts: list[Predicate] = []
        if not value:  # it says nothing, but there may be many of it
            self._count(depth)
        for name, operand in value.items():
            if operand is not None:
                self._count(depth)
                parts.extend(self._member(named, name, operand, depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _member(self, input_type: GraphQLInputObjectType, name: str, operand: Any, depth: "_Depth") -> list[Predicate]:
        match name:
            case "and":
                return [All(tuple(self._filter(input_type, item, depth.deeper()) for item in operand))]
            case "or":
                return [Either(tuple(self._filter(input_type, item, depth.deeper()) for item in operand))]
            case "not":
                return [Not(self._filter(input_type, operand, depth.deeper()))]
            case _:
                field_type = input_type.fields[name].type
                coordinates = (input_type.name, name)
                return self._condition(coordinates, field_type, operand, depth)

    def _condition(
        self, coordinates: tuple[str, str], field_type: GraphQLInputType, operand: Mapping[str, Any], depth: "_Depth"
    ) -> list[Predicate]:
        name, listed = coordinates[1], ".".join(coordinates)
        match mark := self._catalog[coordinates]:
            case Compared():
                return [
                    Comparison(name, mark.column, operator, value, mark.is_nullable, mark.lowest)
                    for operator, value in operand.items()
                    if value is not None
                ]
            case Quantified() if mark.is_single:
                return [Quantifier(name, "some", mark, self._filter(field_type, operand, depth.through()), listed)]
            case Quantified():
                words = get_named_type(field_type)
                assert isinstance(words, GraphQLInputObjectType)
                return [
                    Quantifier(name, word, mark, self._filter(words.fields[word].type, value, depth.through()), listed)
                    for word, value in operand.items()
                    if value is not None
                ]
            case _:
                raise InternalError(f"{name} has no filter's mark", site="filter-mark")

    def _count(self, depth: "_Depth") -> None:
        self._conditions += 1
        if self._conditions > self._max_conditions:
            message = f"The filters have more than {self._max_conditions} conditions."
            raise depth.place.error(message, code="MAX_CONDITIONS_EXCEEDED", limit=self._max_conditions)


class _Depth:
    """How deep within a filter a condition stands."""

    __slots__ = ("nesting", "place", "relations")

    def __init__(self, place: Place, nesting: int = 0, relations: int = 0) -> None:
        self.place = place
        self.nesting = nesting
        self.relations = relations
        if nesting > MAX_NESTING or relations > MAX_RELATIONS:
            message = f"A filter may nest {MAX_NESTING} levels deep and reach through {MAX_RELATIONS} relations."
            raise place.error(
                message, code="MAX_DEPTH_EXCEEDED", limit=MAX_NESTING if nesting > MAX_NESTING else MAX_RELATIONS
            )

    def deeper(self) -> "_Depth":
        """Within an `and`, `or` or `not`."""
        return _Depth(self.place, self.nesting + 1, self.relations)

    def through(self) -> "_Depth":
        """Within a relation."""
        return _Depth(self.place, self.nesting + 1, self.relations + 1)
