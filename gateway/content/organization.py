"""A document of the taxonomy `organization` → the description of a domain."""

from gateway.content.documents import Document
from gateway.content.entries import OrganizationEntry
from gateway.content.extra import read_extra
from gateway.content.findings import Findings
from gateway.content.images import read_images
from gateway.content.values import read_text

__all__ = ["read_organization"]


def read_organization(document: Document, found: Findings) -> OrganizationEntry | None:
    """The organization that a document describes; None without a domain, which is a problem."""
    pop = document.keys.pop
    identifier = read_text(pop("_id", None), found)
    domain = read_text(pop("domain", None), found) or identifier
    if not domain:
        found.add("missing-domain", "An organization needs a `domain` or an `_id`.", document.root)
        domain = ""
    organization = OrganizationEntry(
        source=document.source,
        domain=domain.lower(),
        description=read_text(pop("description", None), found) or None,
        images=read_images(pop("images", None), document.site, found),
    )
    read_extra(document.keys, found)  # not kept, but checked like all keys
    return organization if domain else None
