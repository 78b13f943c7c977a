"""What a content root says of itself in `_config.yml`: the address that relative image addresses belong to."""

import msgspec

__all__ = ["Site"]


class Site(msgspec.Struct, frozen=True):
    """The settings of a content root; `base_url` is `url` + `baseurl`, empty when `url` is missing."""

    base_url: str = ""

    def resolve(self, address: str) -> str:
        """An address, made absolute when it is relative and the base is known."""
        if not self.base_url or ":" in address.partition("/")[0]:
            return address
        if address.startswith("//"):
            return self.base_url.partition("//")[0] + address
        return f"{self.base_url}/{address.lstrip('/')}"
