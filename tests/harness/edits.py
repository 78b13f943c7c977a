"""Random edits of two content folders, one state after the other."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.harness.sites import SOURCES, sites

__all__ = ["BROKEN", "State", "edits"]

State = dict[str, dict[str, str]]
"""Source → file → text."""


@st.composite
def edits(draw: DrawFn) -> list[State]:
    """States of two folders, each made of the one before: files added, rewritten, deleted, moved and broken."""
    states: list[State] = [{source: dict(files) for source, files in draw(sites()).items()}]
    for _ in range(draw(st.integers(1, 3))):
        states.append(_next(draw, states[-1]))
    mended = {
        source: {file: text for file, text in files.items() if "never closed" not in text}
        for source, files in states[-1].items()
    }
    return [*states, mended]


BROKEN = '---\ntitle: "never closed\n---\n'


def _next(draw: DrawFn, before: State) -> State:
    fresh = draw(sites())
    after: State = {}
    for source in SOURCES:
        new = {file: text for file, text in fresh.get(source, {}).items() if draw(st.booleans())}
        files = before.get(source, {}) | new
        for file in sorted(files):
            match draw(st.sampled_from(("keep", "keep", "keep", "keep", "delete", "break", "move", "hide"))):
                case "delete":
                    del files[file]
                case "break" if file.endswith(".md"):
                    files[file] = BROKEN
                case "move" if "/" in file:
                    text = files.pop(file)
                    files[file.removeprefix("_archive/") if file.startswith("_archive/") else f"_archive/{file}"] = text
                case "hide" if "title: " in files[file] and "published: " not in files[file]:
                    files[file] = files[file].replace("---\n", "---\npublished: false\n", 1)
        after[source] = files
    return after
