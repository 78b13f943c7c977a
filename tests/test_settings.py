"""Settings: who wins, and what is said when a value is wrong."""

import os
from pathlib import Path

import pytest

from gateway.errors import SettingsError
from gateway.scopes import Scope
from gateway.settings import Settings, describe_settings, read_settings, settings_of
from gateway.store import read_address


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


def test_a_list_in_the_environment_is_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_CORS_ORIGINS", "https://a.example,https://b.example")

    assert read_settings().cors_origins == ("https://a.example", "https://b.example")


def test_a_flag_beats_the_environment_and_a_missing_flag_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PORT", "9001")

    assert read_settings({"port": 9002, "host": None}).port == 9002
    assert read_settings({"port": None}).port == 9001


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        read_settings().port = 1


def test_settings_made_by_hand_do_not_read_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PORT", "9001")

    assert Settings().port == 8000


def test_an_unknown_key_in_the_file_is_refused_with_the_nearest_name() -> None:
    Path("gateway.toml").write_text('databse = "sqlite:///x.db"\n')

    with pytest.raises(SettingsError, match=r"gateway\.toml: `databse` is not a setting") as caught:
        read_settings()
    assert caught.value.hint == "Did you mean `database`?"


@pytest.mark.parametrize("variable", ["GATEWAY_DATABSE", "gateway_database", "GATEWAY_Database"])
def test_a_misspelled_variable_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "sqlite:///x.db")

    with pytest.raises(SettingsError, match=f"{variable} is not a setting") as caught:
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


