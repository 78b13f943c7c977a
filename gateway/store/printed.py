"""The tables as SQL text, for people to read and for the first migration. Prints; changes nothing."""

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.schema import CreateIndex, CreateTable

from gateway.tables import SEARCH_INDEXES, metadata

__all__ = ["print_tables"]


def print_tables() -> str:
    """Every table and its indexes, parents before children, and the indexes of words.

    `CREATE TABLE image (…) STRICT; CREATE TABLE provider (…) STRICT; CREATE INDEX provider_domain ON …;`
    """
    texts = [_print_table(table) for table in metadata.sorted_tables]
    texts += [f"{index.info['create']};" for index in SEARCH_INDEXES]
    return "\n\n".join(texts) + "\n"


def _print_table(table: Table) -> str:
    dialect = SQLiteDialect(paramstyle="qmark")
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    texts = [str(CreateTable(table).compile(dialect=dialect))]
    texts += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return "\n".join(map(_tidied, texts))


def _tidied(statement: str) -> str:
    lines = [line.rstrip() for line in statement.strip().replace("\t", "    ").splitlines()]
    return "\n".join(line for line in lines if line).replace("\n)\n ", "\n) ").replace(",\n STRICT", ", STRICT") + ";"
