"""Progress as lines and as a bar."""

import sys

import pytest

from gateway.cli.progress_display import Lines, show_progress


def test_each_phase_is_a_line_when_it_has_ended(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress() as progress:
        progress.phase("parsing", 3)
        progress.advance(2)
        progress.advance(1)
        progress.phase("writing", 0)
        progress.advance(5)
        progress.phase("tidying up", 0)

    assert capsys.readouterr().err.splitlines() == ["parsing: 3 of 3", "writing: 5", "tidying up"]


def test_a_long_phase_tells_of_itself_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lines, "EVERY_SECONDS", -1.0)
    with show_progress() as progress:
        progress.phase("parsing", 2)
        progress.advance(1)
        progress.advance(1)

    assert capsys.readouterr().err.splitlines() == ["parsing: 1 of 2", "parsing: 2 of 2", "parsing: 2 of 2"]


def test_a_terminal_gets_bars(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with show_progress() as progress:
        progress.phase("parsing", 2)
        progress.advance(2)
        progress.phase("writing", 0)
        progress.advance(1)

    assert "parsing" in capsys.readouterr().err