@pytest.mark.parametrize(("word", "is_on"), [("true", True), ("YES", True), ("1", True), ("off", False), ("n", False)])
def test_a_switch_takes_the_usual_words(word: str, is_on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PLAYGROUND", word)

    assert read_settings().playground is is_on


@pytest.mark.parametrize("text", [" 9001\n", "09001", "9_001", "+9001"])
def test_a_number_may_be_written_in_several_ways(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PORT", text)
    monkeypatch.setenv("GATEWAY_DRAIN_SECONDS", ".5")

    assert (read_settings().port, read_settings().drain_seconds) == (9001, 0.5)


def test_a_variable_that_is_no_text_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_WORKERS", os.fsdecode(b"4\xff"))

    with pytest.raises(SettingsError, match=r"^workers is .*: it must be UTF-8"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("port", 70_000, "it must be a whole number, at most 65535"),
        ("port", "eighty", "it must be a whole number"),
        ("statement_timeout_seconds", 0, "it must be a number, more than 0"),
        ("host", "", "it must not be empty"),
        ("log_level", "loud", "it must be debug, info, warning or error"),
        ("jobs", 0, "it must be a whole number, at least 1"),
        ("dev", "perhaps", "it must be true or false"),
        ("api_keys", [{"name": "x", "sha256": "0" * 64, "scopes": ["all"]}], "preview, secured, editor or admin"),
        ("api_keys", [{"name": "x", "sha256": "0" * 64 + "\n"}], r"the form \^\[0-9a-f\]"),
        ("api_keys", [{"name": "x"}], r"api_keys\[0\]\.sha256: it is missing"),
        (
            "api_keys",
            [{"name": "x", "sha256": "0" * 64, "scopes": ["a - at `$.b`"]}],
            r"scopes\[0\]: it must be preview",
        ),
        ("rate_limit", "often", "it must be rates such as 20/second"),
        ("cache_control", "no-cache\n", "it must have the form"),
    ],
)
def test_what_is_told_of_a_wrong_value_says_what_would_be_right(name: str, value: object, right: str) -> None:
    with pytest.raises(SettingsError, match=right):
        settings_of({name: value})


def test_a_wrong_address_of_the_database_is_named_without_what_may_be_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_DATABASE", "postgress://me:hunter2@host/content")

    with pytest.raises(SettingsError, match=r"^database is 'postgress://…': ") as caught:
        read_settings()
    assert "hunter2" not in f"{caught.value.message} {caught.value.hint}"
    assert "hunter2" not in repr(Settings(database="postgresql://me:hunter2@host/content"))


@pytest.mark.parametrize(
    "rest", ["hun/ter2@host/content", "hun/ter2@host:5432/content?sslmode=require", "hun/ter2@host"]
)
def test_a_password_whose_slash_is_not_encoded_is_not_taken_for_a_database(rest: str) -> None:
    """Whatever is shown of an address would show the rest of the password."""
    with pytest.raises(SettingsError, match="names no database") as caught:
        read_address(f"postgresql://me:{rest}")
    assert "ter2" not in f"{caught.value.message} {caught.value.hint}"


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


HASH = "0123456789abcdef" * 4
SECRET = "a secret that must not be shown anywhere"


def test_keys_are_read_from_the_file_and_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("gateway.toml").write_text(
        f'[[api_keys]]\nname = "newsroom"\nsha256 = "{HASH}"\nscopes = ["preview", "editor"]\n'
        f'[[api_keys]]\nname = "counter"\nsha256 = "{HASH[::-1]}"\n'
    )
    newsroom, counter = read_settings().api_keys
    assert (newsroom.name, newsroom.sha256, newsroom.scopes) == ("newsroom", HASH, {Scope.PREVIEW, Scope.EDITOR})
    assert counter.scopes == frozenset()

    monkeypatch.setenv("GATEWAY_API_KEYS", f'[{{"name": "ops", "sha256": "{HASH}", "scopes": ["admin"]}}]')
    (ops,) = read_settings().api_keys
    assert (ops.name, ops.scopes) == ("ops", {Scope.ADMIN})


def test_the_secret_of_tokens_is_read_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_JWT_SECRET", SECRET)
    monkeypatch.setenv("GATEWAY_JWT_ALGORITHM", "HS256")
    monkeypatch.setenv("GATEWAY_API_KEYS", f'[{{"name": "ops", "sha256": "{HASH}"}}]')
    settings = read_settings()
    assert settings.jwt_secret is not None
    assert settings.jwt_secret.revealed == SECRET
    assert SECRET not in repr(settings) + str(settings) + repr(settings.jwt_secret)
    assert HASH not in repr(settings) + str(settings)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f'api_keys = [{{ name = "x", sha256 = "{SECRET}" }}]', "api_keys[0].sha256"),
        (f'api_keys = [{{ name = "x", key = "{SECRET}", sha256 = "{HASH}" }}]', "api_keys[0].key"),
        (f'api_keys = [{{ name = "x", sha256 = "{HASH}", scopes = ["{SECRET}"] }}]', "api_keys[0].scopes[0]"),
        (f'api_keys = "{SECRET}"', "api_keys"),
        (f'jwt_secret = ["{SECRET}"]', "jwt_secret"),
        (f'jwt_secret = "{SECRET}"', "jwt_algorithm is not"),
        (f'jwt_algorithm = "RS256"\njwt_secret = "{SECRET}"', "RS256 needs one of"),
        (f'jwt_algorithm = "HS256"\njwt_secret = "{SECRET[:31]}"', "HS256 needs jwt_secret"),
        ('jwt_algorithm = "HS256"', "HS256 needs jwt_secret"),
        ('jwt_algorithm = "ES256"\njwt_jwks_file = "a"\njwt_jwks_url = "https://b.example/"', "ES256 needs one of"),
        ('jwt_algorithm = "ES256"\njwt_jwks_url = "http://b.example/"', "must begin with https://"),
        ('jwt_algorithm = "ES256"\njwt_jwks_url = "http://[::1"', "jwt_jwks_url is no address"),
        ('jwt_algorithm = "none"', "jwt_algorithm is 'none'"),
    ],
)
def test_wrong_keys_and_secrets_are_told_by_their_place_and_not_shown(text: str, place: str) -> None:
    Path("gateway.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert place in caught.value.message
    assert SECRET[:20] not in f"{caught.value.message} {caught.value.hint}"


def test_a_wrong_list_of_keys_in_the_environment_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_API_KEYS", f"[{SECRET}")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "api_keys" in caught.value.message
    assert SECRET not in f"{caught.value.message} {caught.value.hint}"
