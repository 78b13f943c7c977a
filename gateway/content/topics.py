"""`topics` → the topics that one document names, each once."""

from yaml.nodes import Node

from gateway.content.findings import Findings
from gateway.content.identity import fold_name
from gateway.content.mappings import read_items
from gateway.content.scalars import is_null
from gateway.content.values import read_text

__all__ = ["each_once", "read_topics"]


def read_topics(node: Node | None, found: Findings) -> tuple[str, ...]:
    """The topics by name, in the document's order; of spellings that fold alike, the first."""
    if node is None:
        return ()
    names = []
    for item in read_items(node, found):
        name = read_text(item, found)
        if name:
            names.append(name)
        elif name is not None or is_null(item):
            found.add("null-topic", "A topic without a name is left out.", item)
    return each_once(names)


def each_once(names: list[str]) -> tuple[str, ...]:
    """Names of topics without those that fold like an earlier one."""
    if len(names) < 2:
        return tuple(names)
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(fold_name(name), name)
    return tuple(unique.values())
