"""Answers of split operations: which objects wait for a deferred fragment, and what of a list waits."""

from collections.abc import Iterator, Sequence
from typing import Any

from gateway.execution.incremental.splitting import Deferred, Streamed

__all__ = ["Path", "at", "cut", "marked", "remove_marks"]

Path = tuple[str | int, ...]


def marked(data: Any, keys: tuple[str, ...], mark: str, path: Path = ()) -> Iterator[Path]:
    """The paths of the objects at these keys that have a mark, through lists in their order."""
    if isinstance(data, list):
        for place, item in enumerate(data):
            yield from marked(item, keys, mark, (*path, place))
    elif isinstance(data, dict):
        if not keys:
            if mark in data:
                yield path
        elif keys[0] in data:
            yield from marked(data[keys[0]], keys[1:], mark, (*path, keys[0]))


def at(data: Any, path: Path) -> Any:
    """What stands at a path."""
    for key in path:
        data = data[key]
    return data


def remove_marks(data: Any, deferred: Sequence[Deferred]) -> None:
    """Take the marks of these fragments out of an answer. Values of the content may have keys that look alike."""
    for each in deferred:
        for path in marked(data, each.keys, each.mark):
            del at(data, path)[each.mark]


def cut(data: Any, streamed: Streamed) -> Iterator[tuple[Path, list[Any]]]:
    """Cut lists to their first items, in place; gives the path of each list that has more, and what that is."""
    *outer, key = streamed.keys
    for path in _objects(data, tuple(outer), ()):
        parent = at(data, path)
        found = parent.get(key)
        if isinstance(found, list) and len(found) > streamed.initial_count:
            parent[key] = found[: streamed.initial_count]
            yield (*path, key), found[streamed.initial_count :]


def _objects(data: Any, keys: tuple[str, ...], path: Path) -> Iterator[Path]:
    if isinstance(data, list):
        for place, item in enumerate(data):
            yield from _objects(item, keys, (*path, place))
    elif isinstance(data, dict):
        if not keys:
            yield path
        elif keys[0] in data:
            yield from _objects(data[keys[0]], keys[1:], (*path, keys[0]))
