"""Every path, link, command, flag, variable, setting and code that the docs name exists."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from graphql import parse, validate

from gateway.cli.failures import EXIT_CODES
from gateway.cli.main import gateway
from gateway.errors import CODES
from gateway.graph.schema import build_schema, graphql_schema, printed_schema
from gateway.settings import describe_settings, settings_of

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FOLDERS = "gateway|docs|tests|schema|seeds|bench|\\.ci"

LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
PATH = re.compile(rf"`((?:{FOLDERS})/[\w./*-]*)`")
CODE = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)
COMMAND = re.compile(r"\bgateway ([a-z]+)\b([^\n`|#]*)")
MAKE = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)
VARIABLE = re.compile(r"\bGATEWAY_[A-Z_]+\b")
CONSTANT = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)`")
GRAPHQL = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)

NOT_OURS = {"GATEWAY_SERVICE_HOST", "GATEWAY_DATABSE", "GATEWAY_UPDATE", "GATEWAY_TEST_TIMES"}

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def code_of(page: Path) -> Iterator[str]:
    yield from CODE.findall(page.read_text())


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]

    assert not missing


@every_page
def test_every_path_exists(page: Path) -> None:
    missing = [path for path in PATH.findall(page.read_text()) if not list(ROOT.glob(path.rstrip("/")))]

    assert not missing


@every_page
def test_every_command_and_flag_exists(page: Path) -> None:
    for code in code_of(page):
        for name, rest in COMMAND.findall(code):
            command = gateway.get_command(click.Context(gateway), name)
            assert command is not None, f"gateway {name}"
            known = {
                flag
                for option in command.params
                if isinstance(option, click.Option)
                for flag in (*option.opts, *option.secondary_opts)
            }
            for flag in re.findall(r"(?<!\S)--[a-z][a-z-]*", rest):
                assert flag in {*known, "--help"}, f"gateway {name} {flag}"


@every_page
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for code in code_of(page) for name in MAKE.findall(code)}

    assert named <= targets


@every_page
def test_every_variable_exists(page: Path) -> None:
    known = {setting.variable for setting in describe_settings()}

    assert set(VARIABLE.findall(page.read_text())) <= known | NOT_OURS | {"GATEWAY_"}


@every_page
def test_every_settings_file_is_a_good_one(page: Path) -> None:
    secret = {"jwt_secret": "x" * 32}  # examples leave it to the environment
    for block in TOML.findall(page.read_text()):
        values = tomllib.loads(block)
        settings_of(values | (secret if values.get("jwt_algorithm") == "HS256" else {}))


@every_page
def test_every_query_is_valid(page: Path) -> None:
    schema = graphql_schema(build_schema(is_federated=True))  # which has all that the other has
    for block in GRAPHQL.findall(page.read_text()):
        assert not validate(schema, parse(block)), block


@every_page
def test_every_code_and_enum_value_exists(page: Path) -> None:
    enum_values = set(re.findall(r"^  ([A-Z_]+)$", printed_schema(build_schema()), re.MULTILINE))
    named = {name for name in CONSTANT.findall(page.read_text()) if not name.startswith(("GATEWAY_", "OTEL_"))}

    assert named <= set(CODES) | enum_values


def test_the_exit_codes_are_documented_in_the_same_words() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", (ROOT / "docs/operations.md").read_text(), re.MULTILINE)

    assert {int(code): meaning for code, meaning in rows} == {
        int(code): meaning for code, meaning in EXIT_CODES.items()
    }
