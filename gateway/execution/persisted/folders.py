"""Documents in a folder of `.graphql` files: one operation a file, whose name is its id.

A fragment may stand in any file: an operation gets the definitions of those that it uses, also through others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphql import (
    DefinitionNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    Source,
    Visitor,
    parse,
    visit,
)

from gateway.errors import SettingsError
from gateway.execution.persisted.written import Part, TrustedDocument

__all__ = ["SUFFIXES", "read_folder"]

SUFFIXES = (".graphql", ".gql")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment where it is defined."""

    file: Path
    node: FragmentDefinitionNode


@dataclass(frozen=True, slots=True)
class File:
    """What a file has."""

    path: Path
    text: str
    definitions: tuple[DefinitionNode, ...]

    @property
    def operations(self) -> list[OperationDefinitionNode]:
        return [each for each in self.definitions if isinstance(each, OperationDefinitionNode)]

    @property
    def fragments(self) -> list[FragmentDefinitionNode]:
        return [each for each in self.definitions if isinstance(each, FragmentDefinitionNode)]


def read_folder(folder: Path) -> list[TrustedDocument]:
    """All operations of a folder and those inside it, in the order of their files.

    Raises:
        SettingsError: for a file that cannot be read or parsed, an operation without a name, or two in one file.
    """
    files = [_read(path) for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES and path.is_file()]
    fragments = {node.name.value: Fragment(file.path, node) for file in files for node in file.fragments}
    found = [_document(file, fragments) for file in files if file.operations]
    if not found:
        raise SettingsError(f"{folder}: there is no operation", hint="`operations` is a folder of .graphql files.")
    return found


def _read(path: Path) -> File:
    try:
        text = path.read_text("utf-8")
        definitions = parse(Source(text, str(path))).definitions
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: the file is not UTF-8") from None
    except GraphQLError as error:
        line, column = error.locations[0] if error.locations else (1, 1)
        raise SettingsError(f"{path}:{line}:{column}: {error.message}") from None
    except RecursionError:
        raise SettingsError(f"{path}: the document is nested too deeply") from None
    return File(path, text, tuple(definitions))


def _document(file: File, fragments: Mapping[str, Fragment]) -> TrustedDocument:
    if len(file.operations) > 1 or file.operations[0].name is None:
        hint = "An operation is asked for by its name; fragments may stand anywhere."
        raise SettingsError(f"{file.path}: a file has one operation, with a name", hint=hint)
    own = {node.name.value for node in file.fragments}
    used = [fragments[name] for name in _used_by(file, fragments) if name not in own]
    texts = [file.text.rstrip("\n"), *(_text_of(fragment.node) for fragment in used)] if used else [file.text]
    text = "\n".join(texts)
    firsts = [(file.path, 1), *((each.file, each.node.loc.start_token.line if each.node.loc else 1) for each in used)]
    parts = tuple(Part(part.count("\n") + 1, *first) for part, first in zip(texts, firsts, strict=True))
    name = file.operations[0].name.value
    return TrustedDocument(name, name, text, parts)


def _used_by(file: File, fragments: Mapping[str, Fragment]) -> list[str]:
    """The names of the fragments that are spread in a file, and in those, once each; unknown ones are left out."""
    found: dict[str, None] = {}
    waiting: list[Node] = list(file.definitions)
    while waiting:
        for name in _spreads(waiting.pop()):
            if name in fragments and name not in found:
                found[name] = None
                waiting.append(fragments[name].node)
    return list(found)


def _spreads(node: Node) -> Iterator[str]:
    names: list[str] = []

    class Spreads(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
            names.append(node.name.value)

    visit(node, Spreads())
    return iter(names)


def _text_of(node: FragmentDefinitionNode) -> str:
    """As it is written, so that its lines are those of its file."""
    return node.loc.source.body[node.loc.start : node.loc.end] if node.loc else ""
