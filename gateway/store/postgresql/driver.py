"""The PostgreSQL driver, which is installed only by those who use it."""

from gateway.errors import SettingsError

try:
    import asyncpg
except ImportError as error:
    _MESSAGE = "The database address names PostgreSQL, and its driver is not installed."
    raise SettingsError(_MESSAGE, hint="pip install 'content-gateway[postgres]'") from error

__all__ = ["asyncpg"]
