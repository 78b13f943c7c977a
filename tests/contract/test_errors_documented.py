"""Every error code is in the one table, is raised somewhere, and stands in docs/errors.md with the same words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from gateway.errors import CODES
from gateway.server.error_responses import STATUSES

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `([A-Z_]+)` \| ([^|]+) \| (.+) \|$", re.MULTILINE)
SHAPE = re.compile(r"[A-Z]+(_[A-Z]+)+")


def rows() -> list[tuple[str, str, str]]:
    return ROW.findall((ROOT / "docs/errors.md").read_text())


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "gateway").rglob("*.py")):
        yield path, ast.parse(path.read_text())


def raised_codes() -> Iterator[tuple[str, str]]:
    """Yield each constant that is given as `code=`, or is the default code of an error class."""
    for path, module in sources():
        for node in ast.walk(module):
            match node:
                case ast.Call(keywords=keywords):
                    values = [keyword.value for keyword in keywords if keyword.arg == "code"]
                case ast.Assign(targets=[ast.Name("default_code")], value=value):
                    values = [value]
                case _:
                    values = []
            for value in values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and SHAPE.fullmatch(value.value):
                    yield value.value, str(path.relative_to(ROOT))


def constants() -> set[str]:
    """Collect all text constants outside of the table itself."""
    table = ROOT / "gateway/errors.py"
    found = {code for code, _ in raised_codes()}
    for path, module in sources():
        if path != table:
            found |= {
                node.value
                for node in ast.walk(module)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    return found


def test_every_code_that_is_raised_is_in_the_table() -> None:
    unknown = {f"{code} in {path}" for code, path in raised_codes() if code not in CODES}

    assert not unknown


def test_every_code_in_the_table_is_used() -> None:
    assert set(CODES) <= constants()


def test_every_code_is_documented_in_the_same_words() -> None:
    assert {code: meaning for code, _, meaning in rows()} == dict(CODES)


def test_the_documented_statuses_are_those_of_the_server() -> None:
    statuses = {code: status for code, status, _ in rows()}

    assert {code: statuses[code] for code in STATUSES} == {code: str(status) for code, status in STATUSES.items()}
