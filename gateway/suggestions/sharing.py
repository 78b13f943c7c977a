"""An index in files, which several processes map into their memory: all of them together have it once.

And lists in files, which are in nobody's memory until they are wanted.
"""

from dataclasses import fields
from pathlib import Path

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
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    count = len(list(folder.glob("topics-*.npy")))
    topics = [np.load(folder / f"topics-{number}.npy", mmap_mode="r") for number in range(count)]
    return Index(**arrays, topics=topics)


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
