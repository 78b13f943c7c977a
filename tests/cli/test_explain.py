"""`gateway explain` on the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

OPERATION = """
query First($first: Int) { articles(first: $first) { nodes { title provider { name } } } }
query Second { snapshot { id } }
"""


@pytest.fixture(autouse=True)
def _operation(site: Path) -> None:
    Path("two.graphql").write_text(OPERATION)


def test_explain_shows_all_forms_of_an_operation(run: Run) -> None:
    run("load", "site")

    ended = run("explain", "two.graphql", "--operation", "First", "--variables", '{"first": 3}')

    assert ended.code == 0
    for heading in ("Plan", "Cost", "SQL", "Parameters", "EXPLAIN of the database"):
        assert f"{heading}\n{'-' * len(heading)}\n" in ended.out
    assert ended.out.index("Plan\n") < ended.out.index("SQL\n") < ended.out.index("Parameters\n")


def test_explain_needs_no_content_and_says_that_the_cost_depends_on_it(run: Run) -> None:
    ended = run("explain", "two.graphql", "--operation", "First")

    assert ended.code == 0
    assert "Cost\n----\nnot known without content\n" in ended.out


def test_explain_can_load_content_into_a_database_of_its_own(run: Run) -> None:
    ended = run("explain", "two.graphql", "site", "--operation", "Second")

    assert ended.code == 0
    assert not list(Path().glob("*.db"))


def test_explain_reads_variables_from_a_file(run: Run) -> None:
    Path("variables.json").write_text('{"first": 3}')

    assert run("explain", "two.graphql", "site", "--operation", "First", "--variables", "variables.json").code == 0


@pytest.mark.parametrize("variables", ["absent.json", "{", '{"first": }'])
def test_variables_that_cannot_be_read_are_a_usage_error(variables: str, run: Run) -> None:
    ended = run("explain", "two.graphql", "site", "--variables", variables)

    assert ended.code == 2
    assert ended.err.startswith("error: --variables is neither a JSON object nor a file that has one")


@pytest.mark.parametrize(
    "text", ["{ nothing }", "{ articles {", "query A { snapshot { id } } query B { snapshot { id } }"]
)
def test_a_wrong_operation_is_told_with_exit_code_1(text: str, run: Run) -> None:
    Path("wrong.graphql").write_text(text)

    ended = run("explain", "wrong.graphql", "site")

    assert ended.code == 1
    assert ended.err.splitlines()[-1].startswith(("error: ", "hint: "))


def test_explain_shows_the_statement_of_a_caller_with_a_scope(run: Run) -> None:
    Path("problems.graphql").write_text("{ snapshot { problems { code } } }")

    anybody = run("explain", "problems.graphql", "site")
    editor = run("explain", "problems.graphql", "site", "--scope", "editor", "--scope", "secured")
    wrong = run("explain", "problems.graphql", "site", "--scope", "everything")

    assert "FROM problem" not in anybody.out
    assert "FROM problem" in editor.out
    assert wrong.code == 2


def test_explain_takes_any_file_where_documents_are_trusted(run: Run) -> None:
    Path("gateway.toml").write_text('trusted_documents = "required"\n')

    assert run("explain", "two.graphql", "site", "--operation", "Second").code == 0
