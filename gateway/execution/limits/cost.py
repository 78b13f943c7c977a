"""What an answer did cost: its objects, counted along the plan that it was made by."""

from typing import Any

from gateway.compiler import Alternatives, Many, ObjectPlan, One, Pages, PartPlan
from gateway.execution.decoding import decoded

__all__ = ["objects_in"]


def objects_in(plan: ObjectPlan, data: bytes) -> int:
    """How many objects the JSON of an answer has, those within values such as `extra` not counted."""
    return _objects(plan, decoded(data))


def _objects(plan: ObjectPlan, value: Any) -> int:
    if isinstance(value, list):
        return sum(_objects(plan, each) for each in value)
    if not isinstance(value, dict):
        return 0
    return 1 + sum(_objects(nested, value.get(key)) for key, nested in _nested(plan))


def _nested(plan: ObjectPlan) -> list[tuple[str, ObjectPlan]]:
    """The fields of an object that have objects in them, by their keys; of alternatives what any of them has."""
    found: list[tuple[str, ObjectPlan]] = []
    for item in plan.fields:
        match item.value:
            case One() | Many() | Pages() | PartPlan():
                if item.value.object is not None:
                    found.append((item.key, item.value.object))
            case Alternatives(options=options):
                fields = {field.key: field for _, option in options for field in option.fields}
                found.append((item.key, ObjectPlan("", tuple(fields.values()))))
            case _:
                pass
    return found
