"""`gateway schema` on the command line."""

from pathlib import Path

from tests.cli.conftest import Run


def test_the_schema_is_printed(run: Run) -> None:
    assert "type Query {" in run("schema").out


def test_a_written_schema_is_up_to_date(run: Run) -> None:
    assert run("schema", "--write").out == "schema/schema.graphql is written.\n"

    ended = run("schema", "--check")

    assert (ended.code, ended.out) == (0, "schema/schema.graphql is up to date.\n")
    assert Path("schema/schema.graphql").read_text() == run("schema").out


def test_a_schema_that_differs_is_shown_with_exit_code_1(run: Run) -> None:
    run("schema", "--write", "mine.graphql")
    Path("mine.graphql").write_text(Path("mine.graphql").read_text().replace("type Query {", "type Qery {"))

    ended = run("schema", "--check", "mine.graphql")

    assert ended.code == 1
    assert "-type Qery {\n+type Query {\n" in ended.out


def test_a_schema_that_is_not_there_cannot_be_checked(run: Run) -> None:
    ended = run("schema", "--check", "absent.graphql")

    assert ended.code == 2
    assert ended.err.startswith("error: absent.graphql: there is no such file")
