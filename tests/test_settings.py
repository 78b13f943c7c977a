"""Settings: who wins, and what is said when a value is wrong."""

from pathlib import Path

import pytest

from gateway.errors import SettingsError
from gateway.settings import Settings, describe_settings, read_settings


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for setting in describe_settings():
        monkeypatch.delenv(setting.variable, raising=False)


def test_settings_have_defaults_when_nothing_is_given() -> None:
    settings = read_settings()

    assert (settings.host, settings.port, settings.database) == ("127.0.0.1", 8000, "sqlite:///gateway.db")
    assert settings == Settings()


def test_the_file_in_the_current_folder_beats_defaults() -> None:
    Path("gateway.toml").write_text("port = 9000\nplayground = false\n")

    assert read_settings().port == 9000
    assert read_settings().playground is False


def test_the_environment_beats_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("gateway.toml").write_text("port = 9000\n")
    monkeypatch.setenv("GATEWAY_PORT", "9001")

    assert read_settings().port == 9001


def test_a_flag_beats_the_environment_and_a_missing_flag_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PORT", "9001")

    assert read_settings({"port": 9002, "host": None}).port == 9002
    assert read_settings({"port": None}).port == 9001


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings().port = 1


def test_settings_made_by_hand_do_not_read_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PORT", "9001")

    assert Settings().port == 8000


def test_an_unknown_key_in_the_file_is_refused_with_the_nearest_name() -> None:
    Path("gateway.toml").write_text('databse = "sqlite:///x.db"\n')

    with pytest.raises(SettingsError, match=r"gateway\.toml: `databse` is not a setting") as caught:
        read_settings()
    assert caught.value.hint == "Did you mean `database`?"


def test_a_misspelled_variable_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_DATABSE", "sqlite:///x.db")

    with pytest.raises(SettingsError, match="GATEWAY_DATABSE is not a setting") as caught:
        read_settings()
    assert caught.value.hint == "Did you mean GATEWAY_DATABASE?"


def test_a_variable_of_somebody_else_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_SERVICE_HOST", "10.0.0.1")

    assert read_settings() == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "eighty"),
        ("port", "0"),
        ("readers", "0"),
        ("statement_timeout_seconds", "-1"),
        ("log_level", "loud"),
        ("database", "mysql://x"),
        ("introspection", "perhaps"),
    ],
)
def test_a_wrong_value_is_named_with_flag_key_and_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"GATEWAY_{name.upper()}", value)

    with pytest.raises(SettingsError, match=f"^{name} is '{value}': ") as caught:
        read_settings()
    hint = caught.value.hint or ""
    assert f"--{name.replace('_', '-')}" in hint
    assert f"GATEWAY_{name.upper()}" in hint
    assert f"{name} in gateway.toml" in hint


def test_a_named_file_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(SettingsError, match="there is no such settings file"):
        read_settings(config=Path("absent.toml"))


def test_a_file_that_is_not_toml_is_an_error_and_says_where() -> None:
    Path("mine.toml").write_text("port = = 1\n")

    with pytest.raises(SettingsError, match=r"mine\.toml: .*line 1"):
        read_settings(config=Path("mine.toml"))


def test_every_setting_has_a_description_of_one_sentence() -> None:
    for setting in describe_settings():
        assert setting.description.endswith("."), setting.name
