"""`provider` → a publisher's name, domain and images, and what else is said of it."""

from typing import Final, NamedTuple

from yaml.nodes import MappingNode, Node

from gateway.content.entries import ProviderUse
from gateway.content.extra import Json, read_extra
from gateway.content.findings import Findings
from gateway.content.images import read_images
from gateway.content.mappings import read_keys
from gateway.content.scalars import is_null
from gateway.content.site import Site
from gateway.content.values import read_text

__all__ = ["ReadProvider", "read_provider"]


class ReadProvider(NamedTuple):
    """A provider, and the keys of it that have no field of their own."""

    use: ProviderUse | None
    extra: dict[str, Json]


_NONE: Final = ReadProvider(None, {})


def read_provider(node: Node | None, site: Site, found: Findings) -> ReadProvider:
    """The provider of one document or related entry. A lone value is its name; a domain can stand for a name."""
    if node is None:
        return _NONE
    if not isinstance(node, MappingNode):
        if is_null(node):
            return _NONE
        found.add("not-a-mapping", "A provider has a `name` and a `domain`; the value is read as its name.", node)
        name = read_text(node, found)
        return ReadProvider(ProviderUse(name) if name else None, {})
    keys = read_keys(node, found)
    pop = keys.pop
    name = read_text(pop("name", None), found)
    domain = read_text(pop("domain", None), found)
    images = read_images(pop("images", None), site, found)
    extra = read_extra(keys, found) if keys else {}
    if not name and not domain:
        found.add("nameless-provider", "A provider with neither name nor domain is left out.", node)
        return ReadProvider(None, extra)
    domain = domain.lower() if domain else None
    return ReadProvider(ProviderUse(name or domain or "", domain, images), extra)
