"""docs/content.md lists every problem that content can have, in the words of the code."""

import re
from pathlib import Path

from gateway.content.problems import RULES

ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (ERROR|WARNING) \| (.+) \|$", re.MULTILINE)
DOCS = Path(__file__).parents[2] / "docs/content.md"


def rows() -> list[tuple[str, str, str]]:
    return ROW.findall(DOCS.read_text("utf-8"))


def test_every_problem_is_documented() -> None:
    assert set(RULES) - {code for code, _, _ in rows()} == set()


def test_every_documented_problem_exists() -> None:
    assert {code for code, _, _ in rows()} - set(RULES) == set()


def test_problems_are_documented_in_the_words_and_the_order_of_the_code() -> None:
    assert rows() == [(code, rule.severity, rule.explanation) for code, rule in RULES.items()]
