"""Remembers what functions make of texts that come again, within bounds: so many texts, and none that is long."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

__all__ = ["LONGEST", "remember"]

LONGEST: Final = 8_192
"""Characters or bytes of a text that is remembered: thousands of them are a few ten MB at most."""

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
