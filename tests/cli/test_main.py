"""Help, versions, and how errors end."""

import subprocess
import sys
from pathlib import Path

import pytest

from gateway import __version__
from gateway.cli.failures import EXIT_CODES
from gateway.cli.main import COMMANDS
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out.strip() == f"gateway, version {__version__}"


def test_help_names_every_command_and_exit_code(run: Run) -> None:
    ended = run("--help")

    assert ended.code == 0
    for word in (*COMMANDS, *(str(int(code)) for code in EXIT_CODES)):
        assert word in ended.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, run: Run) -> None:
    ended = run(command, "--help")

    assert ended.code == 0
    assert ended.out.startswith(f"Usage: gateway {command} ")


def test_no_command_shows_the_help(run: Run) -> None:
    ended = run()

    assert ended.code == 2
    assert "Usage: gateway" in ended.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lod"], "error: No such command 'lod'."),
        (["load"], "error: Missing argument '[NAME=]DIR...'."),
        (["load", "site", "--jbos", "1"], "error: No such option '--jbos'."),
        (["load", "site", "--jobs", "many"], "error: jobs is 'many': "),
        (["load", "site", "--database", "mysql://x"], "error: database is 'mysql://…': "),
        (["load", "site", "--config", "absent.toml"], "error: absent.toml: there is no such settings file"),
        (["load", "nowhere"], "error: The content root 'nowhere' is not a folder."),
        (["load", "site", "site"], "error: Two content roots are without a name."),
        (["explain", "absent.graphql"], "error: "),
        (["serve", "--host", "not an address"], "error: not an address port 8000 cannot be listened on"),
    ],
)
def test_a_wrong_argument_is_told_in_one_line_with_exit_code_2(arguments: list[str], message: str, run: Run) -> None:
    ended = run(*arguments)

    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith(message)
    assert len([line for line in ended.err.splitlines() if not line.startswith("hint: ")]) == 1


def test_a_misspelled_key_is_told_with_the_nearest_name(run: Run) -> None:
    Path("gateway.toml").write_text("prot = 1\n")

    ended = run("load", "site")

    assert (ended.code, ended.err) == (2, "error: gateway.toml: `prot` is not a setting\nhint: Did you mean `port`?\n")


def test_a_database_that_cannot_be_used_ends_with_exit_code_3(run: Run) -> None:
    Path("gateway.db").write_text("This is not a database. " * 100)

    ended = run("load", "site")

    assert ended.code == 3
    assert ended.err.startswith("error: ")


def test_a_fault_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("gateway.cli.load.configure_logs", fail)
    ended = run("load", "site")

    assert ended.code == 4
    assert ended.err.startswith("error: KeyError: 'x'\nhint: ")


def test_an_interrupt_ends_with_exit_code_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gateway.cli.load.configure_logs", stop)

    assert run("load", "site").code == 130


def test_the_package_can_be_run_as_a_module() -> None:
    command = [sys.executable, "-m", "gateway", "--version"]

    assert __version__ in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
