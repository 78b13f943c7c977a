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


def test_looking_for_changes_imports_nothing_that_only_a_change_needs() -> None:
    script = f"import sys, gateway.cli.load; print([name for name in {NEEDLESS} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
