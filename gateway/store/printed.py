"""The tables as SQL text, for people to read and for the first migration. Prints; changes nothing."""

import re
from typing import Final

from sqlalchemy import Index, MetaData, Table, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from gateway.store.postgresql.dialect import POSTGRESQL
from gateway.store.sqlite.dialect import SQLITE
from gateway.tables import (
    PASSAGE_FUNCTION,
    SEARCH_INDEXES,
    beginning,
    metadata,
    search_weight,
    search_word,
)
from gateway.tables.words import article_words

__all__ = ["print_tables"]

_DIALECTS: Final[dict[str, Dialect]] = {
    "sqlite": SQLITE,
    "postgresql": POSTGRESQL,
}


_KEY: Final = re.compile(r"(FOREIGN KEY\(\w+\) REFERENCES \w+ \(\w+\)(?: ON DELETE CASCADE)?)")
"""It is looked up at the end of a transaction; SQLite is told so when one begins."""


def print_tables(engine: str = "sqlite") -> str:
    """Every table and its indexes, parents before children, and what is needed to search.

    `CREATE TABLE image (…) STRICT; CREATE TABLE provider (…) STRICT; CREATE INDEX provider_domain ON …;`
    """
    is_sqlite = engine == "sqlite"
    texts = [_print_table(table, _DIALECTS[engine]) for table in metadata.sorted_tables]
    texts += _of_search_in_sqlite() if is_sqlite else _of_search_in_postgresql()
    return "\n\n".join(texts) + "\n"


def _of_search_in_sqlite() -> list[str]:
    return [f"{table.info['create']};" for table in (*SEARCH_INDEXES, search_weight, search_word)]


def _of_search_in_postgresql() -> list[str]:
    return [_print_table(article_words, _DIALECTS["postgresql"]), f"{PASSAGE_FUNCTION};"]


def _print_table(table: Table, dialect: Dialect) -> str:
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    made = str(CreateTable(table).compile(dialect=dialect))
    if dialect.name == "postgresql":
        for index in indexes:
            index.dialect_kwargs.update(index.info)  # see `gateway.tables.metadata.hashed`
        made = _KEY.sub(r"\1 DEFERRABLE INITIALLY DEFERRED", made)
        indexes += _indexes_of_unique_texts(table)
    return "\n".join(map(_tidied, [made, *(str(CreateIndex(index).compile(dialect=dialect)) for index in indexes)]))


def _indexes_of_unique_texts(table: Table) -> list[Index]:
    """Texts that are unique because an id is made of them: an index that sees to it could not hold a long one."""
    copied = table.to_metadata(MetaData())
    made = []
    for constraint in [each for each in table.constraints if isinstance(each, UniqueConstraint)]:
        *first, last = [copied.c[column.name] for column in constraint.columns]
        name = f"{table.name}_{last.name}"
        made.append(Index(name, *first, beginning(last)) if first else Index(name, last, postgresql_using="hash"))
    return made


def _tidied(statement: str) -> str:
    lines = [line.rstrip() for line in statement.strip().replace("\t", "    ").splitlines()]
    text = "\n".join(line for line in lines if line).replace("\n)\n ", "\n) ").replace(",\n STRICT", ", STRICT")
    return re.sub(r"\s+\n", "\n", text) + ";"
