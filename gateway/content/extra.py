"""Keys with no field of their own → JSON values: typed as YAML 1.1 says, dates as written, nothing repaired."""

from typing import Final

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gateway.content.findings import Findings
from gateway.content.mappings import Keys, read_keys
from gateway.content.scalars import Scalar, read_scalar

__all__ = ["Json", "read_extra", "read_rest"]

Json = Scalar | list["Json"] | dict[str, "Json"]

_DEPTH_LIMIT: Final = 64


def read_extra(keys: Keys, found: Findings) -> dict[str, Json]:
    """The values of all remaining keys, in the order of the document."""
    return {name: _read(node, found, 1) for name, node in keys.items()}


def read_rest(keys: Keys, provider_extra: dict[str, Json], found: Findings) -> dict[str, Json]:
    """The extra of a story of which the keys with fields are gone but `provider`: under it stands its own extra."""
    if not provider_extra:
        keys.pop("provider", None)
    if not keys:
        return {}
    return {name: provider_extra if name == "provider" else _read(node, found, 1) for name, node in keys.items()}


def _read(node: Node, found: Findings, depth: int) -> Json:
    if depth > _DEPTH_LIMIT:
        found.add("too-deep", f"More than {_DEPTH_LIMIT} levels of lists and mappings.", node)
        return None
    match node:
        case ScalarNode():
            return read_scalar(node, found)
        case SequenceNode():
            return [_read(item, found, depth + 1) for item in node.value]
        case MappingNode():
            return {name: _read(item, found, depth + 1) for name, item in read_keys(node, found).items()}
        case _:
            return None
