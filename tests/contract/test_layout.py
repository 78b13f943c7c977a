"""The rooms stay small and say what they are for."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("gateway", "tests", "bench")
MAX_LINES = 400
VAGUE = {"util", "utils", "helper", "helpers", "misc", "common", "manager", "managers"}

INSTALLED = {".venv", ".venv-datasette", "node_modules"}
"""What the benchmark installs beside its peers."""

MODULES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*.py")
    if not INSTALLED.intersection(path.relative_to(ROOT).parts)
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_all_modules_have_a_docstring_and_at_most_400_lines() -> None:
    texts = {name_of(path): path.read_text() for path in MODULES}

    assert [name for name, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []
    assert [name for name, text in texts.items() if text.count("\n") > MAX_LINES] == []


def test_no_name_is_vague() -> None:
    vague = [name_of(path) for path in MODULES if VAGUE & set(path.relative_to(ROOT).with_suffix("").parts)]

    assert not vague


def test_schema_holds_contracts_and_no_code() -> None:
    assert not list((ROOT / "schema").rglob("*.py"))


def names_in_map(text: str) -> set[str]:
    """The modules and folders that a folder's docstring lists: one or several at the beginning of a line."""
    found: set[str] = set()
    for line in text.splitlines():
        if line.startswith("- `"):
            found.update(
                name.removesuffix("/").removesuffix(".py")
                for name in re.findall(r"`([\w/.]+)`", line.partition(": ")[0])
            )
        else:
            listed = re.match(r"((?:\w+, )*\w+)(?:  +|$)", line)
            found.update(listed[1].split(", ") if listed else ())
    return found


@pytest.mark.parametrize(
    "folder",
    sorted(
        {
            path.parent
            for path in MODULES
            if path.relative_to(ROOT).parts[0] == "gateway" and path.parent != ROOT / "gateway"
        }
    ),
    ids=name_of,
)
def test_the_map_of_a_folder_names_all_that_is_in_it_and_nothing_else(folder: Path) -> None:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text())) or ""
    within = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}

    assert names_in_map(text) == within - {"__init__", "__main__"}


def test_every_folder_of_the_package_is_a_package() -> None:
    folders = {path.parent for path in MODULES if path.is_relative_to(ROOT / "gateway")}

    assert not [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()]
