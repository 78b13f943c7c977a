"""Values as they are given, texts above all, to settings; and of a wrong one where it is and what would be right."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from gateway.scopes import Scope
from gateway.settings.access import Secret
from gateway.settings.declared import Settings
from gateway.settings.names import FIELDS

__all__ = ["WrongValueError", "checked"]

_MIN_SECRET_BYTES: Final = 32
"""Of HS256 (RFC 7518, 3.2)."""

_TRUE: Final = ("true", "1", "yes", "on", "t", "y")
_FALSE: Final = ("false", "0", "no", "off", "f", "n")
_BOOLEANS: Final = dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False)


class WrongValueError(Exception):
    """The first wrong value: its place, such as `("api_keys", "[0].sha256")`, and what would be right.

    The name is empty when it is about several settings together, and that of no setting when there is no such one.
    """

    def __init__(self, name: str, rest: str, reason: str) -> None:
        super().__init__(reason)
        self.name, self.rest, self.reason = name, rest, reason


def checked(values: Mapping[str, Any]) -> Settings:
    """Make settings of values.

    Raises:
        WrongValueError
    """
    try:
        settings = msgspec.convert(
            {name: _prepared(name, value) for name, value in values.items()}, Settings, strict=False, dec_hook=_special
        )
    except msgspec.ValidationError as error:
        said, _, place = str(error).rpartition(" - at `$")  # the last: what is said may hold a value
        [(name, rest)] = _place(place.rstrip("`"))
        if key := _key(said):
            raise WrongValueError(name, f"{rest}.{key[2]}", _KEYS[key[1]]) from None
        raise WrongValueError(name, rest, _plainly(said, name)) from None
    _refuse_together(settings)
    return settings


_place: Final = re.compile(r"^\.?(\w*)(.*)$").findall
_key: Final = re.compile(r"Object (contains unknown|missing required) field `(.*)`").fullmatch
_KEYS: Final = {"contains unknown": "there is no such key", "missing required": "it is missing"}


def _prepared(name: str, value: Any) -> Any:
    """A text of a variable or flag as what it stands for, where msgspec reads it otherwise."""
    if name not in FIELDS:
        raise WrongValueError(name, "", "there is no such setting")
    if not isinstance(value, str):
        return value
    if FIELDS[name].kind != Path | None and not _is_unicode(value):
        raise WrongValueError(name, "", "it must be UTF-8")
    if FIELDS[name].kind is bool:
        return _BOOLEANS.get(value.lower(), value)
    if number := FIELDS[name].number:
        return _number(value, number)
    read = _READ.get(name)
    return read(value) if read else value


def _is_unicode(text: str) -> bool:
    """Whether it is: bytes of the environment that are no UTF-8 come as halves of surrogate pairs."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number(text: str, kind: type[int] | type[float]) -> int | float | str:
    """As Python writes numbers: `007`, `.5` and `9_000` as well."""
    try:
        return kind(text)
    except ValueError:
        return text.strip()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        raise WrongValueError("api_keys", "", "it must be JSON") from None


def _rate(text: str) -> str:
    from limits import parse_many  # noqa: PLC0415 - it takes long to import, and most set no rate

    try:
        parse_many(text)
    except ValueError:
        raise WrongValueError("rate_limit", "", "it must be rates such as 20/second; 600/minute") from None
    return text


_READ: Final[Mapping[str, Callable[[str], Any]]] = {"cors_origins": _parts, "api_keys": _json, "rate_limit": _rate}


def _special(kind: type, value: Any) -> Any:
    """What msgspec does not know."""
    if kind in (Path, Secret) and isinstance(value, str):
        return kind(value)
    raise ValueError("it must be a text")


_KINDS: Final = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a text",
    "array": "a list",
    "object": "a table",
}
_BOUNDS: Final = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}

_kind: Final = re.compile(r"Expected `(\w+)(?: \| null)?`, got `\w+`").fullmatch
_bound: Final = re.compile(r"Expected `(\w+)` ([<>]=?) (\S+?)(?:\.0)?").fullmatch
_form: Final = re.compile(r"Expected `str` matching regex '(.*)'").fullmatch
_TWO, _ONE = "\\\\", "\\"


def _plainly(said: str, name: str) -> str:
    """What msgspec says, in words that tell what would be right."""
    if found := _kind(said):
        return f"it must be {_KINDS.get(found[1], found[1])}"
    if found := _bound(said):
        return f"it must be {_KINDS.get(found[1], found[1])}, {_BOUNDS[found[2]]} {found[3]}"
    if found := _form(said):
        return f"it must have the form {found[1].replace(_TWO, _ONE)}"
    if said.startswith("Expected `str` of length"):
        return "it must not be empty"
    if said.startswith("Invalid enum value"):
        *most, last = FIELDS[name].choices or [scope.value for scope in Scope]
        return f"it must be {', '.join(most)} or {last}"
    return f"{said[0].lower()}{said[1:]}"


def _refuse_together(settings: Settings) -> None:
    """See that the algorithm has keys of its kind, and one place to find them."""
    public, secret = [settings.jwt_jwks_file, settings.jwt_jwks_url], settings.jwt_secret
    count = sum(place is not None for place in public)
    match settings.jwt_algorithm:
        case None if count or secret is not None:
            raise _together("keys of tokens are set, and jwt_algorithm is not")
        case "HS256" if count or secret is None or len(secret.revealed.encode()) < _MIN_SECRET_BYTES:
            raise _together(f"HS256 needs jwt_secret, of at least {_MIN_SECRET_BYTES} bytes, and nothing else")
        case "RS256" | "ES256" if count != 1 or secret is not None:
            raise _together(f"{settings.jwt_algorithm} needs one of jwt_jwks_file and jwt_jwks_url, and no jwt_secret")
    if settings.jwt_jwks_url is not None and not _is_private_to_read(settings.jwt_jwks_url):
        raise _together("jwt_jwks_url must begin with https://, or lead to this machine")


def _together(reason: str) -> WrongValueError:
    return WrongValueError("", "", reason)


def _is_private_to_read(url: str) -> bool:
    """Whether nobody on the way can put other keys into an answer."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _together(f"jwt_jwks_url is no address: {error}") from None
    return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")
