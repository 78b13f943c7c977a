"""One transaction of the one writer: statements as SQLAlchemy trees or as text, rows as plain tuples."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

__all__ = ["Parameters", "Transaction", "bind_statement", "compile_statement"]

Parameters = Mapping[str, Any] | Sequence[Any]


@lru_cache(maxsize=512)
def compile_statement(statement: Executable, dialect: Dialect) -> SQLCompiler:
    """The text of a statement and the order of its parameters; kept, as the loader's statements are constants."""
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    return cast("SQLCompiler", compiled)


def bind_statement(statement: Executable, parameters: Mapping[str, Any], dialect: Dialect) -> tuple[str, Sequence[Any]]:
    """The text of a statement, and its values in the order in which the text has them."""
    compiled = compile_statement(statement, dialect)
    if not isinstance(compiled, SQLCompiler):  # tables are made and dropped without parameters
        return str(compiled), ()
    values = compiled.construct_params(dict(parameters))
    return compiled.string, [values[name] for name in compiled.positiontup or ()]


class Transaction(ABC):
    """Everything done with it is kept at once when the block ends, or not at all when it raises."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    @abstractmethod
    async def execute(self, statement: Executable | str, parameters: Parameters = ()) -> int:
        """Run one statement; gives the number of rows that it changed."""

    async def execute_all(self, statements: Iterable[Executable | str]) -> None:
        """Run statements without parameters one after another; who cancels it waits for the last one."""
        for statement in statements:
            await self.execute(statement)

    @abstractmethod
    async def execute_many(self, statement: Executable | str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row; a row holds the parameters in the order in which the text has them."""

    @abstractmethod
    async def fetch_all(self, statement: Executable | str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement."""

    @abstractmethod
    def stream(
        self, statement: Executable | str, parameters: Parameters = (), size: int = 5000
    ) -> AsyncGenerator[list[tuple[Any, ...]], None]:
        """The rows of one statement in lists; the next list is fetched while the caller works on this one.

        Who stops before the last one closes it (`contextlib.aclosing`): until then the tables cannot be changed.
        """

    def bound(self, statement: Executable | str, parameters: Parameters) -> tuple[str, Sequence[Any]]:
        """The text of a statement, and its values in the order in which the text has them."""
        if isinstance(statement, str):
            return statement, tuple(parameters)
        if isinstance(parameters, Mapping) or not parameters:
            return bind_statement(statement, dict(parameters), self.dialect)
        return compile_statement(statement, self.dialect).string, parameters
