"""A small site, and the command as a test calls it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from gateway.cli.main import main
from gateway.settings import describe_settings

STORY = """---
title: The first
published_date: 2024-01-02T03:04:05Z
provider:
  name: The Paper
  domain: paper.example
---
Body.
"""


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the working folder with a site of one good document in it."""
    monkeypatch.chdir(tmp_path)
    for setting in describe_settings():
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.setenv("PYTHONSAFEPATH", "1")  # the command sets it, and other tests are to be without it
    folder = tmp_path / "site" / "_news"
    folder.mkdir(parents=True)
    (folder / "first.md").write_text(STORY)
    return tmp_path / "site"


@pytest.fixture
def broken_site(site: Path) -> Path:
    """Add a document whose head cannot be read."""
    (site / "_news" / "broken.md").write_text('---\ntitle: "no end\n---\n')
    return site


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], site: Path) -> Run:
    """Run the command in the working folder."""

    def run(*arguments: str) -> Ended:
        code = main(list(arguments))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Ended(code, out, err)

    return run
