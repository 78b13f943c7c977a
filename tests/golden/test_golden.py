"""Hand-written operations: plan, SQL and result are what they were, and the result is the oracle's."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.harness.gateways import Pair
from tests.harness.golden import KINDS, GoldenCase, find_cases, hold_against

FOLDER = Path(__file__).parent
CASES = find_cases(FOLDER)
EXECUTED = [case for case in CASES if not case.is_refused]


def name_of(case: GoldenCase) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_case_has_its_result(runner: asyncio.Runner, newspaper: Pair, case: GoldenCase) -> None:
    if "oracle" in case.directives:
        answer = runner.run(newspaper.ask(case.operation))
    else:
        answer = runner.run(newspaper.check(case.operation))

    expected_statements = {"one statement": 1, "no statement": 0}[case.directives["expect"]]
    assert len(answer.statements) == expected_statements
    assert bool(answer.error_codes) is case.is_refused
    hold_against(case, "result", json.dumps(json.loads(answer.text), indent=2, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("case", EXECUTED, ids=name_of)
def test_a_case_has_its_plan(runner: asyncio.Runner, newspaper: Pair, case: GoldenCase) -> None:
    explanation = runner.run(newspaper.gateway.explain(newspaper.request(case.operation)))

    hold_against(case, "plan", explanation.plan.rstrip() + "\n")


@pytest.mark.parametrize("case", EXECUTED, ids=name_of)
def test_a_case_has_its_sql(runner: asyncio.Runner, newspaper: Pair, case: GoldenCase) -> None:
    explanation = runner.run(newspaper.gateway.explain(newspaper.request(case.operation)))

    text = f"{explanation.sql.rstrip()}\n\n/* parameters\n{explanation.parameters.rstrip()}\n*/\n"
    hold_against(case, "sql", text)


def test_nothing_is_left_over_of_cases_that_are_gone() -> None:
    written = {case.file(kind) for case in CASES for kind in KINDS}
    hand_written = {case.path for case in CASES} | {case.path.with_suffix(".variables.json") for case in CASES}
    found = {path for path in FOLDER.glob("*/*") if path.suffix in (".graphql", ".plan", ".sql", ".json")}

    assert not found - written - hand_written
