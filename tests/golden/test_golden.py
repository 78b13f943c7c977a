"""Hand-written operations: plan, SQL and result are what they were, on each engine, and the result is the oracle's."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ENGINES
from tests.harness.gateways import Pair
from tests.harness.golden import KINDS, GoldenCase, find_cases, hold_against

FOLDER = Path(__file__).parent
CASES = find_cases(FOLDER)
EXECUTED = [case for case in CASES if not case.is_refused]


def shown(text: str, case: GoldenCase) -> str:
    """An answer, indented. How well stories match is each engine's own matter: better is more, and first."""
    response = json.loads(text)
    if "scores" in case.directives:
        for edges in edges_in(response):
            scores = [edge.pop("score") for edge in edges]
            assert scores == sorted(scores, reverse=True)
            assert all(score > 0 for score in scores)
    return json.dumps(response, indent=2, ensure_ascii=False) + "\n"


def edges_in(value: Any) -> Iterator[list[dict[str, Any]]]:
    """All lists of edges of an answer."""
    if isinstance(value, dict):
        yield from [value["edges"]] if "edges" in value else []
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from edges_in(part)


def name_of(case: GoldenCase) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_case_has_its_result(runner: asyncio.Runner, any_newspaper: Pair, case: GoldenCase) -> None:
    if "oracle" in case.directives:
        answer = runner.run(any_newspaper.ask(case.operation))
    else:
        answer = runner.run(any_newspaper.check(case.operation))

    expected_statements = {"one statement": 1, "no statement": 0}[case.directives["expect"]]
    assert len(answer.statements) == expected_statements
    assert bool(answer.error_codes) is case.is_refused
    hold_against(case, "result", shown(answer.text, case), any_newspaper.engine)


@pytest.mark.parametrize("case", EXECUTED, ids=name_of)
def test_a_case_has_its_plan(runner: asyncio.Runner, any_newspaper: Pair, case: GoldenCase) -> None:
    explanation = runner.run(any_newspaper.gateway.explain(any_newspaper.request(case.operation)))

    hold_against(case, "plan", explanation.plan.rstrip() + "\n", any_newspaper.engine)


@pytest.mark.parametrize("case", EXECUTED, ids=name_of)
def test_a_case_has_its_sql(runner: asyncio.Runner, any_newspaper: Pair, case: GoldenCase) -> None:
    explanation = runner.run(any_newspaper.gateway.explain(any_newspaper.request(case.operation)))

    text = f"{explanation.sql.rstrip()}\n\n/* parameters\n{explanation.parameters.rstrip()}\n*/\n"
    hold_against(case, "sql", text, any_newspaper.engine)


def test_nothing_is_left_over_of_cases_that_are_gone() -> None:
    written = {case.file(kind, engine) for case in CASES for kind in KINDS for engine in ENGINES}
    hand_written = {case.path for case in CASES} | {case.path.with_suffix(".variables.json") for case in CASES}
    found = {path for path in FOLDER.glob("*/*") if path.suffix in (".graphql", ".plan", ".sql", ".json")}

    assert not found - written - hand_written
