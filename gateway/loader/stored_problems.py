"""What is wrong with the content: what looking and reading found, and what only shows between files.

The latter is derived in each load, so that it is gone as soon as its cause is. All of it is kept in `problem`, for
answers.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from sqlalchemy import bindparam, case, delete, func, insert, literal_column, select

from gateway.content.entries import ArticleEntry, TopicEntry
from gateway.content.problems import WARNING, Problem
from gateway.loader.definitions import DEFINED_TOPICS, read_definitions
from gateway.loader.packed import decode_entry, decode_problems
from gateway.loader.report import Placed, sort_problems
from gateway.loader.tasks import ARTICLE, TOPIC
from gateway.store import Store, Transaction
from gateway.tables import document, problem

__all__ = ["find_duplicates", "served_problems", "write_problems"]

_PROBLEMS: Final = select(
    document.c.source, document.c.problems, case((document.c.is_broken == literal_column("1"), document.c.entry))
).where(document.c.problems.is_not(None))
_columns: Final = (document.c.kind, document.c.key, document.c.is_archived, document.c.source, document.c.file)
_several: Final = (
    select(document.c.kind, document.c.key)
    .where(document.c.kind.is_not(None))
    .group_by(document.c.kind, document.c.key)
    .having(func.count() > 1)
    .subquery("several")
)
_SEVERAL: Final = select(*_columns, document.c.entry).join(
    _several, (_several.c.kind == document.c.kind) & (_several.c.key == document.c.key)
)


_SERVED: Final = select(*problem.c)
_ADD: Final = insert(problem)
_REMOVE: Final = delete(problem).where(
    *(
        column.is_not_distinct_from(bindparam(f"old_{column.name}"))
        if column.nullable
        else column == bindparam(f"old_{column.name}")
        for column in problem.c
    )
)


async def find_problems(store: Store | Transaction, discovered: Iterable[Placed]) -> list[Placed]:
    """All problems, sorted by place: those of looking for files, and those of what is stored.

    A broken document whose last good version is withheld is withheld with its problems.

    `SELECT source, problems, CASE WHEN is_broken = 1 THEN entry END FROM document WHERE problems IS NOT NULL; SELECT
    kind, key, is_archived, source, file, entry FROM document JOIN (SELECT kind, key FROM document GROUP BY kind, key
    HAVING count(*) > 1) AS several ON …`
    """
    stored = await store.fetch_all(_PROBLEMS)
    shown = [(source, packed) for source, packed, entry in stored if entry is None or not _is_withheld(entry)]
    problems = [(source, found) for source, packed in shown for found in decode_problems(packed)]
    claims = [row[:-1] for row in await store.fetch_all(_SEVERAL) if not _is_withheld(row[-1])]
    problems += find_duplicates(claims)
    defined = ((file, decode_entry(packed)) for file, packed in await store.fetch_all(DEFINED_TOPICS))
    definitions = read_definitions((file, entry) for file, entry in defined if isinstance(entry, TopicEntry))
    return sort_problems([*discovered, *problems, *definitions.problems()])


async def served_problems(store: Store, discovered: Iterable[Placed]) -> list[Placed] | None:
    """All problems, where no document has changed; null when others are served: a folder may be readable again."""
    found = await find_problems(store, discovered)
    return found if set(map(_row, found)) == set(await store.fetch_all(_SERVED)) else None


async def write_problems(transaction: Transaction, discovered: Iterable[Placed]) -> list[Placed]:
    """Let `problem` hold all problems; gives them.

    `DELETE FROM problem WHERE severity = ? AND …; INSERT INTO problem (severity, …) VALUES (?, …)`
    """
    found = await find_problems(transaction, discovered)
    now, before = set(map(_row, found)), set(await transaction.fetch_all(_SERVED))
    await transaction.execute_many(_REMOVE, before - now)
    await transaction.execute_many(_ADD, now - before)
    return found


def _is_withheld(packed: bytes) -> bool:
    entry = decode_entry(packed)
    return isinstance(entry, ArticleEntry) and entry.is_withheld


def _row(placed: Placed) -> tuple[Any, ...]:
    source, found = placed
    return (found.severity, source, found.file, found.line, found.column, found.code, found.message)


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
