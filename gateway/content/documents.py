"""A file as the readers of its kind get it: where it comes from, its keys, its body."""

from typing import NamedTuple

from yaml.nodes import MappingNode

from gateway.content.mappings import Keys
from gateway.content.site import Site

__all__ = ["Document", "Place"]


class Place(NamedTuple):
    """Where a document is: its source, its file, and the settings of its content root."""

    source: str
    file: str
    site: Site


class Document(NamedTuple):
    """One file whose head is a mapping. The readers take out of `keys` what they know."""

    source: str
    file: str
    site: Site
    root: MappingNode
    keys: Keys
    body: str | None
