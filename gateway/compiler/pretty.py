"""A statement's text, indented for people: `gateway explain` and the golden cases show it. Changes no word of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["pretty"]

WIDTH = 100
TOKEN = re.compile(r"'(?:[^']|'')*'|[()]|,|[^\s'(),]+")
CLAUSES = ("FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "UNION ALL", "JOIN", "AND", "OR")
PAIRED = "json_object"
"""The function whose arguments belong together two by two."""


@dataclass(slots=True)
class Group:
    """What stands between two parentheses, or the whole text: words and groups."""

    opener: str = ""
    parts: "list[str | Group]" = field(default_factory=list)


def pretty(text: str) -> str:
    """The text with what is too long for a line broken at its clauses and arguments."""
    return "\n".join(_lines(_parsed(TOKEN.findall(text)), 0))


def _parsed(tokens: list[str]) -> Group:
    stack = [Group()]
    for number, token in enumerate(tokens):
        match token:
            case "(":
                group = Group(opener=tokens[number - 1] if number else "")
                stack[-1].parts.append(group)
                stack.append(group)
            case ")":
                stack.pop()
            case _:
                stack[-1].parts.append(token)
    return stack[0]


def _flat(parts: "list[str | Group]") -> str:
    text = ""
    for part in parts:
        word = f"({_flat(part.parts)})" if isinstance(part, Group) else part
        is_call = isinstance(part, Group) and re.fullmatch(r"[a-z_]+", part.opener) is not None
        text += word if not text or word == "," or is_call else f" {word}"
    return text


def _lines(group: Group, level: int) -> Iterator[str]:
    indent = "  " * level
    for piece in _pieces(group):
        flat = _flat(piece)
        broken = [part for part in piece if isinstance(part, Group)]
        if len(indent) + len(flat) <= WIDTH or not broken:
            yield indent + flat
        else:
            yield from _broken(piece, level)


def _broken(piece: "list[str | Group]", level: int) -> Iterator[str]:
    """A piece that is too long for its line: its longest group opens on the line and closes on one of its own."""
    indent = "  " * level
    longest = max((part for part in piece if isinstance(part, Group)), key=lambda part: len(_flat(part.parts)))
    place = next(number for number, part in enumerate(piece) if part is longest)
    head, tail = _flat([*piece[:place], Group(longest.opener)])[:-1], _flat([")", *piece[place + 1 :]])
    yield indent + head
    yield from _lines(longest, level + 1)
    yield indent + tail.replace(") ,", "),")


def _pieces(group: Group) -> "Iterator[list[str | Group]]":
    """The parts cut after commas (every second in a `json_object`) and before clauses."""
    piece: list[str | Group] = []
    commas = 0
    for number, part in enumerate(group.parts):
        if piece and _begins_clause(group.parts, number):
            yield piece
            piece = []
        piece.append(part)
        if part == ",":
            commas += 1
            if group.opener != PAIRED or commas % 2 == 0:
                yield piece
                piece = []
    if piece:
        yield piece


def _begins_clause(parts: "list[str | Group]", number: int) -> bool:
    if parts[number] == "SELECT" and isinstance(parts[number - 1], Group):  # after what `WITH` names
        return True
    following = [part for part in parts[number : number + 2] if isinstance(part, str)]
    return following[:1] != [] and (following[0] in CLAUSES or " ".join(following) in CLAUSES)
