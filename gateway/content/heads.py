"""The bytes of a head → its top mapping; what keeps it from being read is reported."""

from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, Node

from gateway.content import yaml_nodes
from gateway.content.aliases import has_sane_aliases, may_have_aliases
from gateway.content.control_characters import may_have_nul, report_control_characters, report_nul
from gateway.content.findings import Findings
from gateway.content.front_matter import decode
from gateway.content.quoting import compose_quoted
from gateway.content.scalars import is_null

__all__ = ["read_head"]


def read_head(head: bytes, found: Findings) -> MappingNode | None:
    """The top mapping of a head, empty for an empty head. None when there is none or it cannot be read."""
    try:
        root = yaml_nodes.compose(head)
    except YAMLError as error:
        root = _mend_or_report(head, error, found)
    if root is None:
        return None
    if is_null(root):
        return MappingNode("", [], root.start_mark, root.end_mark)
    if not isinstance(root, MappingNode):
        found.add("head-not-a-mapping", "The head has no keys: it is a list or a lone value.", root)
        return None
    if may_have_aliases(head) and not has_sane_aliases(root, found):
        return None
    if may_have_nul(head):
        report_nul(root, found)
    return root


def _mend_or_report(head: bytes, error: YAMLError, found: Findings) -> Node | None:
    text = decode(head, found)
    if text is None:
        return None
    if isinstance(error, MarkedYAMLError):
        root = compose_quoted(text, error, found)
        if root is not None:
            return root
    _report(error, text, found)
    return None


def _report(error: YAMLError, text: str, found: Findings) -> None:
    match error:
        case yaml_nodes.DepthError():
            line, column = (error.mark.line + 1, error.mark.column + 1) if error.mark else (None, None)
            found.add_at("too-deep", f"More than {yaml_nodes.DEPTH_LIMIT} levels of lists and mappings.", line, column)
        case MarkedYAMLError():
            _report_marked(error, text.split("\n"), found)
        case _ if report_control_characters(text, found):
            pass
        case _:
            found.add_at("yaml-syntax", str(error), None, None)


def _report_marked(error: MarkedYAMLError, lines: list[str], found: Findings) -> None:
    mark = error.problem_mark or error.context_mark
    message = ": ".join(part for part in (error.context, error.problem) if part)
    if mark is None:
        found.add_at("yaml-syntax", message, None, None)
        return
    line = lines[mark.line] if mark.line < len(lines) else ""
    indentation = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" in indentation or line[mark.column : mark.column + 1] == "\t":
        found.add_at("tab-character", "YAML wants blanks here and not a tab.", mark.line + 1, mark.column + 1)
    else:
        found.add_at("yaml-syntax", message, mark.line + 1, mark.column + 1)
