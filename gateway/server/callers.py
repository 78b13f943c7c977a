"""Who asks, as far as it is counted how much: by the key or token that they send, or else by their address."""

from collections.abc import Mapping
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from typing import Final

from starlette.types import Scope

__all__ = ["address_of", "caller_of"]

NETWORK_BITS: Final = 64
"""Of an IPv6 address: who has one has all that begin alike."""


def caller_of(credentials: Mapping[str, str] | None, scope: Scope) -> str:
    """Name a caller whose credentials are right, or who has none."""
    if not credentials:
        return address_of(scope)
    text = "\n".join(f"{name}:{value}" for name, value in sorted(credentials.items()))
    return f"key:{blake2b(text.encode(), digest_size=16).hexdigest()}"


def address_of(scope: Scope) -> str:
    """Name a caller by where they are."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host)
    except ValueError:
        return f"address:{host}"
    if address.version == 6:
        return f"address:{ip_network((address, NETWORK_BITS), strict=False)}"
    return f"address:{address}"
