"""Figures of one process, and of several together."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any, TypeAlias

from gateway.observing.catalog import METRICS

__all__ = ["Figures", "Pairs", "counters_of", "from_pairs", "merged", "to_pairs"]

Figures: TypeAlias = dict[tuple[str, ...], list[float]]
"""By the name of the metric and the values of its labels: one number, or of a histogram its buckets and its sum."""

Pairs: TypeAlias = list[tuple[tuple[str, ...], list[float]]]
"""The same as JSON can have it."""


def to_pairs(figures: Figures) -> Pairs:
    """Figures to be sent to another process."""
    return list(figures.items())


def from_pairs(pairs: Pairs) -> Figures:
    """Figures of another process."""
    return dict(pairs)


def merged(all_figures: Iterable[Figures]) -> Figures:
    """The figures of several processes as if they were one."""
    together: Figures = {}
    for figures in all_figures:
        for key, values in figures.items():
            known = together.get(key)
            together[key] = list(values) if known is None else _merged(METRICS[key[0]].is_latest, known, values)
    return together


def counters_of(figures: Figures) -> Figures:
    """What stays of a process that is gone: a counter never goes back."""
    return {key: values for key, values in figures.items() if METRICS[key[0]].kind != "gauge"}


def _merged(is_latest: Any, one: list[float], other: list[float]) -> list[float]:
    pairs = zip_longest(one, other, fillvalue=0.0)
    return [max(pair) for pair in pairs] if is_latest else [sum(pair) for pair in pairs]
