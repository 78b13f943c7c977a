"""Makes one thing out of several that name it: stubs, pictures, and topics that are each other's parents. Pure folds.

Whoever calls brings the uses in order; no result depends on the order in which files were read.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from gateway.content.entries import ImageUse, RelatedEntry

__all__ = ["break_loops", "distinct", "merge_image", "merge_stub", "newest_first"]

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)

_FIELDS = tuple(
    name for name in RelatedEntry.__struct_fields__ if name not in {"collection", "slug", "title", "is_plain"}
)


def newest_first(things: Iterable[Thing], when: Callable[[Thing], tuple[str | None, str, int]]) -> list[Thing]:
    """Order by the instant, newest first and undated last, then by path and place, as `when` gives the three."""
    by_path = list(things)
    if len(by_path) < 2:  # nearly always
        return by_path
    by_path.sort(key=lambda thing: when(thing)[1:])
    return sorted(by_path, key=lambda thing: when(thing)[0] or "", reverse=True)


def merge_stub(mentions: Sequence[RelatedEntry]) -> RelatedEntry:
    """What is known of a story that has no document: each field from the first mention that has it.

    `provider`, `topics`, `images` and `extra` are one field each: never mixed from two mentions.
    """
    first = mentions[0]
    if len(mentions) == 1:
        return first
    known = {name: _first_known(mentions, name) for name in _FIELDS}
    return RelatedEntry(collection=first.collection, slug=first.slug, title=_first_known(mentions, "title"), **known)


def _first_known(mentions: Sequence[RelatedEntry], name: str) -> Any:
    for mention in mentions:
        value = getattr(mention, name)
        if value is not None and value != "" and value != () and value != {}:
            return value
    return getattr(mentions[0], name)


def merge_image(uses: Sequence[ImageUse]) -> ImageUse:
    """One picture of all its uses: the first value of each field that is not null; cached if any use says so."""
    first = uses[0]
    if len(uses) == 1:
        return first
    return ImageUse(
        url=first.url,
        width=next((use.width for use in uses if use.width is not None), None),
        height=next((use.height for use in uses if use.height is not None), None),
        is_cached=any(use.is_cached for use in uses),
        title=next((use.title for use in uses if use.title is not None), None),
        attribution=next((use.attribution for use in uses if use.attribution is not None), None),
    )


def distinct(things: Iterable[Thing], key: Callable[[Thing], Hashable]) -> list[Thing]:
    """The things without repetitions, each at its first place."""
    found: dict[Hashable, Thing] = {}
    for thing in things:
        found.setdefault(key(thing), thing)
    return list(found.values())


def break_loops(parents: Mapping[Key, Key], files: Mapping[Key, str]) -> set[Key]:
    """Those that must give up their parent so that every chain of parents ends: of each loop, the last by file."""
    seen: set[Key] = set()
    given_up: set[Key] = set()
    for start in parents:
        chain: dict[Key, None] = {}
        at = start
        while at in parents and at not in seen:
            seen.add(at)
            chain[at] = None
            at = parents[at]
        if at in chain:
            names = list(chain)
            given_up.add(max(names[names.index(at) :], key=lambda name: files[name]))
    return given_up
