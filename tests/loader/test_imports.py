"""A load that finds nothing new starts quickly: it imports nothing that only reading and writing content need."""

import subprocess
import sys

NEEDLESS = (
    "numpy",
    "ftfy",
    "strawberry",
    "starlette",
    "gateway.loader.parsing",
    "gateway.search",
    "gateway.suggestions",
)


DATABASES = ("sqlalchemy", "aiosqlite", "asyncpg")
WORKED_BY = ("gateway.loader.parsing", "gateway.loader.stub_rows", "gateway.loader.weighing", "gateway.suggestions")
"""What reads files, makes stubs, weighs words and suggests, in other processes."""


def test_workers_import_nothing_of_databases() -> None:
    script = f"import sys, {', '.join(WORKED_BY)}; print([name for name in {DATABASES} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_looking_for_changes_imports_nothing_that_only_a_change_needs() -> None:
    script = f"import sys, gateway.cli.load; print([name for name in {NEEDLESS} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
