"""Which kind of answer a client accepts: RFC 9110, 12.5.1, for the media types of GraphQL over HTTP."""

from functools import lru_cache
from typing import NamedTuple

__all__ = ["JSON", "RESPONSE_JSON", "VARY", "Accepted", "is_json", "negotiate", "parse_range"]

JSON = b"application/json; charset=utf-8"
RESPONSE_JSON = b"application/graphql-response+json; charset=utf-8"

VARY = (b"vary", b"Accept, Accept-Encoding, Authorization, X-API-Key, Snapshot-At-Least")
"""What of a request its answer depends on (RFC 9110, 12.5.5)."""


MULTIPART_FORMS = ("deferSpec=20220824", "incrementalSpec=v0.2")
"""The parameters of `multipart/mixed` by which clients tell what they know; the first is for those who name none."""


class Accepted(NamedTuple):
    """The media type for answers (None: no JSON is accepted), and whether a page or events would be liked better."""

    json: bytes | None
    prefers_html: bool = False
    prefers_events: bool = False
    multipart: str | None = None  # the form of answers in parts, see `gateway.server.multipart`


class Range(NamedTuple):
    """One part of an Accept header: `text/*;q=0.5` at its place in the list."""

    media_type: str
    quality: float
    place: int


class Preference(NamedTuple):
    """How much one media type is liked; sorts from the least to the most."""

    quality: float
    is_named: bool
    earliness: int


@lru_cache(maxsize=256)
def negotiate(accept: bytes | None) -> Accepted:
    """Weigh an Accept header. Clients send few different ones, so that this is nearly always remembered."""
    if not accept:
        return Accepted(JSON)
    ranges = [parse_range(text, place) for place, text in enumerate(accept.decode("latin-1").lower().split(","))]
    json = preference("application/json", ranges)
    response_json = preference("application/graphql-response+json", ranges)
    best = max(json, response_json)
    multipart = multipart_form(accept.decode("latin-1"))
    fallback = JSON if multipart else None  # of what has no parts, which a client cannot know before
    return Accepted(
        json=fallback if best.quality <= 0 else RESPONSE_JSON if response_json > json else JSON,
        prefers_html=is_preferred("text/html", ranges, best),
        prefers_events=is_preferred("text/event-stream", ranges, best),
        multipart=multipart,
    )


def multipart_form(accept: str) -> str | None:
    """Which form of answers in parts a client knows; see `MULTIPART_FORMS`."""
    for part in accept.split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        is_liked = media_type.lower() == "multipart/mixed" and parse_range(part.lower(), 0).quality > 0
        if is_liked and not is_of_subscriptions(parameters):
            return next((each for each in parameters if each in MULTIPART_FORMS), MULTIPART_FORMS[0])
    return None


def is_of_subscriptions(parameters: list[str]) -> bool:
    """Whether a client wants parts for subscriptions alone (Apollo's protocol for them)."""
    return any(each.startswith("subscriptionSpec") for each in parameters)


def parse_range(text: str, place: int) -> Range:
    """Read one part; a quality that is no number counts as 1."""
    media_type, *parameters = (part.strip() for part in text.split(";"))
    quality = 1.0
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                quality = float(parameter[2:])
            except ValueError:
                quality = 1.0
    return Range(media_type, quality, place)


def preference(media_type: str, ranges: list[Range]) -> Preference:
    """Find what an Accept header says of one media type: its most exact part counts."""
    family = media_type.partition("/")[0]
    for pattern in (media_type, f"{family}/*", "*/*"):
        for part in ranges:
            if part.media_type == pattern:
                return Preference(part.quality, pattern == media_type, -part.place)
    return Preference(quality=0.0, is_named=False, earliness=-len(ranges))


def is_preferred(media_type: str, ranges: list[Range], best: Preference) -> bool:
    """Tell whether a media type is asked for by its name, and liked better than JSON."""
    wish = preference(media_type, ranges)
    return wish.is_named and wish.quality > 0 and wish > best


@lru_cache(maxsize=256)
def is_json(content_type: bytes | None) -> bool:
    """Tell whether a body is said to be JSON in UTF-8."""
    media_type, *parameters = (part.strip() for part in (content_type or b"").decode("latin-1").lower().split(";"))
    charsets = [parameter[8:].strip('"') for parameter in parameters if parameter.startswith("charset=")]
    return media_type == "application/json" and all(charset in ("utf-8", "utf8") for charset in charsets)
