"""The page that browsers get at `/graphql`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from gateway.errors import SettingsError

__all__ = ["BUILT", "PAGE_HEADERS", "playground_page", "read_page"]

BUILT: Final = Path(__file__).parent / "built"
"""What the build of the package makes of the folder `playground`."""

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # the editor (Monaco) makes its style sheets while it runs
        "connect-src 'self'",
        "font-src 'self' data:",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content Security Policy, level 3: nothing is asked of any other host, and nothing that somebody slips in is run."""

PAGE_HEADERS: Final = (
    (b"cache-control", b"no-cache"),
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
)


def read_page() -> str:
    """The page as it is built.

    Raises:
        SettingsError: when it has not been built.
    """
    try:
        return (BUILT / "index.html").read_text("utf-8")
    except OSError:
        hint = "Install the package, which builds it; or serve with --no-playground."
        raise SettingsError("The playground has not been built.", hint=hint) from None


def playground_page(examples: Sequence[str], *, is_open: bool) -> bytes:
    """The page with the documents that it shows, and whether everybody may see how operations are answered.

    Raises:
        SettingsError: as above.
    """
    config = msgspec.json.encode({"examples": examples, "isOpen": is_open}).decode()
    return read_page().replace("CONFIG", config.replace("<", "\\u003c")).encode()
