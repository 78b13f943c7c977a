"""Golden cases: found, compared with what was written before, and rewritten kind by kind.

A case is `<topic>/<name>.graphql`, with `<name>.variables.json` if it has variables. Beside it the runner writes
`<name>.plan`, `<name>.json`, the same on every engine, and `<name>.<engine>.sql`. `GATEWAY_UPDATE=plan,sql,result`
rewrites the kinds it names and no other, so that a change of plans cannot change a result unnoticed.

A case may open with directives: `# expect: one statement`, `# oracle: skip (why)`, `# scores: each engine its own`.
Cursors are the oracle's (see `tests.harness.oracle.pages`), so that they can be read and written by hand.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.harness.operations import Operation

__all__ = ["KINDS", "GoldenCase", "find_cases", "hold_against"]

KINDS: Final[Mapping[str, str]] = {"plan": ".plan", "sql": ".{engine}.sql", "result": ".json"}
"""What the runner writes, by the word for it in GATEWAY_UPDATE."""

_DIRECTIVE = re.compile(r"#\s*(\w+):\s*(.+)")


@dataclass(frozen=True)
class GoldenCase:
    """One hand-written operation."""

    path: Path
    operation: Operation
    directives: Mapping[str, str]

    @property
    def name(self) -> str:
        """`topic/name`."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def is_refused(self) -> bool:
        """It must be refused before anything is asked of the database."""
        return self.directives.get("expect") == "no statement"

    def file(self, kind: str, engine: str) -> Path:
        """Where this kind is written."""
        return self.path.with_suffix(KINDS[kind].format(engine=engine))


def find_cases(folder: Path) -> list[GoldenCase]:
    """All cases of a folder, by name."""
    return [_read_case(path) for path in sorted(folder.glob("*/*.graphql"))]


def _read_case(path: Path) -> GoldenCase:
    text = path.read_text(encoding="utf-8")
    variables_file = path.with_suffix(".variables.json")
    variables: dict[str, Any] = json.loads(variables_file.read_text("utf-8")) if variables_file.exists() else {}
    directives = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if found := _DIRECTIVE.fullmatch(line):
            directives[found[1]] = found[2]
    return GoldenCase(path, Operation(text, variables), directives)


def hold_against(case: GoldenCase, kind: str, text: str, engine: str) -> None:
    """Raises if the text is not what was written before; writes it if this kind is being updated."""
    file = case.file(kind, engine)
    if kind in os.environ.get("GATEWAY_UPDATE", "").split(","):
        file.write_text(text, encoding="utf-8")
        return
    assert file.exists(), f"{file.name} is missing; GATEWAY_UPDATE={kind} writes it"
    assert text == file.read_text(encoding="utf-8"), f"{case.name}: the {kind} has changed ({engine})"
