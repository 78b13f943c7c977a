"""What is wrong with the content that is stored: what reading found, and what only shows between files.

The latter is derived whenever it is asked for, so that it is gone as soon as its cause is.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from sqlalchemy import func, select

from gateway.content.entries import TopicEntry
from gateway.content.problems import WARNING, Problem
from gateway.loader.definitions import read_definitions
from gateway.loader.packed import decode_entry, decode_problems
from gateway.loader.parsing import ARTICLE, TOPIC
from gateway.loader.report import Placed, sort_problems
from gateway.loader.topics import DEFINED_TOPICS
from gateway.store import Store
from gateway.tables import document

__all__ = ["fetch_problems", "find_duplicates"]

_PROBLEMS: Final = select(document.c.source, document.c.problems).where(document.c.problems.is_not(None))
_columns: Final = (document.c.kind, document.c.key, document.c.is_archived, document.c.source, document.c.file)
_several: Final = (
    select(document.c.kind, document.c.key)
    .where(document.c.kind.is_not(None))
    .group_by(document.c.kind, document.c.key)
    .having(func.count() > 1)
    .subquery("several")
)
_SEVERAL: Final = select(*_columns).join(
    _several, (_several.c.kind == document.c.kind) & (_several.c.key == document.c.key)
)


async def fetch_problems(store: Store) -> list[Placed]:
    """All problems, sorted by place.

    `SELECT source, problems FROM document WHERE problems IS NOT NULL; SELECT kind, key, is_archived, source, file FROM
    document JOIN (SELECT kind, key FROM document GROUP BY kind, key HAVING count(*) > 1) AS several ON …`
    """
    stored = await store.fetch_all(_PROBLEMS)
    problems = [(source, problem) for source, packed in stored for problem in decode_problems(packed)]
    problems += find_duplicates(await store.fetch_all(_SEVERAL))
    defined = ((file, decode_entry(packed)) for file, packed in await store.fetch_all(DEFINED_TOPICS))
    definitions = read_definitions((file, entry) for file, entry in defined if isinstance(entry, TopicEntry))
    return sort_problems([*problems, *definitions.problems()])


def find_duplicates(claims: Iterable[tuple[Any, ...]]) -> list[Placed]:
    """A warning for each file that describes what another does; claims are kind, key, archived, source and file.

    An archived file that a live one replaces is no problem, nor are topics and organizations of other sources.
    """
    problems: list[Placed] = []
    for _, group in groupby(sorted(claims, key=_strength), key=_same):
        first, *others = list(group)
        for other in others:
            if other[2] and not first[2]:
                continue
            problems.append((other[3], _duplicate(other, first)))
    return problems


def _same(claim: tuple[Any, ...]) -> tuple[Any, ...]:
    kind, key, _, source, _ = claim
    return (kind, key) if kind == ARTICLE else (kind, key, source)


def _strength(claim: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*_same(claim)[:2], claim[3] if claim[0] != ARTICLE else "", claim[2], claim[3], claim[4])


def _duplicate(loser: tuple[Any, ...], winner: tuple[Any, ...]) -> Problem:
    kind, key, _, source, file = loser
    place = winner[4] if winner[3] == source else f"{winner[3] or 'the unnamed source'}:{winner[4]}"
    what = {ARTICLE: ("path", "duplicate-path"), TOPIC: ("topic", "duplicate-topic")}
    name, code = what.get(kind, ("domain", "duplicate-organization"))
    message = f"The {name} {key!r} is already described by {place}; this file is left out."
    return Problem(file, None, None, WARNING, code, message)
