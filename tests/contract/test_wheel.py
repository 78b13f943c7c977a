"""The wheel holds what is needed to run, and nothing else."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT = "gateway/server/playground/built/"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel once."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    assert wheel.name.startswith("content_gateway-")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_module_and_migration(names: set[str]) -> None:
    files = (path for path in (ROOT / "gateway").rglob("*") if path.is_file() and path.suffix != ".pyc")
    wanted = {path.relative_to(ROOT).as_posix() for path in files}

    assert wanted <= names
    assert any(name.startswith("gateway/store/migrations/") and name.endswith(".sql") for name in names)


def test_the_wheel_holds_the_playground(names: set[str]) -> None:
    built = {name.removeprefix(BUILT) for name in names if name.startswith(BUILT)}

    assert {"index.html", "LICENSES.txt"} <= built
    for kind in (r"playground-\w+\.js", r"playground-\w+\.css", r"graphql-\w+\.js", r"json-\w+\.js", r"editor-\w+\.js"):
        assert [name for name in built if re.fullmatch(kind, name)]


def test_the_wheel_holds_only_the_package(names: set[str]) -> None:
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"gateway", "content_gateway"}


def test_the_wheel_has_the_command_and_the_license(names: set[str]) -> None:
    assert any(name.endswith(".dist-info/entry_points.txt") for name in names)
    assert any(name.endswith("/LICENSE") for name in names)
