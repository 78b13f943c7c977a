"""`gateway load` and `gateway check` on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.harness.served import ROOT


def test_load_reports_what_it_did_and_makes_the_database(run: Run) -> None:
    ended = run("load", "site")

    assert ended.code == 0
    assert ended.out.startswith("1 added, 0 changed, 0 removed, 0 unchanged, 0 failed, 0 problems")
    assert Path("gateway.db").exists()


def test_a_second_load_finds_everything_unchanged(run: Run) -> None:
    run("load", "site")

    assert run("load", "site").out.startswith("0 added, 0 changed, 0 removed, 1 unchanged")


def test_load_takes_the_database_from_flag_and_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_DATABASE", "sqlite:///variable.db")

    run("load", "site")
    run("load", "site", "--database", "sqlite:///flag.db")

    assert sorted(path.name for path in Path().glob("*.db")) == ["flag.db", "variable.db"]


def test_load_reports_as_json(run: Run) -> None:
    report = json.loads(run("load", "site", "--json").out)

    assert (report["added"], report["failed"], report["problems"]) == (1, 0, [])


def test_load_takes_several_named_sources(run: Run) -> None:
    assert run("load", "site", "other=site").out.startswith("2 added")


@pytest.mark.usefixtures("broken_site")
@pytest.mark.parametrize("command", ["load", "check"])
def test_a_problem_is_exit_code_1_only_when_strict(command: str, run: Run) -> None:
    assert run(command, "site").code == 0
    assert run(command, "site", "--strict").code == 1


@pytest.mark.usefixtures("broken_site")
@pytest.mark.parametrize("command", ["load", "check"])
def test_a_problem_is_shown_with_its_place(command: str, run: Run) -> None:
    first, *_ = run(command, "site").out.splitlines()

    assert first.startswith("_news/broken.md:")
    assert " error yaml-syntax " in first


def test_check_needs_no_database(run: Run) -> None:
    ended = run("check", "site", "--strict")

    assert ended.code == 0
    assert ended.out.startswith("1 document checked, 0 failed, 0 problems")
    assert not list(Path().glob("*.db"))


@pytest.mark.usefixtures("broken_site")
def test_check_reports_as_json(run: Run) -> None:
    report = json.loads(run("check", "site", "--json").out)

    assert report["failed"] == 1
    assert report["problems"][0]["file"] == "_news/broken.md"


def test_progress_goes_to_standard_error_in_plain_lines(run: Run) -> None:
    err = run("load", "site").err

    assert err
    assert "\x1b" not in err


def test_a_file_of_the_current_folder_is_not_taken_for_a_library(tmp_path: Path) -> None:
    """Content may be anybody's: nothing of it is run, neither here nor by the processes that a load starts."""
    (tmp_path / "site").mkdir()
    for number in range(401):
        (tmp_path / "site" / f"{number}.md").write_text(f"---\ntitle: Story {number}\n---\n")
    for library in ("socket", "pickle", "yaml", "numpy", "msgspec"):
        (tmp_path / f"{library}.py").write_text("raise RuntimeError('code of the content')")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GATEWAY_JOBS": "2"}
    environment.pop("PYTHONSAFEPATH", None)
    command = [Path(sys.executable).with_name("gateway"), "load", "site"]

    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    assert "401 added" in ended.stdout
