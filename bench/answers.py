"""Whether servers answer alike: answers in one shape, and the first difference between two."""

import json
import re

LEFT_OUT = {"id", "__typename", "pageInfo", "totalCount", "cursor"}


def normal(value):
    """One shape for every dialect: connections as lists, `hop` objects unwrapped, no ids, UTC as Z, text mended."""
    match value:
        case dict():
            value = {key: inner for key, inner in value.items() if key not in LEFT_OUT}
            match value:
                case {"nodes": list(inner)} | {"edges": list(inner)} if len(value) == 1:
                    return normal(inner)
                case {"hop": inner} | {"node": inner} if len(value) == 1:
                    return normal(inner)
            return {key: normal(inner) for key, inner in value.items()}
        case list():
            return [normal(item) for item in value]
        case str():
            # The stories have a few apostrophes that were decoded wrongly: the gateway mends them, its peers do not.
            value = value.replace("â€™", "’")  # noqa: RUF001
            return re.sub(r"(T\d\d:\d\d:\d\d)(\.0+)?(Z|\+00:00)$", r"\1Z", value)
        case _:
            return value


def difference(left, right, path="data"):
    """The first place where two answers differ, in words; None when they are alike."""
    match left, right:
        case dict(), dict():
            if set(left) != set(right):
                return f"{path}: keys {sorted(left)} / {sorted(right)}"
            pairs = ((left[key], right[key], f"{path}.{key}") for key in left)
        case list(), list():
            if len(left) != len(right):
                return f"{path}: {len(left)} / {len(right)} items"
            items = enumerate(zip(left, right, strict=True))
            pairs = ((mine, other, f"{path}[{index}]") for index, (mine, other) in items)
        case _:
            return None if left == right else f"{path}: {str(left)[:60]!r} / {str(right)[:60]!r}"
    return next(filter(None, (difference(*pair) for pair in pairs)), None)


def check(reference, targets, ops, draws, samples):
    """Ask each target the same things as the reference and name the first difference of each operation."""
    report = {}
    for target in targets:
        results = report[target.name] = {
            op: check_operation(reference, target, op, draws, samples) for op in ops if target.knows(op)
        }
        for op, result in results.items():
            if result["first"]:
                count = f"{result['same']}/{result['of']}"
                print(f"  {target.name:13} {op:7} {count} alike; first difference: {result['first']}")
        print(f"  {target.name:13} {', '.join(in_words(op, results.get(op)) for op in ops)}")
    return report


def in_words(op, result):
    if result is None:
        return f"{op} not asked"
    how = "" if result["compare"] == "exact" else " (count)"
    return f"{op} {result['same']}/{result['of']}{how}"


def check_operation(reference, target, op, draws, samples):
    compare = target.spec(op).get("compare", "exact")
    wanted = [*draws.rows(reference, op, "hot", 1), *draws.rows(reference, op, "cold", samples)]
    asked = [*draws.rows(target, op, "hot", 1), *draws.rows(target, op, "cold", samples)]
    found = [compare_once(reference, target, op, *rows, compare) for rows in zip(wanted, asked, strict=True)]
    return {
        "same": found.count(None),
        "of": len(found),
        "compare": compare,
        "first": next(filter(None, found), None),
    }


def compare_once(reference, target, op, wanted, asked, compare):
    """What is wrong with one answer, in words; None when nothing is."""
    status, data = target.ask(target.body(op, asked))
    try:
        answer = json.loads(data)
    except ValueError:
        answer = None
    if status != 200 or not answer or answer.get("errors"):
        return f"HTTP {status}: {data[:300].decode(errors='replace')}"
    if target is reference or not target.entry.get("check", True):
        return None
    left = normal(json.loads(reference.ask(reference.body(op, wanted))[1])["data"])
    right = normal(answer["data"])
    if compare == "count":
        left, right = ({key: len(inner or ()) for key, inner in side.items()} for side in (left, right))
    return difference(left, right)
