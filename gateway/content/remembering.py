"""Remembers what functions make of texts that come again, within bounds: so many texts, and none that is long."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

__all__ = ["LONGEST", "remember"]

LONGEST: Final = 2_048
"""Characters or bytes of a text that is remembered, which few stories' parts reach.

What is made of a text can take 80 times as much, where it is all short names: 4,096 of them 170 MB. Usually it is 10.
"""

Text = TypeVar("Text", str, bytes)
Rest = ParamSpec("Rest")
Made = TypeVar("Made")


def remember(
    count: int,
) -> Callable[[Callable[Concatenate[Text, Rest], Made]], Callable[Concatenate[Text, Rest], Made]]:
    """Remember what a function makes of the last `count` texts; what else it is given must be hashable. No errors."""

    def decorate(make: Callable[Concatenate[Text, Rest], Made]) -> Callable[Concatenate[Text, Rest], Made]:
        known: Callable[..., Made] = lru_cache(maxsize=count)(make)

        @wraps(make)
        def remembered(text: Text, /, *rest: Rest.args, **more: Rest.kwargs) -> Made:
            return known(text, *rest, **more) if len(text) <= LONGEST else make(text, *rest, **more)

        return remembered

    return decorate
