"""Random operations with random `@defer` and `@stream`: their parts put together are the answer without them."""

import asyncio
import json
from random import Random
from typing import Any

from graphql import (
    ArgumentNode,
    DirectiveNode,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    NameNode,
    Node,
    SelectionSetNode,
    StringValueNode,
    Visitor,
    parse,
    print_ast,
    visit,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.execution import Answer, OperationRequest
from gateway.execution.incremental import Delivery, Part, Patch
from gateway.execution.responses import error_entries
from gateway.scopes import Scope, Scopes
from tests.harness.gateways import Pair
from tests.harness.operations import operations
from tests.harness.profiles import TIMES, usual

LISTS = {"nodes", "edges", "topics", "images", "children"}


class Decorator(Visitor):
    """Defers some fragments, puts some fields into deferred ones, and streams some lists."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random
        self.labels = 0

    def directive(self, name: str, *arguments: ArgumentNode) -> DirectiveNode:
        self.labels += 1
        label = ArgumentNode(name=NameNode(value="label"), value=StringValueNode(value=f"L{self.labels}"))
        return DirectiveNode(name=NameNode(value=name), arguments=(label, *arguments))

    def leave_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> Node | None:
        return self.deferred(node)

    def leave_inline_fragment(self, node: InlineFragmentNode, *_: object) -> Node | None:
        return self.deferred(node)

    def deferred(self, node: FragmentSpreadNode | InlineFragmentNode) -> Node | None:
        if self.random.random() < 0.5 and self.labels < 12:
            changed = {name: getattr(node, name) for name in node.keys}
            return type(node)(**{**changed, "directives": (*(node.directives or ()), self.directive("defer"))})
        return None

    def leave_field(self, node: FieldNode, *_: object) -> Node | None:
        if node.name.value in LISTS and node.selection_set and self.random.random() < 0.3:
            count = ArgumentNode(
                name=NameNode(value="initialCount"), value=IntValueNode(value=str(self.random.randrange(3)))
            )
            changed = {name: getattr(node, name) for name in node.keys}
            node = FieldNode(**{**changed, "directives": (*(node.directives or ()), self.directive("stream", count))})
        if self.random.random() < 0.15 and self.labels < 12:
            return InlineFragmentNode(
                type_condition=None,
                directives=(self.directive("defer"),),
                selection_set=SelectionSetNode(selections=(node,)),
            )
        return node


async def all_parts(delivery: Delivery) -> list[Part]:
    return [part async for part in delivery.parts()]


def put_together(parts: list[Part]) -> tuple[Any, list[Any]]:
    """What a client has in the end: the data, and all errors."""
    first, *rest = parts
    data, errors = json.loads(json.dumps(first.data)), list(first.errors)
    for patch in (patch for part in rest for patch in part.patches):
        errors += patch.errors
        apply(data, patch)
    return data, error_entries(errors)


def apply(data: Any, patch: Patch) -> None:
    target = data
    for key in patch.path:
        target = target[key]
    if patch.items is not None:
        assert len(target) == patch.index
        target.extend(patch.items)
    else:
        merge(target, patch.data)


def merge(target: Any, source: Any) -> None:
    if isinstance(target, dict):
        for key, value in source.items():
            if isinstance(target.get(key), dict | list):
                merge(target[key], value)
            else:
                target[key] = value
    else:
        assert len(target) == len(source)
        for place, value in enumerate(source):
            if isinstance(value, dict | list):
                merge(target[place], value)


def check_order(parts: list[Part]) -> None:
    """Each patch is announced before it comes, comes once, and the last part says that it is the last."""
    announced: set[int] = set()
    came: set[int] = set()
    for part in parts:
        announced |= {patch.key for patch in part.announced}
        keys = {patch.key for patch in part.patches}
        assert keys <= announced
        assert not keys & came
        came |= keys
    assert announced == came
    assert [part.has_next for part in parts] == [True] * (len(parts) - 1) + [False]


@settings(usual, max_examples=25 * TIMES)
@given(data=st.data(), seed=st.integers(0, 2**32), scopes=st.frozensets(st.sampled_from(Scope)))
def test_the_parts_of_an_answer_are_the_whole(
    runner: asyncio.Runner, newspaper: Pair, data: st.DataObject, seed: int, scopes: Scopes
) -> None:
    operation = data.draw(operations(newspaper.vocabulary))
    document = visit(parse(operation.query), Decorator(Random(seed)))
    request = OperationRequest(print_ast(document), operation.operation_name, operation.variables)

    whole = runner.run(newspaper.gateway.answer(request, scopes))
    outcome = runner.run(newspaper.gateway.deliver(request, scopes))

    if isinstance(outcome, Answer):  # of several mistakes another may be told
        assert outcome.kind == whole.kind
        assert outcome == whole or whole.kind == "request_error"
        return
    parts = runner.run(all_parts(outcome))
    check_order(parts)
    found, errors = put_together(parts)
    expected = json.loads(whole.body)
    assert found == expected["data"]
    assert distinct(errors) == distinct(expected.get("errors", []))


def distinct(errors: list[Any]) -> set[str]:
    """A field that is asked for both at once and later is told of twice."""
    return {json.dumps(error, sort_keys=True) for error in errors}
