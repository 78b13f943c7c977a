"""The collector that the readers of one file report to."""

from typing import Final

from yaml.nodes import Node

from gateway.content.problems import ERROR, RULES, Problem

__all__ = ["Findings", "PlaceUnknownError", "shown"]

_ERRORS: Final = frozenset(code for code, rule in RULES.items() if rule.severity == ERROR)


_SHOWN_LENGTH: Final = 60


def shown(text: str) -> str:
    """A text as a message shows it: in quotes, and not all of a long one."""
    return repr(text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1]}…")


class PlaceUnknownError(Exception):
    """Something is wrong with a node that does not know where it stands: read the head with places."""


class Findings:
    """The problems of one file, in the order in which they are found."""

    __slots__ = ("_problems", "file", "has_errors")

    def __init__(self, file: str) -> None:
        self.file = file
        self.has_errors = False
        self._problems: list[Problem] = []

    def copy(self) -> "Findings":
        """What has been found until now, for a reader who may have to give up."""
        copied = Findings(self.file)
        copied.has_errors = self.has_errors
        copied._problems = [*self._problems]
        return copied

    def add(self, code: str, message: str, node: Node) -> None:
        """Report what is wrong where a node stands: a head keeps its lines, so a node's line is the file's.

        Raises:
            PlaceUnknownError: when the node comes from a head that was read without places.
        """
        mark = node.start_mark
        if mark is None:
            raise PlaceUnknownError
        self.add_at(code, message, mark.line + 1, mark.column + 1)

    def add_at(self, code: str, message: str, line: int | None, column: int | None) -> None:
        """Report what is wrong at a place; both count from 1."""
        if code in _ERRORS:
            self.has_errors = True
        self._problems.append(Problem(self.file, line, column, RULES[code].severity, code, message))

    def in_order(self) -> tuple[Problem, ...]:
        """All problems, from the top of the file to its end, each once: an alias shows one place many times."""
        if not self._problems:
            return ()
        unique = dict.fromkeys(self._problems)
        return tuple(sorted(unique, key=lambda problem: (problem.line or 0, problem.column or 0)))
