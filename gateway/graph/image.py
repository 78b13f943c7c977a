"""Image: a picture, one for each address."""

import strawberry

from gateway.graph.fields import stored
from gateway.graph.node import Node
from gateway.marks import Form
from gateway.tables import image

__all__ = ["Image"]


@strawberry.type(
    description="A picture, one for each address. Where uses differ: the first non-null value, documents before "
    "stubs, newest first; cached if any use says so."
)
class Image(Node):
    """Stored in `image`."""

    id: strawberry.ID = stored(image.c.id, "The global id.", Form.IMAGE_ID)
    url: str = stored(image.c.url, "Where it is; as written, or resolved against the site's address.")
    width: int | None = stored(image.c.width, "In pixels.")
    height: int | None = stored(image.c.height, "In pixels.")
    is_cached: bool = stored(image.c.is_cached, "Whether the site keeps a copy.", Form.BOOLEAN)
    title: str | None = stored(image.c.title, "What it shows.")
    attribution: str | None = stored(image.c.attribution, "Whom to credit.")
