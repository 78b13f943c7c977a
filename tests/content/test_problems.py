"""The table of problems holds every code that is reported, and no other."""

import ast
import re
from pathlib import Path

from gateway.content.problems import ERROR, RULES, WARNING

GATEWAY = Path(__file__).parents[2] / "gateway"
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
NO_CODES = {"utf-8"}


def reported_codes() -> set[str]:
    """Every constant that is spelled like a code where reading and loading hand values on."""
    return {
        value.value
        for room in ("content", "loader")
        for path in (GATEWAY / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call | ast.Tuple)
        for value in (node.args if isinstance(node, ast.Call) else node.elts)
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and CODE.fullmatch(value.value)
    } - NO_CODES


def test_every_reported_code_has_a_rule_and_every_rule_is_reported() -> None:
    assert reported_codes() == set(RULES)


def test_a_rule_has_a_severity_and_says_in_a_sentence_what_it_means() -> None:
    for code, rule in RULES.items():
        assert CODE.fullmatch(code)
        assert rule.severity in {ERROR, WARNING}
        assert rule.explanation[0].isupper() or rule.explanation[0] == "`"
        assert rule.explanation.endswith(".")
