"""An index in files, which several processes map into their memory: all of them together have it once.

And lists in files, which are in nobody's memory until they are wanted.
"""

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from gateway.suggestions.index import Index
from gateway.suggestions.lists import Lists

__all__ = ["map_index", "save_index", "save_lists", "take_lists"]

_ARRAYS = tuple(field.name for field in fields(Index) if field.name != "topics")


def save_index(index: Index, folder: Path) -> None:
    """Write each of its arrays to a file of its own."""
    for name in _ARRAYS:
        np.save(folder / name, getattr(index, name))
    for number, words in enumerate(index.topics):
        np.save(folder / f"topics-{number}", words)


def map_index(folder: Path) -> Index:
    """The index that a folder holds, read when it is looked at."""
    count = len(list(folder.glob("topics-*.npy")))
    topics = [_map(folder / f"topics-{number}.npy") for number in range(count)]
    return Index(**{name: _map(folder / f"{name}.npy") for name in _ARRAYS}, topics=topics)


def _map(file: Path) -> Any:
    """The array of a file, as a plain one: cutting pieces out of a `memmap` takes ten times as long."""
    return np.asarray(np.load(file, mmap_mode="r"))


def save_lists(lists: Lists, file: Path) -> Path:
    """Write lists to a file; gives its name."""
    with file.open("wb") as opened:
        np.save(opened, np.array(lists))
    return file


def take_lists(file: Path) -> Lists:
    """Read lists, and remove their file."""
    lists = Lists(*np.load(file))
    file.unlink()
    return lists
