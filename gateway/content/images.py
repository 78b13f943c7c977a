"""Lists of images → uses of pictures: relative addresses resolved, each address once."""

from yaml.nodes import MappingNode, Node, SequenceNode

from gateway.content.entries import ImageUse
from gateway.content.extra import read_extra
from gateway.content.findings import Findings
from gateway.content.mappings import read_items, read_keys
from gateway.content.site import Site
from gateway.content.values import read_boolean, read_number, read_text, spelling

__all__ = ["read_images"]


def read_images(node: Node | None, site: Site, found: Findings) -> tuple[ImageUse, ...]:
    """The images of one document, provider or related entry."""
    if node is None:
        return ()
    uses: dict[str, ImageUse] = {}
    for item in read_items(node, found):
        use = _read_image(item, site, found)
        if use is not None:
            uses.setdefault(use.url, use)
        elif item.__class__ is not SequenceNode:
            found.add("null-image", "An image without an address is left out.", item)
    return tuple(uses.values())


def _read_image(node: Node, site: Site, found: Findings) -> ImageUse | None:
    """One image: a mapping, or just its address."""
    if not isinstance(node, MappingNode):
        url = _read_url(node, site, found)
        return ImageUse(url) if url else None
    keys = read_keys(node, found)
    pop = keys.pop
    url = _read_url(pop("url", None), site, found)
    width = read_number(pop("width", None), found)
    height = read_number(pop("height", None), found)
    is_cached = read_boolean(pop("isCached", None), found)
    title = attribution = None
    if keys:
        title = read_text(pop("title", None), found) or None
        attribution = read_text(pop("attribution", None), found) or None
        read_extra(keys, found)  # not kept, but checked like all keys
    return ImageUse(url, width, height, is_cached, title, attribution) if url else None


def _read_url(node: Node | None, site: Site, found: Findings) -> str | None:
    """An image's address; unlike others it may be relative, and may have blanks within."""
    if node is None:
        return None
    url = spelling(node, found)
    return site.resolve(url) if url and not url.isspace() else None
