"""A server imports what it needs: libraries that nobody asked for cost memory, and time at its start."""

import ctypes
import subprocess
import sys

import pytest

SERVED = """
import sys
import gateway.cli.serve
from gateway.server.app import rates_of
from gateway.server.auth import authenticator_of
from gateway.settings import settings_of
settings = settings_of({{{settings}}})
rates_of(settings), authenticator_of(settings)
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
COSTLY = {"cryptography", "httpx", "jwt", "limits", "numpy", "opentelemetry", "rich", "asyncpg"}


def imported(settings: str) -> set[str]:
    """The packages that a server with these settings has imported."""
    code = SERVED.format(settings=settings)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_server_with_default_settings_imports_no_costly_library() -> None:
    assert COSTLY & imported("") == set()


def test_a_server_on_sqlite_imports_nothing_of_postgresql() -> None:
    """SQLAlchemy's part for it takes a twentieth of the start."""
    code = "import sys, gateway.cli.serve, gateway.loader.editions; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert [name for name in done.stdout.split() if "postgres" in name or "asyncpg" in name] == []


def test_what_a_command_imports_is_not_looked_through_for_garbage() -> None:
    code = """
import gc, click
from gateway.cli.main import gateway
gateway.get_command(click.Context(gateway), "serve")
print(gc.get_freeze_count(), len(gc.get_objects()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    kept, looked_at = map(int, done.stdout.split())

    assert kept > 50_000
    assert looked_at < 1_000


def test_a_process_that_loads_asks_the_system_but_once_for_memory_that_it_uses_again() -> None:
    code = """
import resource
from gateway.interpreter import keep_memory
keep_memory()
def use():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    parts = [bytearray(300_000) for _ in range(200)]
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
print(use(), use())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, again = map(int, done.stdout.split())

    assert again < first / 10 or not hasattr(ctypes.CDLL(None), "mallopt")


@pytest.mark.parametrize(
    ("settings", "library"),
    [('"rate_limit": "5/second"', "limits"), ('"jwt_algorithm": "HS256", "jwt_secret": "x" * 40', "jwt")],
)
def test_what_is_asked_for_is_imported(settings: str, library: str) -> None:
    assert library in imported(settings)
