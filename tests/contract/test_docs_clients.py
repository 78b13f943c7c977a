"""The code that docs/clients.md shows is the code that the tests run."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/clients.md").read_text("utf-8")
SHOWN = re.compile(r"\[`(tests/clients/[^`]+)`\]\(\.\./\1\):\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_each_file_that_is_shown_is_shown_as_it_is() -> None:
    shown = SHOWN.findall(PAGE)

    assert len(shown) == PAGE.count("\n```") / 2 == 9
    for file, text in shown:
        assert text == (ROOT / file).read_text("utf-8"), f"docs/clients.md shows another {file}"


def test_each_client_that_is_run_is_shown() -> None:
    tested = {path.parent.name for path in (ROOT / "tests/clients").glob("*/test.*s")}

    assert tested == {"apollo", "urql", "relay", "graphql-request", "codegen", "streams", "federation"}
    assert all(f"tests/clients/{name}/" in PAGE or name in ("streams", "federation") for name in tested)
