"""`gateway key`: a key for its owner, and for the settings what they need of it."""

import asyncio
import tomllib
from pathlib import Path

import pytest

from gateway.cli.main import main
from gateway.scopes import Scope
from gateway.server.auth import Authenticator
from gateway.server.auth.api_keys import ApiKeys
from gateway.settings import read_settings


def test_a_new_key_is_good_where_its_table_stands_in_the_settings(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["key", 'the "news" room', "--scope", "preview", "--scope", "editor"]) == 0
    told = capsys.readouterr()
    key = told.out.strip()
    assert len(key) > 40
    assert key not in told.err
    config = tmp_path / "gateway.toml"
    config.write_text(told.err)
    assert tomllib.loads(told.err)["api_keys"][0]["name"] == 'the "news" room'
    known = Authenticator(ApiKeys(read_settings(config=config).api_keys), None)
    assert asyncio.run(known.scopes_of({"x-api-key": key})) == {Scope.PREVIEW, Scope.EDITOR}


def test_keys_are_never_the_same_and_unknown_scopes_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    made = set()
    for _ in range(20):
        main(["key", "x"])
        made.add(capsys.readouterr().out)
    assert len(made) == 20
    assert main(["key", "x", "--scope", "everything"]) == 2
