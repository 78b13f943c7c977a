"""Reads the text that names a database: a file of SQLite, or a database on a PostgreSQL server."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from gateway.errors import SettingsError

__all__ = ["Address", "PostgresqlAddress", "SqliteAddress", "public_file", "read_address", "read_file"]

_FILE: Final = "sqlite:///"
_SERVER: Final = ("postgresql://", "postgres://")
_HINT: Final = (
    "sqlite:///gateway.db names a file in the current folder, sqlite:////var/lib/gateway.db an absolute one, "
    "postgresql://user:password@host:5432/database a database on a server."
)


@dataclass(frozen=True, slots=True)
class SqliteAddress:
    """A file."""

    file: Path

    @property
    def name(self) -> str:
        """`gateway.db`."""
        return self.file.name

    @property
    def public(self) -> "SqliteAddress":
        """Where the public edition is."""
        return SqliteAddress(public_file(self.file))


@dataclass(frozen=True, slots=True, repr=False)
class PostgresqlAddress:
    """A database on a server, and the schema in it that an edition is in. Shown without its password, always."""

    dsn: str
    schema: str = "gateway"

    @property
    def public(self) -> "PostgresqlAddress":
        """Where the public edition is."""
        return replace(self, schema=f"{self.schema}_public")

    @property
    def name(self) -> str:
        """`content`, or of the public edition `content.gateway_public`."""
        database = unquote(urlsplit(self.dsn).path.removeprefix("/")) or "postgresql"
        return database if self.schema == "gateway" else f"{database}.{self.schema}"

    @property
    def shown(self) -> str:
        """The address without its password."""
        parts = urlsplit(self.dsn)
        user, separator, hosts = parts.netloc.rpartition("@")
        options = [(name, value) for name, value in parse_qsl(parts.query) if "password" not in name]
        rest = f"?{urlencode(options, safe='/')}" if options else ""
        return f"{parts.scheme}://{user.partition(':')[0]}{separator}{hosts}{parts.path}{rest}"

    def __repr__(self) -> str:
        return f"PostgresqlAddress({self.shown!r}, {self.schema!r})"


Address = SqliteAddress | PostgresqlAddress


def read_address(address: str) -> Address:
    """What an address names; raises `SettingsError` for anything else."""
    if address.startswith(_SERVER):
        return _read_server(address)
    if not address.startswith(_FILE):
        scheme = address.partition("://")[0] if "://" in address else address
        message = f"The database address {scheme!r} begins with none of {_FILE!r} and {_SERVER[0]!r}."
        raise SettingsError(message, hint=_HINT)
    name = address.removeprefix(_FILE)
    if not name or name.endswith("/") or "\0" in name:
        raise SettingsError(f"The database address {address!r} names no file.", hint=_HINT)
    if any(mark in name for mark in "?#"):
        raise SettingsError(f"The database address {address!r} has options; there are none.", hint=_HINT)
    return SqliteAddress(Path(name))


def read_file(address: str, otherwise: str) -> Path:
    """The file that an address names; `otherwise` says what to do where it is no file."""
    found = read_address(address)
    if isinstance(found, PostgresqlAddress):
        message = f"The database {found.name} is on a PostgreSQL server: this works with files."
        raise SettingsError(message, hint=otherwise)
    return found.file


def public_file(file: Path) -> Path:
    """Where the public edition of a database is: `gateway.public.db` beside `gateway.db`."""
    return file.with_name(f"{file.stem}.public{file.suffix}")


def _read_server(address: str) -> PostgresqlAddress:
    try:
        parts = urlsplit(address)
        is_name = len(parts.path) > 1 and not set("/@") & set(parts.path[1:])  # else it ends a password
        names_database = is_name and not parts.fragment and "\0" not in address
    except ValueError:
        names_database = False
    if not names_database:
        raise SettingsError("The database address names no database on a PostgreSQL server.", hint=_HINT)
    return PostgresqlAddress(address)
