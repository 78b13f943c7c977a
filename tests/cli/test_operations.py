"""`gateway operations` on the command line, and a server with documents that do not fit."""

from pathlib import Path

import pytest

from gateway.loader.sources import Source
from gateway.serving.operations import with_operations
from gateway.settings import Settings
from tests.cli.conftest import Run

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_documents_of_the_seeds_are_listed_with_their_ids(run: Run) -> None:
    ended = run("operations", str(SEEDS / "operations"))

    lines = [line.split("\t") for line in ended.out.splitlines()]
    assert ended.code == 0
    assert [line[0] for line in lines] == ["Changes", "FrontPage", "Newsroom", "Search", "Story", "Topics"]
    assert all(line[1].startswith("sha256:") for line in lines)


@pytest.mark.parametrize("command", ["operations wrong", "serve --operations wrong site"])
def test_a_document_that_does_not_fit_the_schema_is_told_before_anything_is_loaded(
    command: str, run: Run, site: Path
) -> None:
    Path("wrong").mkdir()
    Path("wrong/A.graphql").write_text("query A {\n  nothing\n}")

    ended = run(*command.split())

    assert ended.code == 2
    assert "wrong/A.graphql:2:3: Cannot query field 'nothing' on type 'Query'." in ended.err
    assert not list(Path().glob("*.db"))


def test_documents_that_are_to_be_trusted_must_be_somewhere(run: Run, site: Path) -> None:
    ended = run("serve", "--trusted-documents", "required", "site")

    assert ended.code == 2
    assert "there is nothing to trust" in ended.err


def test_the_folder_of_a_site_is_found_and_one_without_documents_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "one/operations").mkdir(parents=True)
    (tmp_path / "one/operations/rota.txt").write_text("Who is on duty.")
    (tmp_path / "two/operations").mkdir(parents=True)
    (tmp_path / "two/operations/Count.graphql").write_text("query Count { snapshot { articles } }")
    one, two = Source("one", tmp_path / "one"), Source("two", tmp_path / "two")

    assert with_operations(Settings(), [one]).operations is None
    assert with_operations(Settings(), [one, two]).operations == tmp_path / "two/operations"
