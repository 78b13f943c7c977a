"""Spreads suggestions over providers: each further story of a provider counts less."""

from typing import Final, NamedTuple

__all__ = ["Found", "spread"]


class Found(NamedTuple):
    """A likely article: the best ones come first, those of equal score in the order of their paths.

    `lack` is the score, negative.
    """

    lack: float
    number: int
    provider: int | None


_SHARES: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""What the score of a provider's first, second, third … story counts; from the last place on it stays."""


def spread(found: list[Found], most: int) -> list[Found]:
    """The best, at most so many, with the scores that are left to them.

    What is not among them has no influence on what is: it only lowers stories of its provider that are worse still.
    """
    seen: dict[int, int] = {}
    left = []
    for one in sorted(found):
        provider = one.provider
        if provider is None:
            left.append(one)
            continue
        place = seen.get(provider, 0)
        seen[provider] = place + 1
        left.append(Found(one.lack * _SHARES[min(place, len(_SHARES) - 1)], one.number, provider))
    left.sort()
    return left[:most]
